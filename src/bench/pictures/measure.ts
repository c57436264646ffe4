import { createHash } from 'node:crypto';
import { toHex } from '../../bytes/hex.ts';
import { embedImage, openImageReader } from '../../marks/index.ts';
import type { HiddenMark, ImageReader, Pixels } from '../../marks/index.ts';
import { ATTACKS, FURTHER } from './attacks.ts';
import type { Attack } from './attacks.ts';
import type { Kind, Picture } from './corpus.ts';
import type { Part } from './packages.ts';
import { qualityOf } from './quality.ts';
import type { Quality } from './quality.ts';

/** What came of one way through the world: read blind, by a list of ids, or with the second key. */
export interface Outcome {
  readonly blind: 'back' | 'lost' | 'wrong';
  readonly listed: 'back' | 'lost' | 'wrong';
  readonly second: 'back' | 'lost';
}

/** How often a key was tried that the picture was not marked with, and what that found. */
export interface Foreign {
  readonly whole: number;
  readonly searched: number;
  readonly found: number;
}

/**
 * CPU time of the same work several times in a row, in milliseconds: the first after other work, and
 * the median.
 */
export interface Time {
  readonly first: number;
  readonly median: number;
}

export interface Times {
  readonly pixels: number;
  readonly mark: Time;
  readonly whole: Time;
  readonly cut: Time;
  readonly nothing: Time;
}

/** Everything that is measured on one picture. */
export interface Measured {
  readonly picture: string;
  readonly part: Part;
  readonly kind: Kind;
  readonly quality: Quality;
  readonly attacks: Readonly<Record<string, Outcome>>;
  readonly further: Readonly<Record<string, Outcome>>;
  readonly foreign: Foreign;
  readonly times: Times;
}

const hash = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
const key = hash('the overt key');
/** As long as that of a large portfolio. */
const LISTED = Array.from({ length: 100 }, (_, number) => hash(`listed ${number}`).slice(0, 8));
const FOREIGN_KEYS = Array.from({ length: 40 }, (_, number) => hash(`foreign ${number}`));

/** Marks a picture as the image service does, and sends it on all ways. */
export async function measure({ name, part, kind, open }: Picture): Promise<Measured> {
  const plain = await open();
  const id = hash(`id of ${name}`).slice(0, 8);
  const second = { id: hash(`second id of ${name}`).slice(0, 8), key: hash(`second ${name}`) };
  const marked = embedImage(plain, [{ id, key }, second]);
  const send = async (attacks: readonly Attack[]) => {
    const outcomes: Record<string, Outcome> = {};
    for (const attack of attacks)
      outcomes[attack.name] = read(openImageReader(await attack.run(marked, name)), id, second);
    return outcomes;
  };
  return {
    picture: name,
    part,
    kind,
    quality: qualityOf(plain, marked),
    attacks: await send(ATTACKS),
    further: await send(FURTHER),
    foreign: await tryForeign([plain, marked], name),
    times: await time(plain, marked, { name, marks: [{ id, key }, second] }),
  };
}

function read(
  reader: ImageReader,
  id: Uint8Array,
  second: { id: Uint8Array; key: Uint8Array },
): Outcome {
  const verdict = (found: Uint8Array | undefined) => {
    if (!found) return 'lost';
    return toHex(found) === toHex(id) ? 'back' : 'wrong';
  };
  const blind = verdict(reader.read(key)?.id);
  const listed = blind === 'lost' ? verdict(reader.read(key, [...LISTED, id])?.id) : blind;
  return { blind, listed, second: reader.readSecond(key, second) ? 'back' : 'lost' };
}

/** Unmarked, marked and compressed: whole with each key, and searched through with one. */
async function tryForeign(pictures: readonly Pixels[], seed: string): Promise<Foreign> {
  const foreign = { whole: 0, searched: 0, found: 0 };
  const compress = ATTACKS.find(({ name }) => name === 'JPEG 75');
  const all = [...pictures];
  for (const each of pictures) if (compress) all.push(await compress.run(each, seed));
  for (const pixels of all) {
    const reader = openImageReader(pixels);
    for (const each of FOREIGN_KEYS) {
      foreign.whole += 1;
      if (reader.readWhole(each, LISTED)) foreign.found += 1;
    }
  }
  for (const pixels of pictures) {
    foreign.searched += 1;
    if (openImageReader(pixels).read(FOREIGN_KEYS[0] ?? key, LISTED)) foreign.found += 1;
  }
  return foreign;
}

/** A build marks many pictures, and a report reads many. */
const RUNS = 5;

function cpuTime(run: () => unknown): Time {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  const [first = 0] = times;
  return { first, median: times.toSorted((a, b) => a - b)[RUNS >> 1] ?? first };
}

async function time(
  plain: Pixels,
  marked: Pixels,
  { name, marks }: { name: string; marks: readonly [HiddenMark, HiddenMark] },
): Promise<Times> {
  const half = ATTACKS.find((attack) => attack.name === 'cut to 50 %');
  const part = half ? await half.run(marked, name) : marked;
  return {
    pixels: plain.width * plain.height,
    mark: cpuTime(() => embedImage(plain, marks)),
    whole: cpuTime(() => openImageReader(marked).read(key)),
    cut: cpuTime(() => openImageReader(part).read(key)),
    nothing: cpuTime(() => openImageReader(plain).read(key)),
  };
}
