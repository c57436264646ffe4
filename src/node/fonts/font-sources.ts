import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Blob as FontData, Face } from 'harfbuzzjs';
import { decompress } from 'wawoff2';
import { parseRanges } from '../../site/fonts/faces.ts';
import type { FontFace } from '../../site/fonts/faces.ts';

/** A family of a package, and what the site uses of it. */
interface Source {
  /** The style sheet of the package that describes it. */
  readonly sheet: string;
  readonly family: string;
  readonly role: FontFace['role'];
  /** The weights kept: one, or a span of a variable font. */
  readonly weight: number | readonly [number, number];
  readonly pages?: FontFace['pages'];
}

export const SERIF = 'Source Serif 4 Variable';
export const MONO = 'Martian Mono Variable';
export const JAPANESE = 'Noto Serif JP Variable';

const SOURCES: readonly Source[] = [
  {
    sheet: '@fontsource-variable/source-serif-4/wght.css',
    family: SERIF,
    role: 'text',
    // The lightest is that of large headings.
    weight: [340, 600],
    pages: 'not-japanese',
  },
  {
    sheet: '@fontsource-variable/source-serif-4/wght.css',
    family: SERIF,
    role: 'text',
    // Japanese pages set headings at 400, and what is lighter costs 12 kB.
    weight: [400, 600],
    pages: 'japanese',
  },
  {
    sheet: '@fontsource-variable/source-serif-4/wght-italic.css',
    family: SERIF,
    role: 'italic',
    weight: 400,
  },
  { sheet: '@fontsource-variable/martian-mono/wght.css', family: MONO, role: 'text', weight: 400 },
  { sheet: '@fontsource/noto-serif-jp/400.css', family: JAPANESE, role: 'japanese', weight: 400 },
  {
    sheet: '@fontsource/noto-serif-jp/600.css',
    family: JAPANESE,
    role: 'japanese-bold',
    weight: 600,
  },
];

/** A face and the file it is cut from. */
export interface FaceSource extends FontFace {
  readonly path: string;
  readonly axis: Source['weight'];
}

let sources: Promise<readonly FaceSource[]> | null = null;

/** @returns the faces of the site's families, in the order in which they are tried for a letter. */
export function fontSources(): Promise<readonly FaceSource[]> {
  sources ??= Promise.all(SOURCES.map(facesOf)).then((faces) => faces.flat());
  return sources;
}

const packageOf = createRequire(import.meta.url);

async function facesOf(source: Source): Promise<readonly FaceSource[]> {
  const sheet = packageOf.resolve(source.sheet);
  const rules = (await readFile(sheet, 'utf8')).matchAll(
    /url\(\.\/(files\/([^)]+)\.woff2)\)[^}]*?unicode-range:([^;]+);/g,
  );
  const slices = [...rules].map(([, file = '', name = '', ranges = '']) => {
    const covered = parseRanges(ranges);
    const covers = (code: number) => covered.some(([from, to]) => code >= from && code <= to);
    const own = source.pages === 'japanese' ? `${name}-${spanOf(source).replace(' ', '-')}` : name;
    return face(source, { name: own, path: join(dirname(sheet), file), covers });
  });
  return source.role.startsWith('japanese')
    ? [await wholeJapanese(source, slices), ...slices]
    : slices;
}

/**
 * The package has nearly all letters in one file, beside those that are cut up for browsers: a page
 * needs one file of it then, and of a hundred others a few rare signs.
 */
async function wholeJapanese(source: Source, [slice]: readonly FaceSource[]): Promise<FaceSource> {
  if (!slice) throw new Error(`${source.sheet}: names no files`);
  const name = `noto-serif-jp-japanese-${String(source.weight)}-normal`;
  const path = join(dirname(slice.path), `${name}.woff2`);
  const letters = new Set(new Face(new FontData(await readFont(path))).collectUnicodes());
  return face(source, { name, path, covers: (code) => letters.has(code) });
}

function face(
  source: Source,
  { name, path, covers }: Pick<FaceSource, 'name' | 'path' | 'covers'>,
): FaceSource {
  const { family, role, weight: axis, pages = 'all' } = source;
  const style = role === 'italic' ? 'italic' : 'normal';
  return { name, path, family, style, weight: spanOf(source), role, pages, covers, axis };
}

function spanOf({ weight }: Source): string {
  return typeof weight === 'number' ? String(weight) : weight.join(' ');
}

/** @returns TTF, in the form that `subset-font` knows it in. */
export async function readFont(path: string): Promise<Buffer> {
  return Buffer.from(await decompress(await readFile(path)));
}
