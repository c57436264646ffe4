import { textUnits } from './text-units.ts';

const OUT = 1;
const IN = 2;
/** The first half of characters of which some are in the set. */
const HALF = 3;

/** Characters told by a table that fills as they turn up: patterns by properties of Unicode are slow. */
export class CharacterSet {
  private readonly pattern: RegExp;
  /** For each UTF-16 unit which of the above it is; 0 if it has not turned up. */
  private readonly known = new Uint8Array(0x10000);

  /** @param pattern - of one character, with the flag `u`. */
  constructor(pattern: RegExp) {
    this.pattern = pattern;
  }

  /** @returns how many units the character at an offset takes; 0 if it is not in the set. */
  sizeAt(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    const known = this.known[unit] || this.learn(unit);
    if (known === OUT) return 0;
    if (known === IN) return isSecondHalf(text, at) ? 0 : 1;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    return this.pattern.test(character) ? character.length : 0;
  }

  /** @returns where the next character of the set stands from an offset on, or where the text ends. */
  next(text: string, from: number): number {
    const { known } = this;
    const units = textUnits(text);
    let at = from;
    for (; at < text.length; at++) {
      // Nearly all units are known to be outside: nothing else is asked of them.
      if (known[units[at] as number] !== OUT && this.sizeAt(text, at) > 0) break;
    }
    return at;
  }

  private learn(unit: number): number {
    const isHalf = unit >= 0xd800 && unit < 0xdc00 && this.hasPair(unit);
    const known = isHalf ? HALF : this.pattern.test(String.fromCharCode(unit)) ? IN : OUT;
    this.known[unit] = known;
    return known;
  }

  private hasPair(half: number): boolean {
    if (this.pattern.test(String.fromCharCode(half))) return true;
    for (let other = 0xdc00; other < 0xe000; other++)
      if (this.pattern.test(String.fromCharCode(half, other))) return true;
    return false;
  }
}

/** Whether the unit at an offset belongs to a character that begins before it. */
function isSecondHalf(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}
