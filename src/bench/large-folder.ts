import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import type { Sharp } from 'sharp';

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
/** Published programs, style sheets and source maps. */
const PUBLISHED = [
  'typescript/lib/typescript.js',
  'bootstrap/dist/js/bootstrap.bundle.min.js',
  'bootstrap/dist/js/bootstrap.js',
  'bootstrap/dist/css/bootstrap.css',
  'bootstrap/dist/css/bootstrap.min.css',
  'bootstrap/dist/css/bootstrap.css.map',
];
const MB = 1e6;

/** Makes one file. @param number - which of its kind; no two are the same. */
type Maker = (random: Random, number: number) => Promise<Uint8Array> | Uint8Array;

/** Of each thousand megabytes so many are of a kind. */
const KINDS: readonly (readonly [ending: string, share: number, make: Maker])[] = [
  ['html', 250, (random) => page(random, 5_000 + random.below(120_000))],
  ['manual.html', 150, (random) => page(random, 5 * MB)],
  ['txt', 60, (random) => bytesOf(prose(random, 20_000 + random.below(500_000)))],
  ['js', 120, published],
  ['json', 60, (random) => bytesOf(JSON.stringify(records(random, 20_000)))],
  ['png', 150, (random) => noise(random, 1400).png().toBuffer()],
  ['jpg', 90, (random) => noise(random, 2000).jpeg({ quality: 90 }).toBuffer()],
  ['html.gz', 60, (random) => gzipSync(page(random, 2 * MB))],
  ['zip', 60, archive],
];

/**
 * Fills a folder with what sites hold, of which no two files are alike: pages short and long,
 * published programs, data, pictures, packed copies, archives.
 *
 * @param size - of all of it together, in bytes, or a file more.
 */
export async function fillFolder(folder: string, size: number, seed: number): Promise<void> {
  const random = new Random(seed);
  for (const [ending, share, make] of KINDS) {
    const own = join(folder, ending);
    await mkdir(own);
    let left = (size * share) / 1000;
    for (let number = 0; left > 0; number++) {
      const bytes = await make(random, number);
      await writeFile(join(own, `${number}.${ending}`), bytes);
      left -= bytes.length;
    }
  }
}

/** Numbers in a row that look like chance, and are the same again from the same seed (mulberry32). */
class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
}

const WORDS =
  'the of and to a in is that for with it was on as are by this be from at have which or one had not but what all were when there can more an if out so up said about other into than its time only new some could these two may then do first any now such like over our even most made after also did many must before through years where your way well down because good each those people how too little state world very still see own men work long here get both between life being under never day same another know while last might us great old year off come since against go came right used take three'.split(
    ' ',
  );
const OTHER_WORDS =
  'проект для клиента сделан за три месяца вместе с командой 案件 の 設計 と 実装 を 担当 しました naïve façade'.split(
    ' ',
  );

function prose(random: Random, length: number): string {
  const words: string[] = [];
  for (let size = 0; size < length; size += (words.at(-1)?.length ?? 0) + 1)
    words.push(
      random.below(40) > 0
        ? random.oneOf(WORDS)
        : random.oneOf([String(random.below(1e6)), '\n', random.oneOf(OTHER_WORDS)]),
    );
  return words.join(' ');
}

/** Headings, links, code, a figure now and then, and a script. */
function page(random: Random, length: number): Uint8Array {
  const parts = ['<!doctype html><html lang="en"><meta charset="utf-8"><title>page</title><body>'];
  for (let size = 0; size < length; size += parts.at(-1)?.length ?? 0) {
    const words = prose(random, 60 + random.below(600));
    const number = random.below(1e9);
    parts.push(
      random.oneOf([
        `<p>${words} <em>${number}</em> <a href="/a/${number}/?b=1&amp;c=${random.below(99)}">${words.slice(0, 20)}</a>.</p>\n`,
        `<h2 id="h${number}" class="a b-${random.below(9)}">${words.slice(0, 40)}</h2>\n`,
        `<ul><li>${words.replaceAll(' the ', '<li>')}</ul>\n`,
        `<pre><code class="language-js">const a${number} = "${words.slice(0, 30)}";\n</code></pre>\n`,
      ]),
    );
  }
  return bytesOf(`${parts.join('')}<script>go(${random.below(1e9)})</script>`);
}

function records(random: Random, count: number): readonly object[] {
  return Array.from({ length: count }, (_each, id) => ({
    id,
    title: prose(random, 30),
    amount: random.below(1e7) / 100,
    tags: [random.oneOf(WORDS), random.oneOf(WORDS)],
  }));
}

async function published(_random: Random, number: number): Promise<Uint8Array> {
  const file = PUBLISHED[number % PUBLISHED.length] as string;
  return bytesOf(`/*! ${number} */\n${await readFile(join(PACKAGES, file), 'utf8')}`);
}

function noise(random: Random, side: number): Sharp {
  const pixels = new Uint8Array(side * side * 3);
  const words = new Uint32Array(pixels.buffer, 0, pixels.length >> 2);
  for (let at = 0; at < words.length; at++) words[at] = random.below(2 ** 32);
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
}

async function archive(random: Random): Promise<Uint8Array> {
  const pages = Array.from({ length: 40 }, (_each, at) => [`p/${at}.html`, page(random, 50_000)]);
  const picture = await noise(random, 500).png().toBuffer();
  return zipSync({ ...Object.fromEntries(pages), 'a.png': new Uint8Array(picture) });
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
