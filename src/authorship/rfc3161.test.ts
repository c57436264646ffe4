import { fromBER } from 'asn1js';
import { fc, test } from '@fast-check/vitest';
import { Certificate, ContentInfo, SignedData, TimeStampResp } from 'pkijs';
import { beforeAll, describe, expect } from 'vitest';
import { fromBase64 } from '../bytes/base64.ts';
import { readTimestamp } from './rfc3161.ts';
import type { TimestampVerdict } from './rfc3161.ts';
import vectors from './vectors/rfc3161.json' with { type: 'json' };
import chains from './vectors/rfc3161-chains.json' with { type: 'json' };

const bytesOf = (name: keyof typeof vectors) => fromBase64(vectors[name]) ?? new Uint8Array();
const response = bytesOf('response');
const expected = { data: bytesOf('data'), nonce: bytesOf('nonce'), roots: [bytesOf('root')] };

/** Puts another certificate with the same key into the token. */
function withCertificate(name: keyof typeof vectors): Uint8Array {
  return withCertificates([Certificate.fromBER(bytesOf(name))]);
}

function withCertificates(certificates: Certificate[]): Uint8Array {
  const parsed = new TimeStampResp({ schema: fromBER(response).result });
  const signed = new SignedData({ schema: parsed.timeStampToken?.content });
  signed.certificates = certificates;
  parsed.timeStampToken = new ContentInfo({
    contentType: ContentInfo.SIGNED_DATA,
    content: signed.toSchema(true),
  });
  return new Uint8Array(parsed.toSchema().toBER());
}

let valid: TimestampVerdict;
beforeAll(async () => {
  valid = await readTimestamp(response, expected);
});

describe('a time stamp', () => {
  test('of an authority with a known root is valid, and says who and when', () => {
    expect(valid).toMatchObject({
      status: 'valid',
      authority: 'Quay Clock',
      root: 'Quay Root',
      rootFingerprint: expect.stringMatching(/^[\da-f]{64}$/) as string,
      time: expect.stringMatching(/^2026-11-23T/) as string,
      accuracyMs: 1000,
    });
  });

  test('of an authority with another root is genuine, and no more', async () => {
    for (const roots of [[], [bytesOf('otherRoot')]])
      expect(await readTimestamp(response, { ...expected, roots })).toMatchObject({
        status: 'unknown-root',
        authority: 'Quay Clock',
      });
  });

  test.each([
    ['for other data', response, { data: new Uint8Array([1]) }, 'other-data'],
    ['for another request', response, { nonce: new Uint8Array(8) }, 'other-nonce'],
    ['that was refused', bytesOf('refused'), {}, 'refused'],
    ['with bytes after it', new Uint8Array([...response, 0]), {}, 'malformed'],
    ['by a certificate for other uses', withCertificate('laxCertificate'), {}, 'wrong-purpose'],
    ['with a twin certificate put in', withCertificate('twinCertificate'), {}, 'wrong-certificate'],
    ['by somebody else', withCertificate('otherRoot'), {}, 'bad-signature'],
  ])('%s is refused as such', async (_, bytes, more, reason) => {
    expect(await readTimestamp(bytes, { ...expected, ...more })).toEqual({
      status: 'invalid',
      reason,
    });
  });

  test('whose own certificate is put in again is valid: the change above is what refuses', async () => {
    expect(await readTimestamp(withCertificate('signer'), expected)).toEqual(valid);
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 500 })(
    'with any byte changed is refused, or says the very same',
    async (place, change) => {
      const bytes = response.slice();
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ change;
      const verdict = await readTimestamp(bytes, expected);
      if (verdict.status === 'valid') expect(verdict).toEqual(valid);
    },
  );

  test.prop([fc.uint8Array({ maxLength: 300 })])('of nonsense is never thrown', async (bytes) => {
    expect((await readTimestamp(bytes, expected)).status).toBe('invalid');
  });
});

describe('a response with', () => {
  const root = fromBase64(chains.root) ?? new Uint8Array();
  const data = fromBase64(chains.data) ?? new Uint8Array();

  test.each(chains.responses)('$name is $verdict', async ({ response: base64, verdict }) => {
    const read = await readTimestamp(fromBase64(base64) ?? new Uint8Array(), {
      data,
      roots: [root],
    });
    expect(read.status === 'invalid' ? read.reason : read.status).toBe(verdict);
  });

  test('an accuracy in all its units says it in milliseconds', async () => {
    const bytes = fromBase64(chains.responses[0]?.response ?? '') ?? new Uint8Array();
    expect(await readTimestamp(bytes, { data, roots: [root] })).toMatchObject({
      accuracyMs: 1500.1,
    });
  });

  test('more certificates than any authority sends is malformed', async () => {
    const many = Array<Certificate>(17).fill(Certificate.fromBER(bytesOf('signer')));
    expect(await readTimestamp(withCertificates(many), expected)).toMatchObject({
      reason: 'malformed',
    });
  });
});
