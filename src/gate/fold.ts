import { plainLetters } from './letters/plain.ts';
import { KIND, isUnspacedLetter, kinds, learn, skeletons, unitsOf } from './letters/units.ts';

/**
 * What stands before a letter, from nothing to a space. A term may begin and end at any but `none`;
 * which may stand inside it depends on the term.
 */
export const GAP = { none: 0, digit: 1, camel: 2, joint: 3, mark: 4, space: 5 } as const;

/** A text with only the letters and digits that tell words apart. */
export interface Folded {
  /** One UTF-16 unit for each letter or digit, as skeletons: see `skeletonOf`. */
  readonly codes: Uint16Array;
  /** For each of them the UTF-16 offset in the source. */
  readonly offsets: Uint32Array;
  /** For each of them what stands before it, and one more for what follows the last: see `GAP`. */
  readonly gaps: Uint8Array;
  readonly length: number;
}

/**
 * Folds a writing to the one form in which terms and text are compared: compatibility forms, case,
 * accents, width, kana, old kanji, look-alike letters and digits, invisible characters.
 *
 * @param from - where to begin, in UTF-16 units. What stands around the part is looked at, too.
 */
export function fold(source: string, from = 0, to = source.length): Folded {
  return foldOn(new Output(to - from), source, from, to);
}

/** As `fold`, for many small parts one after the other: what one came to is good until the next. */
export function foldInPlace(): (source: string, from: number, to: number) => Folded {
  let out = new Output(IN_PLACE);
  return (source, from, to) => {
    if (to - from <= IN_PLACE) out.clear();
    else out = new Output(to - from);
    return foldOn(out, source, from, to);
  };
}

/** Nearly all parts are smaller. */
const IN_PLACE = 512;

function foldOn(out: Output, source: string, from: number, to: number): Folded {
  if (from > 0) out.before = kindAt(source, from - 1);
  for (let at = from; at < to; at++) {
    at = out.run(source, at, to);
    if (at >= to) break;
    const unit = source.charCodeAt(at);
    const kind = kinds[unit] || learn(unit);
    if (kind >= KIND.lower) out.letter(skeletons[unit] ?? 0, at, kind);
    else if (kind === KIND.several) at += out.several(source, at);
    else if (kind === KIND.voicing) out.voice(unit);
    else if (kind !== KIND.invisible) out.between(kind);
  }
  return out.end(to < source.length ? kindAt(source, to) : KIND.space);
}

/**
 * @returns the letters at an offset that `fold` gave, before any look-alike was put for them, without what
 *   stands around them there: `⒜` is a letter in brackets.
 */
export function plainAt(source: string, offset: number): readonly string[] {
  const letters = plainLetters(String.fromCodePoint(source.codePointAt(offset) ?? 0x20));
  return letters.length > 1 ? letters.filter((letter) => letter !== ' ') : letters;
}

function kindAt(source: string, at: number): number {
  const unit = source.charCodeAt(at);
  const kind = kinds[unit] || learn(unit);
  // Half a pair, or a ligature: more likely a letter than not, so that no edge is made up.
  return kind === KIND.several ? KIND.lower : kind;
}

/** Grows as it is written. A class, because the loop above is where all the time goes. */
class Output {
  /** Kind of the unit before. */
  before: number = KIND.space;
  private codes: Uint16Array;
  private offsets: Uint32Array;
  private gaps: Uint8Array;
  private length = 0;
  private gap: number = GAP.none;
  private isCapitals = false;
  private isHyphenLast = false;

  constructor(size: number) {
    this.codes = new Uint16Array(size + 1);
    this.offsets = new Uint32Array(size + 1);
    this.gaps = new Uint8Array(size + 2);
  }

  clear(): void {
    // Within words none are written.
    this.gaps.fill(GAP.none, 0, this.length + 1);
    this.before = KIND.space;
    this.length = 0;
    this.gap = GAP.none;
    this.isCapitals = false;
    this.isHyphenLast = false;
  }

  letter(code: number, offset: number, kind: number): void {
    const length = this.length;
    if (length === this.codes.length) this.grow();
    if (this.gap === GAP.none && kind !== this.before) this.edge(kind);
    else this.isCapitals = kind === KIND.upper && this.gap === GAP.none;
    this.codes[length] = code;
    this.offsets[length] = offset;
    this.gaps[length] = this.gap;
    this.length = length + 1;
    this.gap = GAP.none;
    this.isHyphenLast = false;
    this.before = kind;
  }

  /**
   * Takes the letters that go on with the word. Nearly all letters do, so that here is the time.
   *
   * @returns where something else stands.
   */
  run(source: string, from: number, to: number): number {
    const { codes, offsets, before } = this;
    if (this.gap !== GAP.none || before < KIND.lower) return from;
    const room = Math.min(to, from + codes.length - this.length);
    let length = this.length;
    let at = from;
    for (; at < room; at++) {
      const unit = source.charCodeAt(at);
      if (kinds[unit] !== before) break;
      codes[length] = skeletons[unit] as number;
      offsets[length++] = at;
    }
    if (length > this.length) this.isCapitals = before === KIND.upper;
    this.length = length;
    return at;
  }

  /** @returns how many units more than one were read. */
  several(source: string, at: number): number {
    const letter = String.fromCodePoint(source.codePointAt(at) ?? 0);
    for (const part of unitsOf(letter))
      if (part === ' ') this.between(KIND.mark);
      else this.letter(part.charCodeAt(0), at, isUnspacedLetter(part) ? KIND.unspaced : KIND.lower);
    return letter.length - 1;
  }

  voice(unit: number): void {
    const mark = unit === 0xff9f || unit === 0x309a ? '\u309a' : '\u3099';
    const last = this.codes[this.length - 1] ?? 0x20;
    const voiced = (String.fromCharCode(last) + mark).normalize('NFC');
    if (this.length > 0 && voiced.length === 1) this.codes[this.length - 1] = voiced.charCodeAt(0);
  }

  /** A word that is hyphenated at the end of a line goes on in the next. */
  between(kind: number): void {
    if (kind === KIND.hyphen && this.gap === GAP.none) {
      this.gap = GAP.mark;
      this.isHyphenLast = true;
    } else if (kind === KIND.space && (this.gap === GAP.joint || this.isHyphenLast)) {
      this.gap = GAP.joint;
      this.isHyphenLast = false;
    } else {
      this.gap = kind === KIND.space || this.gap === GAP.space ? GAP.space : GAP.mark;
      this.isHyphenLast = false;
    }
    this.before = kind;
  }

  end(next: number): Folded {
    if (this.gap === GAP.none && next >= KIND.lower) this.edge(next);
    else if (this.gap === GAP.none && next !== KIND.invisible) this.gap = GAP.mark;
    this.gaps[this.length] = this.gap;
    const { codes, offsets, gaps, length } = this;
    return { codes, offsets, gaps, length };
  }

  /** What lies between two letters of different kinds that touch. */
  private edge(kind: number): void {
    const { before, length } = this;
    if (before < KIND.lower) this.gap = length === 0 ? GAP.space : GAP.none;
    else if (kind === KIND.unspaced || before === KIND.unspaced) this.gap = GAP.mark;
    else if (kind === KIND.digit || before === KIND.digit) this.gap = GAP.digit;
    else if (kind === KIND.upper) this.gap = GAP.camel;
    // `XMLHarbour`: the last capital belongs to the word that follows.
    else if (this.isCapitals && this.gaps[length - 1] === GAP.none)
      this.gaps[length - 1] = GAP.camel;
    this.isCapitals = false;
  }

  private grow(): void {
    const size = this.codes.length * 2;
    this.codes = enlarged(this.codes, new Uint16Array(size));
    this.offsets = enlarged(this.offsets, new Uint32Array(size));
    this.gaps = enlarged(this.gaps, new Uint8Array(size + 1));
  }
}

function enlarged<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
