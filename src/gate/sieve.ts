import { SKIP, STOP } from './automaton.ts';
import type { Table } from './automaton.ts';
import { textUnits } from './letters/text-units.ts';
import { KIND, kinds, learn, skeletons, unitsOf } from './letters/units.ts';

/** Goes through texts as they stand. Most hold nothing, which is told without folding them. */
export interface Sieve {
  /**
   * Tells of what may be in a text.
   *
   * @returns how far that is sure: up to a mark that changes the letter before it, or the end. What
   *   is found behind it is found as if there was no such mark.
   */
  scan(text: string, listener: SieveListener): number;
  /** Whether at a place that was found the string surely begins or ends inside a word; where it then begins. */
  insideFrom(text: string, at: number, size: number): number | null;
  goesOn(text: string, at: number): boolean;
}

/** Offsets are in UTF-16 units. */
export interface SieveListener {
  /** One of the strings ends with the letter at an offset, were the text folded. */
  found(string: number, at: number): void;
  /** The table of digits stops, or one of its strings ends, at an offset. */
  digits(at: number): void;
}

/**
 * Goes through a text once with two tables: a second look-up a letter costs next to nothing, since
 * the time goes to waiting for the first.
 *
 * @param table - of strings of folded letters.
 * @param digits - of units as they stand: see `digitTable`.
 */
export function createSieve(table: Table, digits: Table): Sieve {
  return {
    insideFrom,
    goesOn: (text, at) => isLower(text, at) && isLower(text, at + 1),
    scan: (text, listener) => new Scan({ table, digits, text, listener }).all(),
  };
}

/** For each table the class of each unit: `STOP` if it is not known yet, or folds to more than one letter. */
const known = new WeakMap<Table, Uint16Array>();

function stepsOf(table: Table): Uint16Array {
  const steps = known.get(table) ?? new Uint16Array(0x10000).fill(STOP);
  known.set(table, steps);
  return steps;
}

interface ScanOf {
  readonly table: Table;
  readonly digits: Table;
  readonly text: string;
  readonly listener: SieveListener;
}

class Scan {
  private readonly table: Table;
  private readonly digits: Table;
  private readonly steps: Uint16Array;
  private readonly text: string;
  private readonly listener: SieveListener;
  /** Of either table; inverted where there is something to look at. */
  private state = 0;
  private digitState = 0;

  constructor({ table, digits, text, listener }: ScanOf) {
    this.table = table;
    this.digits = digits;
    this.steps = stepsOf(table);
    this.text = text;
    this.listener = listener;
  }

  all(): number {
    const { text } = this;
    let sure = text.length;
    for (let at = this.skim(0); at < text.length; at = this.skim(at)) {
      if (this.state >= 0) {
        this.digitEnded(at++);
        continue;
      }
      this.state = ~this.state;
      const unit = text.charCodeAt(at);
      const start = at;
      if (this.steps[unit] !== STOP) this.ended(at++);
      else if ((kinds[unit] || learn(unit)) === KIND.several) at += this.several(at);
      else if (kinds[unit] !== KIND.voicing) this.steps[unit] = this.classOf(unit);
      else sure = Math.min(sure, at++);
      this.stepDigits(start, at);
    }
    return sure;
  }

  /**
   * Takes letters as long as nothing ends and nothing is new. Here is all the time, so that it does
   * nothing else.
   *
   * @returns where something is, with the states behind it, but that of digits where it is no digit's;
   *   or where the text ends.
   */
  private skim(from: number): number {
    const { text, steps } = this;
    const units = textUnits(text);
    const { next } = this.table;
    const { next: nextDigit, classes } = this.digits;
    const end = text.length;
    let { state, digitState } = this;
    let at = from;
    for (; at < end; at++) {
      const unit = units[at] as number;
      state = next[state + (steps[unit] as number)] as number;
      if (state < 0) break;
      digitState = nextDigit[digitState + (classes[unit] as number)] as number;
      if (digitState < 0) break;
    }
    this.state = state;
    this.digitState = digitState;
    return at;
  }

  /** Takes the letters that only the other table took. */
  private stepDigits(from: number, to: number): void {
    const { next, classes } = this.digits;
    for (let at = from; at < to; at++) {
      const unit = this.text.charCodeAt(at);
      this.digitState = next[this.digitState + (classes[unit] as number)] as number;
      if (this.digitState < 0) this.digitEnded(at);
    }
  }

  private digitEnded(at: number): void {
    this.digitState = ~this.digitState;
    this.listener.digits(at);
  }

  private classOf(unit: number): number {
    return (kinds[unit] as number) >= KIND.lower
      ? (this.table.classes[skeletons[unit] as number] as number)
      : SKIP;
  }

  private ended(at: number): void {
    for (const string of this.table.endsIn(this.state)) this.listener.found(string, at);
  }

  /** @returns how many units are taken. */
  private several(at: number): number {
    const { classes, next } = this.table;
    const letter = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    for (const part of unitsOf(letter)) {
      if (part === ' ') continue;
      this.state = next[this.state + (classes[part.charCodeAt(0)] as number)] as number;
      if (this.state >= 0) continue;
      this.state = ~this.state;
      this.ended(at);
    }
    return letter.length;
  }
}

function isLower(text: string, at: number): boolean {
  return at >= 0 && at < text.length && kinds[text.charCodeAt(at)] === KIND.lower;
}

/** @returns where the `size` letters up to `at` begin, if a letter stands right before them; else null. */
function insideFrom(text: string, at: number, size: number): number | null {
  let start = at;
  for (let left = size; ; start -= 1) {
    if (start < 0) return null;
    const kind = kinds[text.charCodeAt(start)] as number;
    if (kind === KIND.several) return null;
    if (kind >= KIND.lower && --left === 0) break;
  }
  return isLower(text, start) && isLower(text, start - 1) ? start : null;
}
