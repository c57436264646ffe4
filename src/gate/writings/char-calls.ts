import { character, editsOf, isSpace } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** As SQL, PHP, Perl, Python, Basic, spreadsheets and JavaScript call it. */
const NAME =
  '(?:(?:string\\s*\\.\\s*)?from(?:char(?:code)?|codepoint)|n?char|unichar|unichr|n?chrw?\\$?)';
/** Decimal, or hexadecimal as each of them writes it. */
const CALL = `\\b${NAME}\\(\\s*((?:0x|&H|U\\+)?[\\dA-F]{1,6})\\s*\\)`;
/** How texts are added; Basic goes on in the next line behind an underscore. */
const PLUS = '\\s{0,40}(?:\\|\\||[.+&])\\s{0,40}(?:_\\s{1,40})?';
const ADDED = new RegExp(`(?:["']${PLUS})?${CALL}(?:${PLUS}${CALL}){0,2000}(?:${PLUS}["'])?`, 'gi');
const CALLS = new RegExp(CALL, 'gi');
/** Behind the bracket of a call: something that is added to it. */
const GOES_ON = new RegExp(`\\)${PLUS}(?:["']|${CALL})`, 'iy');

/**
 * Letters by their numbers, one call each, that are added to others or to literals: `CHR(81)||CHR(117)`,
 * `"Q" & ChrW(117)`, `chr(81).chr(117)`. Numbers in one call are read as a list of codes.
 */
export const charCalls: Rewriting = {
  name: 'char-calls',
  edits: (text) =>
    hasSum(text)
      ? editsOf(text, ADDED, ([sum]) =>
          /^["']|["']$/.test(sum) || sum.indexOf('(') < sum.lastIndexOf('(') ? lettersOf(sum) : sum,
        )
      : [],
};

/** Each call ends in a digit and a bracket, which is rare enough to go from one to the next. */
function hasSum(text: string): boolean {
  for (let at = text.indexOf(')'); at >= 0; at = text.indexOf(')', at + 1)) {
    if (!mayEndNumber(text, at - 1)) continue;
    GOES_ON.lastIndex = at;
    if (GOES_ON.test(text)) return true;
  }
  return false;
}

function mayEndNumber(text: string, end: number): boolean {
  let at = end;
  while (at > end - 4 && isSpace(text, at)) at -= 1;
  const unit = text.charCodeAt(at);
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit < 0x3a) || (lower >= 0x61 && lower < 0x67);
}

function lettersOf(sum: string): string {
  return Array.from(sum.matchAll(CALLS), ([, code = '']) => character(numberOf(code))).join('');
}

function numberOf(code: string): number {
  const hex = /^(?:0x|&H|U\+)(.+)$/i.exec(code)?.[1];
  return hex === undefined ? Number(code) : parseInt(hex, 16);
}
