import { character, editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

const IS_ROFF = /\\f(?:\[[A-Z]{0,3}\]|\([A-Z]{2}|[BIRP])|\\\[u[\dA-F]{4}/;
/** Changes of font and size, signs without width, and names of letters. */
const UNSEEN =
  /\\(?:f(?:\[\w{0,8}\]|\(\w{2}|\w)|s[-+]?\d{1,2}|[&%:|^)]|\[([^\]\s]{1,40})\]|\(([^\s\w][A-Za-z]|[A-Za-z]{2}))/g;
/** Accents by their sign, as they follow a letter. */
const ACCENTS: Readonly<Record<string, string>> = {
  ':': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  ',': '\u0327',
  o: '\u030A',
};
const SIGNS: Readonly<Record<string, string>> = {
  ss: 'ß',
  OE: 'Œ',
  oe: 'œ',
  AE: 'Æ',
  ae: 'æ',
  '/O': 'Ø',
  '/o': 'ø',
  hy: '-',
  aq: "'",
  cq: '’',
  dq: '"',
};

/** Pages of manuals, for troff and man. */
export const roff: Rewriting = {
  name: 'roff',
  edits: (text) =>
    text.includes('\\') && IS_ROFF.test(text)
      ? editsOf(text, UNSEEN, ([, long, short]) => letterOf(long ?? short ?? ''))
      : [],
};

function letterOf(name: string): string {
  if (SIGNS[name] !== undefined) return SIGNS[name];
  if (/^u[\dA-F]{4,6}(?:_[\dA-F]{4,6})*$/.test(name))
    return name
      .slice(1)
      .split('_')
      .map((code) => character(parseInt(code, 16)))
      .join('');
  const accent = ACCENTS[name.charAt(0)];
  return accent !== undefined && name.length === 2 ? `${name.charAt(1)}${accent}` : '';
}
