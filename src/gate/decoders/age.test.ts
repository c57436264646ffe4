import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { toUtf8 } from '../../bytes/utf8.ts';
import { Unreadable } from '../decoder.ts';
import type { GatePorts, Layer } from '../decoder.ts';
import { age } from './age.ts';

const PLACE = 's/abcdefghijklmnop/page.age';

async function encrypted(prepare: (encrypter: Encrypter) => void): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  prepare(encrypter);
  return encrypter.encrypt('nothing to see');
}

function withPassphrase(encrypter: Encrypter): void {
  encrypter.setPassphrase('a passphrase');
  encrypter.setScryptWorkFactor(10);
}

// Decrypting needs no port: only the header is looked at.
const layers = (bytes: Uint8Array) => [...(age.layers(bytes, {} as GatePorts) as Iterable<Layer>)];

test('of a sealed page only the header can be read', async () => {
  const bytes = await encrypted(withPassphrase);
  expect(age.accepts(bytes, PLACE)).toBe(true);
  expect(age.accepts(bytes, `portfolio/${PLACE}`)).toBe(true);
  expect(layers(bytes)).toMatchObject([{ kind: 'text', name: 'header' }]);
  expect(() => layers(bytes.slice(0, 180))).toThrow(Unreadable);
});

test('an age file elsewhere is none, whatever is in it', async () => {
  const bytes = await encrypted(withPassphrase);
  for (const file of ['vault.age', 's/page.age', 's/abcdefghijklmnop/vault.age', 's/../page.age'])
    expect(age.accepts(bytes, file)).toBe(false);
});

test('a header that could name a reader is refused', async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const bytes = await encrypted((each) => each.addRecipient(recipient));
  expect(() => layers(bytes)).toThrow(Unreadable);
  const telling = 'age-encryption.org/v1\n-> for-harbour-vale x\nAAAA\n--- AAAA\n';
  expect(() => layers(toUtf8(telling + 'x'.repeat(99)))).toThrow(Unreadable);
});
