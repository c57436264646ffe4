import { fromQuotedPrintable } from '../../bytes/quoted-printable.ts';
import { edited, editsOf } from './writing.ts';
import type { Writing } from './writing.ts';

/** Long lines of calendars (RFC 5545 §3.1) and of mail, folded. */
const folded: Writing = (text) =>
  /^BEGIN:V/m.test(text)
    ? edited(
        'folded',
        text,
        editsOf(text, /\r?\n[ \t]|\\([,;\\])/g, ([, escaped]) => escaped ?? ''),
      )
    : [];

/** Quoted-printable (RFC 2045 §6.7); in headers as well (RFC 2047). */
const quotedPrintable: Writing = function* (text) {
  if (!/=\r?\n|(?:=[\dA-F]{2}){2}|=\?[\w-]+\?Q\?/i.test(text)) return;
  const decoded = fromQuotedPrintable(text);
  if (decoded !== text) yield { kind: 'text', name: 'quoted-printable', text: decoded };
};

export const MAIL: readonly Writing[] = [folded, quotedPrintable];
