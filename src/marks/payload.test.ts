import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { deriveKeys } from './keys.ts';
import { FALSE_POSITIVE, PAYLOAD_SIZE, decodePayload, encodePayload } from './payload.ts';

const { detection: key, covert } = deriveKeys(new Uint8Array(32).fill(7));
const ids = fc.uint8Array({ minLength: 8, maxLength: 8 });
const layers = fc.constantFrom('overt' as const, 'covert' as const);

test.prop([ids, layers])('decoding undoes encoding', (id, layer) => {
  expect(decodePayload(encodePayload({ id, layer }, key), key)).toEqual({ id, layer });
});

test.prop([ids, fc.nat(PAYLOAD_SIZE * 8 - 1)])('one flipped bit is no payload', (id, bit) => {
  const payload = encodePayload({ id, layer: 'overt' }, key);
  payload[bit >> 3] = (payload[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  expect(decodePayload(payload, key)).toBeNull();
});

test.prop([ids])('another key reads nothing', (id) => {
  expect(decodePayload(encodePayload({ id, layer: 'overt' }, key), covert)).toBeNull();
});

test.prop([fc.uint8Array({ maxLength: 40 })])('no bytes make decoding throw', (bytes) => {
  expect(decodePayload(bytes, key)).toBeNull();
});

test('no byte is the same in every payload', () => {
  const payloads = Array.from({ length: 64 }, (_, index) =>
    encodePayload({ id: new Uint8Array(8).fill(index), layer: 'overt' }, key),
  );
  for (let at = 0; at < PAYLOAD_SIZE; at++)
    expect(new Set(payloads.map((payload) => payload[at])).size).toBeGreaterThan(32);
});

test('an id of another size is refused', () => {
  expect(() => encodePayload({ id: new Uint8Array(7), layer: 'overt' }, key)).toThrow(
    expect.objectContaining({ code: 'MARK_ID_MALFORMED' }),
  );
});

test('the bound is that of a tag of 40 bits and a known byte', () => {
  expect(FALSE_POSITIVE).toBe(2 / 256 / 2 ** 40);
});
