import { fromHex } from '../../bytes/hex.ts';
import { character, editsOf, occurs } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** AutoCAD: a letter by its number, or by that of a charset and its two bytes there. */
const AUTOCAD = /\\U\+([\dA-F]{4})|\\M\+([1-5])([\dA-F]{4})/gi;
const CHARSETS = ['', 'shift_jis', 'big5', 'euc-kr', 'euc-kr', 'gb18030'];
/** ISO 10303-21, section 6.4.3.3: letters in UTF-16 or UTF-32, a byte, a letter of the upper half. */
const STEP =
  /\\X2\\((?:[\dA-F]{4})+)\\X0\\|\\X4\\((?:[\dA-F]{8})+)\\X0\\|\\X\\([\dA-F]{2})|\\S\\([ -~])/g;
const IS_STEP = /ISO-10303-21;|\\X[24]\\/;
/** Where lines of a drawing are long, they go on in the next group. */
const LINE = /^ {0,2}3\r?\n[^\r\n]{1,260}(?=\r?\n {0,2}[13]\r?\n)/gm;
const IS_MTEXT = /^(?:AcDb)?MTEXT\r?$/my;

/** How drawings write letters that are no ASCII: DXF of AutoCAD. */
export const autocad: Rewriting = {
  name: 'autocad',
  edits: (text) =>
    text.includes('\\U+') || text.includes('\\M+')
      ? editsOf(text, AUTOCAD, ([, code, charset, bytes]) =>
          code === undefined
            ? decoded(CHARSETS[Number(charset)] ?? '', bytes ?? '')
            : character(parseInt(code, 16)),
        )
      : [],
};

/** How models write them: STEP and IFC. The upper half is that of Latin-1, or of Cyrillic if the file says so. */
export const step: Rewriting = {
  name: 'step',
  edits: (text) => {
    if (!text.includes('\\X') && !text.includes('\\S\\')) return [];
    if (!IS_STEP.test(text)) return [];
    const upper = text.includes('\\PE\\') ? 'iso-8859-5' : 'windows-1252';
    return editsOf(text, STEP, ([, two, four, one, half]) => {
      if (two !== undefined) return decoded('utf-16be', two);
      if (four !== undefined)
        return (four.match(/.{8}/g) ?? []).map((code) => character(parseInt(code, 16))).join('');
      return one === undefined
        ? decoded(upper, ((half?.charCodeAt(0) ?? 0) + 128).toString(16))
        : decoded('windows-1252', one);
    });
  },
};

/** Long texts of DXF, which are cut into groups of 250 letters. */
export const longLines: Rewriting = {
  name: 'long-lines',
  edits: (text) =>
    occurs(text, 'MTEXT', IS_MTEXT)
      ? [...text.matchAll(LINE)].map(({ 0: line, index }) => {
          const start = index + line.length;
          const [next = ''] = /^\r?\n {0,2}[13]\r?\n/.exec(text.slice(start, start + 16)) ?? [];
          return { start, end: start + next.length, text: '' };
        })
      : [],
};

function decoded(charset: string, hex: string): string {
  return new TextDecoder(charset).decode(fromHex(hex.toLowerCase()) ?? new Uint8Array());
}
