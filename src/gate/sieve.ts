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

export function createSieve({ next, classes, endsIn }: Table): Sieve {
  // What is not known yet stops the loop, and so does what folds to more than one letter.
  const steps = new Uint16Array(0x10000).fill(STOP);
  return {
    isInside,
    goesOn: (text, at) => isLower(text, at) && isLower(text, at + 1),
    scan(text, found) {
      let state = 0;
      let sure = text.length;
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        state = next[state + (steps[unit] as number)] as number;
        if (state >= 0) continue;
        state = ~state;
        if (steps[unit] !== STOP) {
          for (const string of endsIn(state)) found(string, at);
          continue;
        }
        const kind = kinds[unit] || learn(unit);
        if (kind === KIND.voicing) {
          sure = Math.min(sure, at);
          continue;
        }
        if (kind !== KIND.several) {
          steps[unit] = kind >= KIND.lower ? (classes[skeletons[unit] as number] as number) : SKIP;
          at -= 1;
          continue;
        }
        const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
        for (const part of unitsOf(letter)) {
          if (part === ' ') continue;
          state = next[state + (classes[part.charCodeAt(0)] as number)] as number;
          if (state >= 0) continue;
          state = ~state;
          for (const string of endsIn(state)) found(string, at);
        }
        at += letter.length - 1;
      }
      return sure;
    },
  };
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
