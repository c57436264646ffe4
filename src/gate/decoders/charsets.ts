import { remembered } from '../remembered.ts';
import { editsFrom } from '../writings/writing.ts';
import type { Rewriting } from '../writings/writing.ts';

/** Charsets of old texts in the languages of this gate, and their neighbours', as a browser knows them. */
export const LEGACY = [
  'windows-1252',
  'shift_jis',
  'euc-jp',
  'windows-1251',
  'koi8-u',
  'ibm866',
  'x-mac-cyrillic',
  'macintosh',
  'iso-8859-5',
  'windows-1250',
  'gb18030',
  'big5',
  'euc-kr',
] as const;

/** What a document says of itself, in HTML, XML, CSS and mail. */
const DECLARED = /(?:charset\s*=\s*["']?|encoding\s*=\s*["']|@charset\s+["'])([\w.:-]{3,40})/iy;
/** What stands in it, and is found in a fraction of the time. */
const WORD = /@?charset|encoding/gi;
const REACH = 4096;

/**
 * @param text - in UTF-8 or one byte a letter: what is declared is ASCII.
 * @returns the charsets that the first lines declare, as a browser names them.
 */
export function declaredCharsets(text: string): readonly string[] {
  const start = text.slice(0, REACH);
  const names = new Set<string>();
  for (const { 0: word, index } of start.matchAll(WORD)) {
    // Behind a sign of CSS it may be a word of something else.
    for (const at of word.startsWith('@') ? [index, index + 1] : [index]) {
      DECLARED.lastIndex = at;
      const name = knownName(DECLARED.exec(start)?.[1] ?? '');
      if (name !== null) names.add(name);
    }
  }
  return [...names];
}

function nameOf(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // Not a charset that anything opens today.
    return null;
  }
}

/** To ask takes long, and texts name the same few. */
const knownName = remembered(nameOf, 256);

/** Runs of UTF-7, which old feeds and mail have (RFC 2152): base64 of UTF-16 between + and -. */
const UTF7 = /\+([A-Za-z\d+/]{3,})-?/y;

/** UTF-7 where a text has it. A program has runs that look like it, and is not read twice for them. */
export const utf7: Rewriting = {
  name: 'utf-7',
  edits: (text) => editsFrom(text, '+', UTF7, ([run, code = '']) => utf16Of(code) ?? run),
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const BITS = 6;

function utf16Of(code: string): string | null {
  // What is left over are zeros: the last letter of most names behind a plus says that it is not.
  const over = Math.min((code.length * BITS) % 16, BITS);
  if ((DIGITS.indexOf(code.charAt(code.length - 1)) & ((1 << over) - 1)) !== 0) return null;
  let [held, bits, letters] = [0, 0, ''];
  for (const digit of code) {
    held = ((held << BITS) | DIGITS.indexOf(digit)) & 0x3fffff;
    bits += BITS;
    if (bits < 16) continue;
    bits -= 16;
    letters += String.fromCharCode((held >> bits) & 0xffff);
  }
  // And letters are letters: else it is some other run.
  const isMeant =
    (held & ((1 << bits) - 1)) === 0 && /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}]+$/u.test(letters);
  return isMeant ? letters : null;
}
