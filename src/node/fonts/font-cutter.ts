import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import type { FontCutter } from '../../release/fonts.ts';
import { writeDurably } from '../files/durable-file.ts';
import { fontSources, readFont } from './font-sources.ts';
import type { FaceSource } from './font-sources.ts';
import { sha256 } from '../files/sha256.ts';

const CACHE = fileURLToPath(
  new URL('../../../node_modules/.cache/colophon/fonts/', import.meta.url),
);
/** Raised when fonts are cut in another way: what is in the cache is then made anew. */
const VERSION = 1;
/** What a line of text needs; small capitals and the like would double the size. */
const FEATURES = 'kern liga clig calt rlig rclt ccmp locl mark mkmk palt tnum lnum onum'.split(' ');
/** What OFL fonts must keep of their names: copyright, family, licence. */
const NAMES = [0, 1, 2, 13, 14];

/**
 * Cuts the fonts of the packages.
 *
 * @param keeps - whether what was cut is kept in a cache, by its letters: not for a sealed text.
 */
export async function fontCutter({ keeps } = { keeps: true }): Promise<FontCutter> {
  const faces = await fontSources();
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
      const make = () => cut(source, letters, open);
      return keeps ? cached(source, letters, make) : new Uint8Array(await make());
    },
  };
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
  const file = join(CACHE, `${sha256(key)}.woff2`);
  if (existsSync(file)) return new Uint8Array(await readFile(file));
  const font = await make();
  await writeDurably(file, font);
  return font;
}

const digests = new Map<string, string>();

async function digestOfFile(path: string): Promise<string> {
  const digest = digests.get(path) ?? sha256(await readFile(path));
  digests.set(path, digest);
  return digest;
}
