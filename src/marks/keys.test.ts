import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { toHex } from '../bytes/hex.ts';
import { deriveKeys, keyedHash, markId } from './keys.ts';

const seed = new Uint8Array(32).fill(7);
const { detection } = deriveKeys(seed);

// Made by this implementation on 2026-11-23; they may never change, or every mark is lost.
test('published vector: the keys of a seed', () => {
  const keys = deriveKeys(seed);
  expect(Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toHex(key)]))).toEqual(
    {
      signing: '3fc2a1a5eb53cd57b733964dbfff85e8a44d6adc656d6688b34c2208a08ed4c1',
      detection: '306d5a2eea55a77141beaccf8a8f681ee9617424e04cfd9918cbafc9a2c354ec',
      covert: '41bf1b54f5b8fa92ef6c85eb1fdb72d90cd565682ba8ed084d6845951ee77446',
      ledger: '3c7f855da34dc6efc8a3a55bb05bbe470ccf1cdd40b0db4c1adbc6a276898ca1',
      credentialAuthority: 'ae92fadd7a93bf7c186dacef5295a220eee47f4506153fd8521ce434c360871a',
      credentialSigner: 'ff97c511b83d9951b2dedd6c73251d2cc9dcf94db04f7236c13d8f1b91b03af8',
      findings: '429920fd1da173f6b32c9d2e24e6dc5471c78983172a1961073c2adc64696c15',
    },
  );
  expect(toHex(markId(detection, 'text', 'quay-scheduler', 'en'))).toBe('d23e5a7116272495');
});

test.each([0, 16, 31, 33, 64])('a seed of %i bytes is refused', (size) => {
  expect(() => deriveKeys(new Uint8Array(size))).toThrow(
    expect.objectContaining({ code: 'SEED_MALFORMED' }),
  );
});

test.prop([fc.string(), fc.string(), fc.string(), fc.string()])(
  'work and label do not run into each other',
  (work, label, otherWork, otherLabel) => {
    fc.pre(work !== otherWork || label !== otherLabel);
    fc.pre([work, label, otherWork, otherLabel].every((text) => text.isWellFormed()));
    const id = markId(detection, 'text', work, label);
    expect(id).not.toEqual(markId(detection, 'text', otherWork, otherLabel));
    expect(id).not.toEqual(markId(detection, 'phrase', work, label));
  },
);

test('every domain has hashes of its own', () => {
  const data = new Uint8Array([1]);
  expect(keyedHash(seed, 'a', data)).not.toEqual(keyedHash(seed, 'b', data));
});
