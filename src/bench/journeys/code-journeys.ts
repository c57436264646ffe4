import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { rewriting, textFile } from './journey.ts';
import type { Journey } from './journey.ts';
import { prettier } from './text-journeys.ts';
import { load } from './tools.ts';

const asItIs: Journey = { name: 'as it is', travel: async (file) => file };

/** What happens to style sheets. */
export const styleJourneys: readonly Journey[] = [
  asItIs,
  rewriting('Lightning CSS, minified', async (css) => {
    const { transform } = await load<{
      transform(options: object): { code: Uint8Array };
    }>('lightningcss');
    const { code } = transform({ filename: 'a.css', code: toUtf8(css), minify: true });
    return fromUtf8(code) ?? '';
  }),
  rewriting('cssnano', async (css) => {
    const { default: postcss } = await load<{
      default(plugins: readonly object[]): {
        process(css: string, options: object): Promise<{ css: string }>;
      };
    }>('postcss');
    const { default: cssnano } = await load<{ default(): object }>('cssnano');
    return (await postcss([cssnano()]).process(css, { from: undefined })).css;
  }),
  rewriting('esbuild, minified', (css) => esbuild(css, { loader: 'css', minify: true })),
  rewriting('Prettier', (css) => prettier(css, 'css')),
  rewriting('the first half of the file', (css) => firstHalf(css, '}')),
];

/** What happens to scripts. */
export const scriptJourneys: readonly Journey[] = [
  asItIs,
  rewriting('esbuild, minified', (code) => esbuild(code, { loader: 'js', minify: true })),
  rewriting('esbuild, to ES2017', (code) => esbuild(code, { loader: 'js', target: 'es2017' })),
  rewriting('esbuild, bundled and minified', esbuildBundle),
  rewriting('terser', (code) => terser(code, {})),
  rewriting('terser, beautified', (code) =>
    terser(code, { compress: false, mangle: false, format: { beautify: true } }),
  ),
  rewriting('Prettier', (code) => prettier(code, 'babel')),
];

/** What happens to vector drawings. */
export const drawingJourneys: readonly Journey[] = [
  asItIs,
  rewriting('SVGO', (svg) => svgo(svg, {})),
  rewriting('SVGO, precision 1, several passes', (svg) =>
    svgo(svg, { multipass: true, floatPrecision: 1 }),
  ),
  rewriting('Prettier', (svg) => prettier(svg, 'html')),
  {
    name: 'set into a page',
    travel: async ({ bytes }) =>
      textFile('in-page.svg', (fromUtf8(bytes) ?? '').replace(/^[^]*?(?=<svg)/, '')),
  },
];

async function esbuild(code: string, options: object): Promise<string> {
  const { transformSync } = await load<{
    transformSync(code: string, options: object): { code: string };
  }>('esbuild');
  // The one that waits: the other keeps a process, and with it ours, alive.
  return transformSync(code, options).code;
}

/** With what is imported left outside. */
async function esbuildBundle(code: string): Promise<string> {
  const { buildSync } = await load<{
    buildSync(options: object): { outputFiles: readonly { text: string }[] };
  }>('esbuild');
  const { outputFiles } = buildSync({
    stdin: { contents: code },
    bundle: true,
    external: ['*'],
    format: 'esm',
    logLevel: 'silent',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function terser(code: string, options: object): Promise<string> {
  const { minify } = await load<{
    minify(code: string, options: object): Promise<{ code?: string }>;
  }>('terser');
  return (await minify(code, options)).code ?? '';
}

async function svgo(svg: string, options: object): Promise<string> {
  const { optimize } = await load<{
    optimize(svg: string, options: object): { data: string };
  }>('svgo');
  return optimize(svg, options).data;
}

/** Cut behind a whole rule, so that what is left still parses. */
function firstHalf(text: string, end: string): string {
  return text.slice(0, text.indexOf(`\n${end}\n`, text.length / 2) + 3);
}
