import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { InlineConfig, Rolldown } from 'vite';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Lives for one process: the sources do not change during a build. */
let page: Promise<string> | null = null;

/**
 * @returns the script of the verify page as one classic script, safe inside a script element: a
 *   module would not run from a file that somebody saved.
 */
export function pageScript(): Promise<string> {
  page ??= bundle({
    build: {
      target: 'es2022',
      lib: {
        entry: fileOf('../components/verify/page.ts'),
        formats: ['iife'],
        name: 'colophonVerify',
      },
    },
  }).then(insideScript);
  return page;
}

/** @returns the verify command as one file that needs nothing but Node. */
export function standaloneVerifier(): Promise<string> {
  return bundle({
    ssr: { noExternal: true, target: 'node' },
    build: { target: 'node20', ssr: fileOf('./standalone-verifier.ts') },
  });
}

async function bundle(config: InlineConfig): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    ...config,
    build: {
      write: false,
      minify: true,
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: { output: { codeSplitting: false } },
      ...config.build,
    },
  });
  // Without `watch`, and with one entry that may not be split, this is one output with one chunk.
  const [only] = [output as Rolldown.RolldownOutput | Rolldown.RolldownOutput[]].flat();
  const [chunk, ...more] = only?.output ?? [];
  if (!chunk || more.length > 0) throw new Error('bundle: expected one chunk');
  return withoutControls(chunk.code);
}

/**
 * Spells control characters, which stand in strings and expressions of parsers, as escapes: with
 * them the program would not be text to whoever looks at it.
 */
function withoutControls(code: string): string {
  return code.replace(
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/**
 * Spells what would end the element, or start a state in which it does not end, in another way.
 *
 * @see HTML §4.12.1.3, "Restrictions for contents of script elements".
 */
function insideScript(code: string): string {
  return code.replace(/<(?=!--|\/?script)/gi, '\\x3C');
}
