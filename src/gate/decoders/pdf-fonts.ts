import { Unreadable } from '../decoder.ts';
import { plainNames } from './pdf-dictionary.ts';

/** A font's dictionary ends within so many bytes. */
const REACH = 4000;
const KIND = /\/Subtype\s*\/(Type0|Type1|MMType1|Type3|TrueType)\b/g;
/** A charset with letters, of which programs know which: all others are numbers of glyphs. */
const PREDEFINED = /\/Encoding\s*\/(?!Identity-)[A-Z0-9]/;
const DIFFERENCES = /\/Differences\s*\[([^\]]*)\]/;
/** Names that only count: `g12`, `C0012`, `glyph7`. Those of letters by number begin with `uni` or `u` and four digits. */
const COUNTED = /^(?!u(?:ni)?[\dA-F]{4})[A-Za-z]{0,6}[_.]?(\d{1,5})$/;
/** Lists, bullets and drawings have no letters. */
const SIGNS = /\/BaseFont\s*\/(?:[A-Z]{6}\+)?(?:Wingdings|Webdings|Symbol|ZapfDingbats)/;

/**
 * Refuses fonts that show letters and do not tell which: only somebody who looks at the page can read it.
 *
 * @param texts - in which the dictionaries of fonts stand.
 * @throws Unreadable
 */
export function refuseUnknownLetters(texts: readonly string[]): void {
  const isUnknown = ({ kind, font }: Font) =>
    !/\/ToUnicode\b/.test(font) &&
    (kind === 'Type0' ? isNumbered(font) : isNameless(kind, font, texts));
  if (texts.some((text) => fontsIn(text).some(isUnknown)))
    throw new Unreadable('pdf: holds a font that does not tell its letters, export it anew');
}

interface Font {
  readonly kind: string;
  readonly font: string;
}

/** Codes of two bytes are numbers of glyphs, unless they are those of a charset. */
function isNumbered(font: string): boolean {
  return !PREDEFINED.test(font);
}

function isNameless(kind: string, font: string, texts: readonly string[]): boolean {
  const list = DIFFERENCES.exec(font)?.[1] ?? differencesOf(font, texts);
  if (list !== null) return countsGlyphs(list);
  const first = Number(/\/FirstChar\s+(\d+)/.exec(font)?.[1] ?? 32);
  // Codes that are no letters in any charset, and a font file of which programs do not ask for names.
  return kind === 'TrueType' && first < 9 && !/\/Encoding\b/.test(font) && !SIGNS.test(font);
}

function differencesOf(font: string, texts: readonly string[]): string | null {
  const id = /\/Encoding\s+(\d+)\s+\d+\s+R/.exec(font)?.[1];
  if (id === undefined) return null;
  const object = new RegExp(
    `(?:^|\\s)${id}\\s+\\d+\\s+obj\\b[\\s\\S]{0,200}?\\/Differences\\s*\\[([^\\]]*)\\]`,
  );
  return texts.map((text) => object.exec(text)?.[1] ?? null).find((list) => list !== null) ?? null;
}

/** Whether most names are numbers that are not their codes: a name that is its code tells as much as that. */
function countsGlyphs(list: string): boolean {
  let [code, counted, count] = [0, 0, 0];
  for (const [, next, name = ''] of list.matchAll(/(\d+)|\/([^\s/[\]]+)/g)) {
    if (next !== undefined) {
      code = Number(next);
      continue;
    }
    const number = COUNTED.exec(name)?.[1];
    if (!/^(?:\.notdef|space)$/.test(name)) count += 1;
    if (number !== undefined && Number(number) !== code) counted += 1;
    code += 1;
  }
  return counted * 2 > count;
}

/** @returns each dictionary that says it is a font, with what is nested in it. */
function fontsIn(text: string): readonly Font[] {
  return [...text.matchAll(KIND)].map(({ index, 1: kind = '' }) => {
    const marks = [...text.slice(index, index + REACH).matchAll(/<<|>>/g)];
    let depth = 1;
    const end = marks.find(({ 0: mark }) => (depth += mark === '<<' ? 1 : -1) === 0);
    const before = text.slice(Math.max(0, index - REACH), index);
    const font =
      before.slice(startOfDictionary(before)) + text.slice(index, index + (end?.index ?? 0));
    return { kind, font: plainNames(font) };
  });
}

function startOfDictionary(before: string): number {
  let depth = 1;
  const marks = [...before.matchAll(/<<|>>/g)].toReversed();
  return marks.find(({ 0: mark }) => (depth += mark === '<<' ? -1 : 1) === 0)?.index ?? 0;
}
