import { fromBase64 } from '../../bytes/base64.ts';
import { asTexts } from '../decoder.ts';
import { fromQuoted } from '../decoders/mail-headers.ts';
import type { Writing } from './writing.ts';

const QUOTED =
  /;(?:ENCODING=)?QUOTED-PRINTABLE[^:\n]{0,80}:((?:[^=\n]|=[\dA-F]{2}|=[ \t]*\r?\n)+)/gi;
const BASE64 = /;(?:ENCODING=)?B(?:ASE64)?(?:;[^:\n]{0,80})?:((?:[A-Za-z\d+/=]|\r?\n[ \t]?)+)/gi;
/** A picture is longer, and is found as a file. */
const MOST_LETTERS = 2048;

/** Values of vCard 2.1 and vCalendar 1.0 in any charset: phones wrote those of their country. */
export const cards: Writing = function* (text) {
  if (!text.includes('BEGIN:V')) return;
  for (const [, value = ''] of text.matchAll(QUOTED)) yield* asTexts('card', fromQuoted(value));
  for (const [, value = ''] of text.matchAll(BASE64)) {
    const letters = value.replace(/[\s=]/g, '');
    if (letters.length <= MOST_LETTERS)
      yield* asTexts('card', fromBase64(letters) ?? new Uint8Array());
  }
};
