import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createScanner } from '../../gate/index.ts';
import type { GateTerm } from '../../gate/index.ts';
import { decompress } from './decompress.ts';
import { TERMS as PLANTED } from './planted-text.ts';

// A pattern that starts again at each of many places, and gives up at the end each time, needs
// hours for a text that is nothing else. The gate has a limit of time; no text may come near it.

const TERMS: readonly GateTerm[] = [
  ...PLANTED,
  { id: 'sum', writings: ['€1.27m'], kind: 'figure' },
];
const scanner = createScanner(TERMS, decompress);
const LENGTH = 400_000;

const FORMATS = [
  'txt',
  'html',
  'css',
  'js',
  'json',
  'vtt',
  'svg',
  'pdf',
  'rtf',
  'eml',
  'ics',
  'tex',
];
/** How things begin, in all the formats and writings that patterns look for. */
const BEGINNINGS = [
  ...['<', '</', '<!--', '<![CDATA[', '<?', '{', '[', '(', '"', "'", '`', '/*', '//', '<<', '${'],
  ...[
    '\\',
    '\\u',
    '\\x',
    "\\'",
    '\\par',
    '{\\rtf',
    '&',
    '&#',
    '&#x',
    '%',
    '=',
    '=3D',
    '=?',
    '==\n',
  ],
  ...['+', '-', '--', '—', '.', ',', ':', ';', '_', '@', '#', '$', '|', '~', '^', '!', '*', '**'],
  ...[' ', '\n', '\r\n', '\t', '\u00a0', '\u200b', '\u00ad', '\u202e', '\u0301', '\ufffd', '\0'],
  ...['0', '1', '12', '1.', '1,', '1 ', '00:00.0', '(1)', '€', '€1', '1.27', '百', '万', 'one '],
  ...[
    'a',
    'A',
    'aA',
    'a-',
    'a_',
    'a.',
    'и ',
    'カ',
    'ｶ',
    'ー',
    '々',
    '𝐚',
    'Quor',
    'Северный',
    '株式',
  ],
  ...['xn--', 'data:', 'base64,', 'QUFB', '616161', '0x61,', '97,', '141 ', '01100001 ', 'http://'],
  ...['url(', 'content:', '"+"', '",\n"', 'title="', 'name=', '-----BEGIN', 'begin 644', 'From '],
  ...['stream', 'obj', '>>', 'BT', 'Tj', 'BEGIN:VEVENT', 'Content-Type:', 'Dialogue:', '[00:00]'],
];

const scanned = async (format: string, text: string) => {
  const bytes = new TextEncoder().encode(text);
  const job = { path: `a.${format}`, bytes, number: 1, scope: TERMS.map(() => '1').join('') };
  const { findings } = await scanner.scan(job);
  return findings.filter(({ hint, rule }) => `${rule} ${hint}`.includes('too long'));
};

const some = fc.array(fc.constantFrom(...BEGINNINGS), { maxLength: 2 }).map((all) => all.join(''));
const repeated = fc
  .array(fc.constantFrom(...BEGINNINGS), { minLength: 1, maxLength: 3 })
  .map((all) => all.join(''))
  .map((unit) => unit.repeat(Math.ceil(LENGTH / unit.length)));

test.prop([fc.constantFrom(...FORMATS), some, repeated, some], { numRuns: 100 })(
  'a text that repeats itself is read within the limit of time',
  async (format, before, text, after) => {
    expect(await scanned(format, before + text + after)).toEqual([]);
  },
);

test.each([
  ['comments of style sheets that do not end', 'css', '/*1 '],
  ['tags of subtitles that do not end', 'vtt', '0:00.0,0:00.0 <'],
  ['zeros before a one', 'txt', '0'],
  ['attributes without a value', 'xml', 'a"'],
])('so are %s', async (_, format, unit) => {
  const text = unit.repeat(Math.ceil(LENGTH / unit.length));
  expect(await scanned(format, `1\n${text}1`)).toEqual([]);
});
