import { character, editsOf, inOrder } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** As SQL, PHP, Perl, Python, Basic, spreadsheets and JavaScript call it. */
const NAME =
  '(?:(?:string\\s*\\.\\s*)?from(?:char(?:code)?|codepoint)|n?char|unichar|unichr|n?chrw?\\$?)';
/** Decimal, or hexadecimal as each of them writes it. */
const NUMBER = '((?:0x|&H|U\\+)?[\\dA-F]{1,6})';
/** PowerShell says of what kind a number is, in a text as well. */
const CALL = `(?:\\b${NAME}\\(\\s*${NUMBER}\\s*\\)|\\[char\\]\\s{0,8}${NUMBER})`;
const IN_TEXT = /\$\(\s{0,8}\[char\]\s{0,8}((?:0x)?[\dA-F]{1,6})\s{0,8}\)/gi;
const KINDS = ['[char]', '[Char]', '[CHAR]'];
/** How texts are added; Basic goes on in the next line behind an underscore. */
const PLUS = '\\s{0,40}(?:\\|\\||[.+&])\\s{0,40}(?:_\\s{1,40})?';
const ADDED = new RegExp(`(?:["']${PLUS})?${CALL}(?:${PLUS}${CALL}){0,2000}(?:${PLUS}["'])?`, 'gi');
const CALLS = new RegExp(CALL, 'gi');
/** Behind the bracket of a call: something that is added to it. */
const GOES_ON = new RegExp(`\\)${PLUS}(?:["']|${CALL})`, 'iy');
const LAST_CALL = new RegExp(`${CALL}$`, 'i');
const LONGEST = 40;

/**
 * Letters by their numbers, one call each, that are added to others or to literals: `CHR(81)||CHR(117)`,
 * `"Q" & ChrW(117)`, `chr(81).chr(117)`, `[char]81 + [char]117`. Numbers in one call are read as a list of codes.
 */
export const charCalls: Rewriting = {
  name: 'char-calls',
  edits(text) {
    const hasKind = KINDS.some((kind) => text.includes(kind));
    if (!hasKind && !hasSum(text)) return [];
    const edits = editsOf(text, ADDED, ([sum]) => (isAdded(sum) ? lettersOf(sum) : sum));
    if (!hasKind) return edits;
    return inOrder([
      ...edits,
      ...editsOf(text, IN_TEXT, ([, code = '']) => character(numberOf(code))),
    ]);
  },
};

/** Whether it is more than one letter by itself. */
function isAdded(sum: string): boolean {
  return /^["']|["']$/.test(sum) || [...sum.matchAll(CALLS)].length > 1;
}

/** Each call ends in a digit and a bracket, of several at least one in a decimal digit: these are rare enough. */
function hasSum(text: string): boolean {
  for (let at = text.indexOf(')'); at >= 0; at = text.indexOf(')', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before < 0x30 || before > 0x39) continue;
    GOES_ON.lastIndex = at;
    if (GOES_ON.test(text) && LAST_CALL.test(text.slice(Math.max(0, at - LONGEST), at + 1)))
      return true;
  }
  return false;
}

function lettersOf(sum: string): string {
  return Array.from(sum.matchAll(CALLS), ([, code, ofKind = '']) =>
    character(numberOf(code ?? ofKind)),
  ).join('');
}

function numberOf(code: string): number {
  const hex = /^(?:0x|&H|U\+)(.+)$/i.exec(code)?.[1];
  return hex === undefined ? Number(code) : parseInt(hex, 16);
}
