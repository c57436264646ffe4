import { build } from 'vite';
import type { InlineConfig, Plugin, Rolldown } from 'vite';

/** @returns a program as one file that stands for itself. */
export async function bundle(config: InlineConfig): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    ...config,
    plugins: [plainStrings],
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
 * Writes raw templates as strings: some packages keep bytes in them, and in these an escape is no escape.
 *
 * @see ECMA-262 §12.9.6, on the raw value of a template.
 */
const plainStrings: Plugin = {
  name: 'colophon:plain-strings',
  transform: (code) =>
    code.replace(/\bString\.raw`((?:[^`\\$]|\\[^]|\$(?!\{))*)`/g, (_template, raw: string) =>
      JSON.stringify(raw.replaceAll(/\r\n?/g, '\n')),
    ),
};

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
