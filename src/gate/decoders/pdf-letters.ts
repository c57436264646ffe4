import { toLatin1 } from '../../bytes/latin1.ts';
import { character } from '../writings/writing.ts';
import { pdfTokens } from './pdf-tokens.ts';

/** What a font's codes mean: a ToUnicode table. */
export interface LetterTable {
  /** Bytes of one code. */
  readonly width: number;
  readonly letters: ReadonlyMap<number, string>;
}

/** A table maps at most every code of two bytes. */
const MAX_LETTERS = 0x10000;

/**
 * Reads a ToUnicode table.
 *
 * @returns null if the text is none.
 * @see ISO 32000-2, section 9.10.3; Adobe Technical Note 5014, CMap.
 */
export function letterTable(text: string): LetterTable | null {
  if (!text.includes('begincmap')) return null;
  const letters = new Map<number, string>();
  let [width, operands]: [number, (string | string[])[]] = [1, []];
  let list: string[] | null = null;
  for (const token of pdfTokens(text)) {
    if (token.kind === 'string') {
      if (list) list.push(token.value);
      else operands.push(token.value);
    } else if (token.kind !== 'word') continue;
    else if (token.value === '[') list = [];
    else if (token.value === ']') {
      operands.push(list ?? []);
      list = null;
    } else {
      if (token.value === 'endcodespacerange') width = String(operands[0] ?? ' ').length;
      if (token.value === 'endbfchar') addLetters(letters, operands);
      if (token.value === 'endbfrange') addRanges(letters, operands);
      operands = [];
    }
  }
  return letters.size > 0 ? { width, letters } : null;
}

type Operands = readonly (string | readonly string[])[];

function addLetters(letters: Map<number, string>, operands: Operands): void {
  for (let at = 0; at + 1 < operands.length; at += 2)
    letters.set(codeOf(operands[at]), utf16(operands[at + 1]));
}

function addRanges(letters: Map<number, string>, operands: Operands): void {
  for (let at = 0; at + 2 < operands.length; at += 3) {
    const [first, last, to] = [codeOf(operands[at]), codeOf(operands[at + 1]), operands[at + 2]];
    for (let code = first; code <= last && letters.size < MAX_LETTERS; code++)
      letters.set(
        code,
        Array.isArray(to) ? utf16(to[code - first]) : after(utf16(to), code - first),
      );
  }
}

function after(letters: string, count: number): string {
  const points = [...letters];
  const last = (points.pop()?.codePointAt(0) ?? 0) + count;
  return points.join('') + (last <= 0x10ffff ? String.fromCodePoint(last) : '');
}

function codeOf(operand: string | readonly string[] | undefined): number {
  return [...String(operand ?? '')].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);
}

function utf16(operand: string | readonly string[] | undefined): string {
  return String(operand ?? '').replace(/[\s\S]{2}/g, (pair) =>
    String.fromCharCode(pair.charCodeAt(0) * 256 + pair.charCodeAt(1)),
  );
}

const DIFFERENCES = /\/Differences\s*\[([^\]]*)\]/g;
const GLYPHS: Readonly<Record<string, string>> = {
  space: ' ',
  hyphen: '-',
  period: '.',
  comma: ',',
  slash: '/',
  percent: '%',
  Euro: '€',
  ...Object.fromEntries(
    'zero one two three four five six seven eight nine'
      .split(' ')
      .map((name, digit) => [name, String(digit)]),
  ),
};

/**
 * Reads what fonts say of their codes by names of glyphs. A page shows its text with them; what lies beside
 * the page is shown by nothing, and is in the file.
 *
 * @see ISO 32000-2, section 9.6.5.
 */
export function glyphTables(text: string): readonly LetterTable[] {
  const lists = new Set([...text.matchAll(DIFFERENCES)].map(([, list = '']) => list));
  return [...lists].map((list) => {
    const letters = new Map<number, string>();
    for (let code = 0x20; code < 0x7f; code++) letters.set(code, String.fromCharCode(code));
    let next = 0;
    for (const [, code, name = ''] of list.matchAll(/(\d+)|\/([^\s/[\]]+)/g))
      if (code !== undefined) next = Number(code);
      else letters.set(next++, glyphLetter(name));
    return { width: 1, letters };
  });
}

/** The name of a letter is the letter, or its number; of most others nothing is needed. */
function glyphLetter(name: string): string {
  const hex = /^(?:uni|u)([\dA-F]{4,6})$/.exec(name)?.[1];
  if (hex !== undefined) return character(parseInt(hex, 16));
  const afii = /^afii(10[01]\d\d)$/.exec(name)?.[1];
  if (afii !== undefined) return cyrillic(Number(afii));
  return GLYPHS[name] ?? (name.length === 1 ? name : '');
}

/** Adobe numbered Russian letters in their order, small ones 48 behind the large ones. */
function cyrillic(number: number): string {
  const isSmall = number >= 10065;
  const place = number - (isSmall ? 10065 : 10017);
  if (place < 0 || place > 32) return '';
  if (place === 6) return isSmall ? 'ё' : 'Ё';
  return String.fromCharCode((isSmall ? 0x430 : 0x410) + (place < 6 ? place : place - 1));
}

/** @returns codes as the letters that a table gives them. */
export function translate(codes: string, { width, letters }: LetterTable): string {
  let text = '';
  for (let at = 0; at < codes.length; at += width)
    text += letters.get(codeOf(codes.slice(at, at + width))) ?? '';
  return text;
}

/** Strings outside of pages: UTF-16 or UTF-8 if they say so, else nearly Latin-1. */
export function textString(value: string): string {
  const bytes = toLatin1(value);
  if (value.startsWith('\u00FE\u00FF')) return new TextDecoder('utf-16be').decode(bytes);
  if (value.startsWith('\u00FF\u00FE')) return new TextDecoder('utf-16le').decode(bytes);
  if (value.startsWith('\u00EF\u00BB\u00BF')) return new TextDecoder().decode(bytes);
  return new TextDecoder('windows-1252').decode(bytes);
}
