import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { NAME, scan } from './planted-text.ts';

const latin1 = (content: string) => Uint8Array.from(content, (letter) => letter.charCodeAt(0));

/** What no decoder knows, and what begins like something that one does. */
const UNKNOWN: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  [
    'MessagePack, which is ideograms in UTF-16',
    latin1(
      `\u0083\u00A6client\u00B2Quorvexil-Maritim.\u00A1n\u0003\u00A4list\u0095\u0001\u0002\u00CD\u0001,\u00CE\u0000\u0001\u0011p\u00D9(${'x'.repeat(40)}`,
    ),
  ],
  [
    'MessagePack, which has the bytes of EBCDIC',
    latin1('\u0082\u00A4name\u00A9xQuorvexi\u00A6client\u00D9\u0012Quorvexil-Maritim.'),
  ],
  [
    'CBOR',
    latin1(
      `\u00A3fclientrQuorvexil-Maritim.an\u0003dlist\u0085\u0001\u0002\u0019\u0001,\u001A\u0000\u0001\u0011px(${'x'.repeat(40)}`,
    ),
  ],
  ['a signature of OpenPGP without an end', latin1(`\u008B${'\u0001\u0007\u00FE'.repeat(40)}`)],
  ['a key of OpenPGP of no version', latin1(`\u0099\u0000\u0050\u0009${'\u0001'.repeat(79)}`)],
];

test.each(UNKNOWN)('%s is refused', async (_what, bytes) => {
  expect(await scan('data.bin', bytes)).toMatchObject([{ rule: 'unreadable-file' }]);
});

/** Nothing in it repeats, so that packing leaves no letters. */
const noise = Array.from({ length: 12 }, (_each, at) =>
  createHash('sha256').update(`${at}`).digest('base64'),
).join('');
const packed = deflateRawSync(latin1(`${NAME} ${noise} ${NAME}`));

describe('packed data is never taken for something that can be read:', () => {
  property.prop([fc.uint8Array({ minLength: 1, maxLength: 4 })], { numRuns: 300 })(
    'whatever it begins with',
    async (start) => {
      const findings = await scan('data.bin', Uint8Array.from([...start, ...packed]));
      expect(findings).not.toEqual([]);
    },
  );
});

test('ideograms in UTF-16 that stand in sentences are read', async () => {
  const bytes = new Uint8Array(Buffer.from('霧笛を株式会社ケストレルが造る。', 'utf16le'));
  expect(await scan('a.txt', bytes)).toMatchObject([{ term: 'ja' }]);
});
