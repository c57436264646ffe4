import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Blob as FontData, Face } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { decompress } from 'wawoff2';
import type { FontCutter } from '../release/fonts.ts';
import { parseRanges } from '../site/fonts/faces.ts';
import type { FontFace } from '../site/fonts/faces.ts';
import { writeDurably } from './durable-file.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/colophon/fonts/', import.meta.url));
/** Raised when fonts are cut in another way: what is in the cache is then made anew. */
const VERSION = 1;
/** What a line of text needs; small capitals and the like would double the size. */
const FEATURES = 'kern liga clig calt rlig rclt ccmp locl mark mkmk palt tnum lnum onum'.split(' ');
/** What OFL fonts must keep of their names: copyright, family, licence. */
const NAMES = [0, 1, 2, 13, 14];

/** A family of a package, and what the site uses of it. */
interface Source {
  /** The style sheet of the package that describes it. */
  readonly sheet: string;
  readonly family: string;
  readonly role: FontFace['role'];
  /** The weights kept: one, or a span of a variable font. */
  readonly weight: number | readonly [number, number];
}

const SERIF = 'Source Serif 4 Variable';
const MONO = 'Martian Mono Variable';
const JAPANESE = 'Noto Serif JP Variable';

const SOURCES: readonly Source[] = [
  {
    sheet: '@fontsource-variable/source-serif-4/wght.css',
    family: SERIF,
    role: 'text',
    weight: [400, 600],
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
interface FaceSource extends FontFace {
  readonly path: string;
  readonly axis: Source['weight'];
}

/** Cuts the fonts of the packages; what was cut before is taken from a cache. */
export async function fontCutter(): Promise<FontCutter> {
  const faces = (await Promise.all(SOURCES.map(facesOf))).flat();
  const opened = new Map<string, Promise<Buffer>>();
  const open = (path: string) => {
    const font = opened.get(path) ?? readFont(path);
    opened.set(path, font);
    return font;
  };
  return {
    faces,
    async subset({ name }, letters) {
      const source = faces.find((each) => each.name === name);
      if (!source) throw new Error(`no face ${name}`);
      return cached(source, letters, () => cut(source, letters, open));
    },
  };
}

const packageOf = createRequire(import.meta.url);

async function facesOf(source: Source): Promise<readonly FaceSource[]> {
  const sheet = packageOf.resolve(source.sheet);
  const rules = (await readFile(sheet, 'utf8')).matchAll(
    /url\(\.\/(files\/([^)]+)\.woff2)\)[^}]*?unicode-range:\s*([^;]+);/g,
  );
  const slices = [...rules].map(([, file = '', name = '', ranges = '']) => {
    const covered = parseRanges(ranges);
    const covers = (code: number) => covered.some(([from, to]) => code >= from && code <= to);
    return face(source, { name, path: join(dirname(sheet), file), covers });
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
  { family, role, weight }: Source,
  { name, path, covers }: Pick<FaceSource, 'name' | 'path' | 'covers'>,
): FaceSource {
  const style = role === 'italic' ? 'italic' : 'normal';
  const span = typeof weight === 'number' ? String(weight) : weight.join(' ');
  return { name, path, family, style, weight: span, role, covers, axis: weight };
}

/** @returns TTF, in the form that `subset-font` knows it in. */
async function readFont(path: string): Promise<Buffer> {
  return Buffer.from(await decompress(await readFile(path)));
}

async function cut(
  { path, axis }: FaceSource,
  letters: readonly string[],
  open: (path: string) => Promise<Buffer>,
): Promise<Uint8Array> {
  const isVariable = path.includes('-wght-');
  const wght = typeof axis === 'number' ? axis : { min: axis[0], max: axis[1] };
  const font = await open(path);
  return subsetFont(font, letters.join(''), {
    targetFormat: 'woff2',
    keepFeatures: FEATURES,
    preserveNameIds: NAMES,
    noHinting: true,
    ...(isVariable && { variationAxes: { wght } }),
  });
}

/** Letters of public pages alone: what the cache holds was published, or was about to be. */
async function cached(
  { path, weight }: FaceSource,
  letters: readonly string[],
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  // The path holds no version, and a package's files change with its own.
  const key = [VERSION, await digestOfFile(path), weight, letters.join('')].join('\n');
  const file = join(CACHE, `${createHash('sha256').update(key).digest('hex')}.woff2`);
  if (existsSync(file)) return new Uint8Array(await readFile(file));
  const font = await make();
  await writeDurably(file, font);
  return font;
}

const digests = new Map<string, string>();

async function digestOfFile(path: string): Promise<string> {
  const digest =
    digests.get(path) ??
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  digests.set(path, digest);
  return digest;
}
