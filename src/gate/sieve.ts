import { SKIP, STOP } from './automaton.ts';
import type { Table } from './automaton.ts';
import { KIND, kinds, learn, skeletons, unitsOf } from './letters/units.ts';

/** Goes through texts as they stand. Most hold nothing, which is told without folding them. */
export interface Sieve {
  /**
   * Calls `found` for each place where one of the automaton's strings ends, were the text folded.
   *
   * @param found - is given the string and the offset of its last letter, in UTF-16 units.
   * @returns how far that is sure: up to a mark that changes the letter before it, or the end. What
   *   is found behind it is found as if there was no such mark.
   */
  scan(text: string, found: (string: number, at: number) => void): number;
  /** Whether at a place that was found the string surely begins or ends inside a word. */
  isInside(text: string, at: number, size: number): boolean;
  goesOn(text: string, at: number): boolean;
}

export function createSieve(table: Table): Sieve {
  return {
    isInside,
    goesOn: (text, at) => isLower(text, at) && isLower(text, at + 1),
    scan: (text, found) => new Scan(table, text, found).all(),
  };
}

/** For each table the class of each unit: `STOP` if it is not known yet, or folds to more than one letter. */
const known = new WeakMap<Table, Uint16Array>();

function stepsOf(table: Table): Uint16Array {
  const steps = known.get(table) ?? new Uint16Array(0x10000).fill(STOP);
  known.set(table, steps);
  return steps;
}

class Scan {
  private readonly table: Table;
  private readonly steps: Uint16Array;
  private readonly text: string;
  private readonly found: (string: number, at: number) => void;
  private state = 0;

  constructor(table: Table, text: string, found: (string: number, at: number) => void) {
    this.table = table;
    this.steps = stepsOf(table);
    this.text = text;
    this.found = found;
  }

  all(): number {
    const { text } = this;
    let sure = text.length;
    for (let at = this.skim(0); at < text.length; at = this.skim(at)) {
      const unit = text.charCodeAt(at);
      if (this.steps[unit] !== STOP) this.ended(at++);
      else if ((kinds[unit] || learn(unit)) === KIND.several) at += this.several(at);
      else if (kinds[unit] !== KIND.voicing) this.steps[unit] = this.classOf(unit);
      else sure = Math.min(sure, at++);
    }
    return sure;
  }

  /**
   * Takes letters as long as nothing ends and nothing is new. Here is all the time, so that it does
   * nothing else.
   *
   * @returns where something is, with the state behind it; or where the text ends.
   */
  private skim(from: number): number {
    const { text, steps } = this;
    const { next } = this.table;
    const end = text.length;
    let { state } = this;
    let at = from;
    for (; at < end; at++) {
      state = next[state + (steps[text.charCodeAt(at)] as number)] as number;
      if (state < 0) break;
    }
    this.state = state < 0 ? ~state : state;
    return at;
  }

  private classOf(unit: number): number {
    return (kinds[unit] as number) >= KIND.lower
      ? (this.table.classes[skeletons[unit] as number] as number)
      : SKIP;
  }

  private ended(at: number): void {
    for (const string of this.table.endsIn(this.state)) this.found(string, at);
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

/** @returns whether a letter stands right before the `size` letters up to `at`. */
function isInside(text: string, at: number, size: number): boolean {
  let start = at;
  for (let left = size; ; start -= 1) {
    if (start < 0) return false;
    const kind = kinds[text.charCodeAt(start)] as number;
    if (kind === KIND.several) return false;
    if (kind >= KIND.lower && --left === 0) break;
  }
  return isLower(text, start) && isLower(text, start - 1);
}
