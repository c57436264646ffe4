import { canonicalJson } from '../bytes/canonical-json.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { candidatesIn, writeColor, writeCurve, writeUuid } from './constant-writings.ts';
import type { ConstantKind } from './constant-writings.ts';
import { ACCEPTED_CHANCE } from './file-carrier.ts';
import type { HiddenMark, Judgement } from './file-carrier.ts';
import { keyedHash } from './keys.ts';

// A programmer has to pick many constants, and nobody asks why this one: the namespace of ids, a
// brand's exact blue, an easing, the seed of a shuffle. Here the key picks them.

export type { ConstantKind };

/** What is derived from, and the id of the work's mark. */
export type ConstantKey = Pick<HiddenMark, 'key'> & Partial<Pick<HiddenMark, 'id'>>;

interface Labelled {
  /** Tells constants of one kind in one work apart. */
  readonly label?: string;
}

/** What can be wished for. Other wishes give another constant, even if only the label differs. */
export interface ConstantOptions {
  readonly uuid: Labelled;
  /** `near`: `#rrggbb` in lower case, from which no channel is more than 6 of 255 away: hardly to be seen. */
  readonly color: Labelled & { readonly near?: string };
  readonly bezier: Labelled;
  /** Both included; safe integers. */
  readonly integer: Labelled & { readonly min: number; readonly max: number };
}

/** A constant to write into code. */
export interface Constant {
  readonly kind: ConstantKind;
  /** As it is written in CSS or JavaScript; `findConstants` knows the other writings. */
  readonly text: string;
  /** The logarithm, to the base 2, of how many the key could have picked; each as likely. */
  readonly bits: number;
}

/**
 * Picks a constant with the key: the same at every build, and one of 2^`bits` for whoever lacks it.
 *
 * - `uuid`: version 8 of RFC 9562 §5.8, 122 bits.
 * - `color`: `#rrggbb`, 24 bits; about 11 near a wished one.
 * - `bezier`: a CSS easing that starts and ends softly and never goes back, 32 bits.
 * - `integer`: for ports, seeds and the like.
 *
 * @throws RangeError if `near` is no `#rrggbb`, or `min` and `max` are no range of safe integers.
 */
export function deriveConstant<Kind extends ConstantKind>(
  mark: ConstantKey,
  kind: Kind,
  options: ConstantOptions[Kind],
): Constant {
  const source: Source = { mark, kind, options };
  const write = WRITERS[kind] as (source: Source, options: ConstantOptions[Kind]) => Picked;
  return { kind, ...write(source, options) };
}

interface Source {
  readonly mark: ConstantKey;
  readonly kind: ConstantKind;
  readonly options: ConstantOptions[ConstantKind];
}

type Picked = Omit<Constant, 'kind'>;

const WRITERS: {
  readonly [Kind in ConstantKind]: (source: Source, options: ConstantOptions[Kind]) => Picked;
} = {
  uuid: pickUuid,
  color: (source, { near }) => pickFrom(source, channelsNear(near), writeColor),
  bezier: (source) =>
    pickFrom(source, EASINGS, (shares) => writeCurve(shares.map((share) => share / 1000))),
  integer: (source, { min, max }) => pickFrom(source, [rangeOf(min, max)], String),
};

/** The nth bytes for a constant. Whatever tells two constants apart is hashed. */
function bytesOf({ mark, kind, options }: Source, nth: number): Uint8Array {
  const { label = '', ...wishes } = options;
  const named = canonicalJson([toHex(mark.id ?? new Uint8Array()), kind, label, wishes, nth]);
  return keyedHash(mark.key, 'constant/1', toUtf8(named));
}

function pickUuid(source: Source): Picked {
  const bytes = bytesOf(source, 0).slice(0, 16);
  // RFC 9562 §4.1 and §4.2: two bits of variant, four of version.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return { text: writeUuid(toHex(bytes)), bits: 122 };
}

/** From the least to the greatest, both included. */
type Range = readonly [number, number];

/** Thousandths: the handles point onwards, so the curve is slow at both ends and never turns. */
const EASINGS: readonly Range[] = [
  [200, 500],
  [0, 200],
  [200, 600],
  [800, 1000],
];

const NEAR = 6;

function channelsNear(near: string | undefined): readonly Range[] {
  if (near === undefined) return [0, 0, 0].map(() => [0, 255]);
  if (!/^#[\da-f]{6}$/.test(near)) throw new RangeError('`near`: expected #rrggbb in lower case');
  return [1, 3, 5].map((at) => {
    const channel = parseInt(near.slice(at, at + 2), 16);
    return [Math.max(0, channel - NEAR), Math.min(255, channel + NEAR)];
  });
}

function rangeOf(min: number, max: number): Range {
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max < min)
    throw new RangeError('`min` and `max`: expected safe integers, the lesser first');
  if (!Number.isSafeInteger(sizeOf([min, max])))
    throw new RangeError('`min` and `max`: expected at most 2^53 - 1 integers between them');
  return [min, max];
}

function sizeOf([min, max]: Range): number {
  return max - min + 1;
}

function pickFrom(
  source: Source,
  ranges: readonly Range[],
  write: (values: readonly number[]) => string,
): Picked {
  let nth = 0;
  const values = ranges.map((range) => {
    for (;;) {
      const drawn = draw(bytesOf(source, nth++));
      const size = sizeOf(range);
      // The rest of a division would favour the first few: what lies beyond is drawn again.
      if (drawn < 2 ** 53 - (2 ** 53 % size)) return range[0] + (drawn % size);
    }
  });
  return {
    text: write(values),
    bits: Math.log2(ranges.reduce((all, each) => all * sizeOf(each), 1)),
  };
}

/** @returns a number below 2^53, each as likely. */
function draw(bytes: Uint8Array): number {
  return bytes
    .slice(0, 7)
    .reduce((number, byte, at) => number * 256 + (at === 0 ? byte & 0x1f : byte), 0);
}

/** Whether a constant stands in a text. */
export interface ConstantSighting {
  readonly constant: Constant;
  readonly isFound: boolean;
  /** A bound on the chance that it stands in a text made without the key; 1 if it does not. */
  readonly chance: number;
}

/**
 * Looks for constants in a text, in whatever writing: `#AABBCC` or `rgb(170 187 204)`, `.25` or
 * `0.250`, `1e3` or `0x3e8`, a UUID with or without hyphens. Never throws, whoever wrote the text.
 *
 * Not found are named colours and `hsl()`, a number with a unit, and a colour whose red is 0 where a
 * minifier wrote it as a decimal number.
 */
export function findConstants(
  text: string,
  wanted: readonly Constant[],
): readonly ConstantSighting[] {
  return sightings([text], wanted);
}

/**
 * Each of n different constants in a text is the one that the key picks with a chance of 2^-bits at
 * most, since the text was made without the key: together at most n times that.
 */
function sightings(
  texts: readonly string[],
  wanted: readonly Constant[],
): readonly ConstantSighting[] {
  const byKind = new Map<ConstantKind, ReadonlySet<string>>();
  return wanted.map((constant) => {
    const { kind, text, bits } = constant;
    const candidates =
      byKind.get(kind) ?? new Set(texts.flatMap((each) => [...candidatesIn(each, kind)]));
    byKind.set(kind, candidates);
    const isFound = candidates.has(text);
    return { constant, isFound, chance: isFound ? Math.min(1, candidates.size * 2 ** -bits) : 1 };
  });
}

/**
 * Tells whether texts that belong together hold a work's constants. One colour says little; several
 * constants add up, as the key picks each on its own.
 *
 * @param constants - all that were looked for, found or not: leaving out what is not there would
 *   make the answer stronger than it is.
 */
export function judgeConstants(
  texts: readonly string[],
  constants: readonly Constant[],
): Judgement {
  const different = new Map(constants.map((each) => [`${each.kind} ${each.text}`, each]));
  const seen = sightings(texts, [...different.values()]);
  const agreeing = seen.filter(({ isFound }) => isFound).length;
  const product = seen.reduce((all, { chance }) => all * chance, 1);
  // That all of n are there happens with at most the product. If some are not, there were 2^n ways
  // to find some: let T be the product over those found. Each multiplies 1/T by 1/chance with at
  // most that chance, and by 1 otherwise, so its mean is at most 2^n, and T ≤ t happens with at
  // most 2^n t (Markov).
  const ways = agreeing === seen.length ? 1 : 2 ** seen.length;
  const chance = agreeing === 0 ? 1 : Math.min(1, ways * product);
  return { isThere: chance <= ACCEPTED_CHANCE, chance, places: seen.length, agreeing };
}
