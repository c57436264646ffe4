import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { format } from 'prettier';
import { minify } from 'terser';
import { describe, expect, test } from 'vitest';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { script } from './script.ts';

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const file = (text: string) => ({ name: 'a.js', bytes: toUtf8(text) });
const embedded = async (text: string) =>
  fromUtf8((await script.embed(file(text), mark)).bytes) ?? '';
const judged = async (text: string) => {
  const seen = await script.observe(file(text));
  return script.judge(seen ? [seen] : [], mark);
};
const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const real = (path: string) => readFileSync(join(PACKAGES, path), 'utf8');

describe('real packages', () => {
  const inputs = [
    'parse5/README.md',
    'yaml/package.json',
    'astro/package.json',
    'knip/schema.json',
  ].map(real);
  const pages = [
    ...inputs,
    '<p><table>x<b>y</table><svg><a/><math><mi>z',
    '<!doctype html><select><p>',
  ];

  test.each([
    {
      from: 'parse5/dist',
      entry: 'index.js',
      use: (m: typeof import('parse5')) => pages.map((page) => m.serialize(m.parse(page))),
    },
    {
      from: 'yaml/browser/dist',
      entry: 'index.js',
      use: (m: typeof import('yaml')) =>
        [...inputs.slice(1), 'a: &x [1, ~, 0x1f]\nb: *x\n? |\n  c\n: >-\n  d\n  e\n', ': ['].map(
          (text) => {
            const document = m.parseDocument(text);
            return [document.errors.map(String), document.errors.length ? '' : String(document)];
          },
        ),
    },
    {
      from: 'postcss/lib',
      entry: 'postcss.js',
      use: ({ default: postcss }: { default: { parse(css: string): object } }) =>
        ['a{b:c}', '@media x{/*y*/a:is(b,c){d:e!important;;}}', 'a{', '}', '@import "x";'].map(
          (css) => {
            try {
              const root = postcss.parse(css);
              return [root.toString(), JSON.stringify(root).replace(/input css [^>]+/g, '')];
            } catch (error) {
              return String(error);
            }
          },
        ),
    },
  ])('$from works as before when all of it is marked', async ({ from, entry, use }) => {
    const folder = mkdtempSync(join(tmpdir(), 'script-'));
    try {
      const { places, changed } = await markFolder(join(PACKAGES, from), folder);
      const load = (base: string) =>
        import(/* @vite-ignore */ pathToFileURL(join(base, entry)).href);
      expect(use(await load(join(folder, 'lib')))).toEqual(use(await load(join(PACKAGES, from))));
      expect(changed).toBeGreaterThan(7);
      expect(places).toBeGreaterThan(60);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  /** Marks every script, checks that together they tell so, and that before they did not. */
  async function markFolder(from: string, folder: string) {
    const to = join(folder, 'lib');
    cpSync(from, to, { recursive: true });
    cpSync(
      join(from, from.endsWith('browser/dist') ? '../..' : '..', 'package.json'),
      join(folder, 'package.json'),
    );
    symlinkSync(PACKAGES, join(folder, 'node_modules'));
    const names = readdirSync(to, { recursive: true, encoding: 'utf8' });
    const [before, after] = [[], []] as NonNullable<Awaited<ReturnType<typeof script.observe>>>[][];
    let changed = 0;
    for (const name of names.filter((each) => each.endsWith('.js'))) {
      const source = readFileSync(join(to, name));
      const { bytes } = await script.embed({ name, bytes: source }, mark);
      writeFileSync(join(to, name), bytes);
      changed += source.equals(bytes) ? 0 : 1;
      before?.push(...[(await script.observe({ name, bytes: source })) ?? []].flat());
      after?.push(...[(await script.observe({ name, bytes })) ?? []].flat());
    }
    const { isThere, places, agreeing } = script.judge(after ?? [], mark);
    expect(isThere).toBe(true);
    expect(agreeing / places).toBeGreaterThan(0.95);
    expect(script.judge(before ?? [], mark).isThere).toBe(false);
    expect(script.judge(after ?? [], { ...mark, id: new Uint8Array(8) }).isThere).toBe(false);
    return { places, changed };
  }

  test('libraries that nobody marked look marked as often as is said', async () => {
    const chances: number[] = [];
    for (const path of ['parse5/dist/parser/index.js', 'ical.js/dist/ical.js']) {
      const seen = await script.observe(file(real(path)));
      for (let number = 0; number < 150; number++) {
        const id = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, number);
        chances.push(script.judge(seen ? [seen] : [], { ...mark, id }).chance);
      }
    }
    expect(chances).toHaveLength(300);
    for (const bound of [0.3, 0.1, 0.03])
      expect(chances.filter((chance) => chance <= bound).length).toBeLessThan(300 * bound);
  });

  // Measured with esbuild 0.28.2 and terser 5.51.2: places, and those of them that agree. Terser
  // inlines functions that are used once, and those that they are put into have another name then.
  test.each([
    {
      path: 'parse5/dist/parser/index.js',
      marked: [176, 176],
      esbuild: [176, 176],
      terser: [104, 98],
      mangled: [176, 176],
    },
    {
      path: 'ical.js/dist/ical.js',
      marked: [170, 170],
      esbuild: [169, 169],
      terser: [167, 167],
      mangled: [170, 170],
    },
  ])('what is left of $path', async ({ path, ...expected }) => {
    const source = real(path);
    const marked = await embedded(source);
    const left = async (code: string | undefined) => {
      const { isThere, places, agreeing } = await judged(code ?? '');
      expect(isThere).toBe(true);
      return [places, agreeing];
    };
    const module = true;
    expect(await judged(source)).toMatchObject({ isThere: false });
    expect(await left(await format(marked, { parser: 'babel' }))).toEqual(expected.marked);
    expect({
      marked: await left(marked),
      esbuild: await left(transformSync(marked, { minify: true }).code),
      terser: await left((await minify(marked, { module })).code),
      mangled: await left((await minify(marked, { module, compress: false })).code),
    }).toEqual(expected);
  });
});
