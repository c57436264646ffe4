import { fileURLToPath } from 'node:url';
import { bundle } from '../bundle.ts';

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
        entry: fileOf('../../components/verify/page.ts'),
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

/**
 * Spells what would end the element, or start a state in which it does not end, in another way.
 *
 * @see HTML §4.12.1.3, "Restrictions for contents of script elements".
 */
function insideScript(code: string): string {
  return code.replace(/<(?=!--|\/?script)/gi, '\\x3C');
}
