import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { isPromisingBase64 } from './base64-start.ts';

const MAGICS =
  /^(?:\x1F\x8B\x08|\(\xB5\/\xFD|PK\x03\x04|%PDF|\x89PNG|\xFF\xD8\xFF|GIF8|RIFF|wOF[2F]|OTTO|OggS|fLaC|ID3|\xFD7zXZ\0|7z\xBC\xAF'\x1C|Rar!\x1A\x07|\x04\x22M\x18|LZIP\x01|BZh[1-9]1AY&SY|\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1)/;
/** UTF-8 without controls, of which the last character may be cut off. */
const TEXT =
  /^(?:[\t-\r -~]|[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3})*(?:[\xC2-\xDF]|[\xE0-\xEF][\x80-\xBF]?|[\xF0-\xF4][\x80-\xBF]{0,2})?$/;

/** The same in other words: the first letters decoded, and then looked at. */
function isPromising(run: string): boolean {
  const letters = run.replace(/=+$/, '');
  const count = Math.min(letters.length, run.length >= 16 ? 16 : 12);
  if (count % 4 === 1 || !/[A-Z]/.test(run) || !/[a-z]/.test(run)) return false;
  const head = atob(letters.slice(0, count).replaceAll('-', '+').replaceAll('_', '/'));
  const mayBePacked = run.length >= 24 && /[\d=]/.test(run);
  return MAGICS.test(head) || TEXT.test(head) || mayBePacked;
}

const letter = fc.constantFrom(
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_',
);
const anyRun = fc.string({ unit: letter, minLength: 10, maxLength: 40 });
const data = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 24 }).map((text) => new TextEncoder().encode(text)),
    fc
      .constantFrom('\x1F\x8B\x08', 'PK\x03\x04', '\x89PNG', 'GIF8', 'ID3', '\xC3', '\xE0\xA4')
      .map((start) => Uint8Array.from(`${start}12345678`, (each) => each.charCodeAt(0))),
  )
  .map((bytes) => btoa(String.fromCharCode(...bytes)))
  .filter((run) => run.length >= 12);
const run = fc
  .tuple(fc.oneof(anyRun, data), fc.constantFrom('', '', '=', '=='))
  .map((parts) => parts.join(''));

test.prop([run, fc.constantFrom('', 'x ', ' 12345 ')], { numRuns: 5000 })(
  'a row of letters is judged where it stands as by itself',
  (row, before) => {
    const end = before.length + row.replace(/=+$/, '').length;
    const place = {
      start: before.length,
      end,
      paddedEnd: before.length + row.length,
      hasSigns: true,
      hasSlash: false,
    };
    expect(isPromisingBase64(`${before}${row} tail99Tail`, place)).toBe(isPromising(row));
  },
);
