import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { compactVerify, createLocalJWKSet, generalVerify, importJWK } from 'jose';
import { beforeAll, describe, expect } from 'vitest';
import { toUtf8 } from '../bytes/utf8.ts';
import { createAuthor } from './author.ts';
import {
  didOf,
  makeAllowedSigners,
  makeDidDocument,
  makeJwks,
  principalOf,
} from './identity-documents.ts';
import { signJws } from './jws.ts';
import { makeRotation, readRotation, readRotations } from './rotation.ts';
import { signSsh, verifySsh } from './sshsig.ts';

const site = 'https://ada.example/';
const named = { name: 'Ada Example', site };
const [old, next, third] = [7, 8, 9].map((byte) =>
  createAuthor(new Uint8Array(32).fill(byte), named),
) as [
  ReturnType<typeof createAuthor>,
  ReturnType<typeof createAuthor>,
  ReturnType<typeof createAuthor>,
];
const message = toUtf8('I made this.\n');

describe('an SSH signature', () => {
  let dir: string;
  const at = (name: string) => join(dir, name);
  const sshKeygen = (...args: string[]) =>
    execFileSync('ssh-keygen', args, {
      input: readFileSync(at('message')),
      cwd: dir,
      stdio: ['pipe', 'pipe', 'pipe'],
    }).toString();
  const check = (namespace = 'colophon') =>
    sshKeygen(
      '-Y',
      'verify',
      '-f',
      at('signers'),
      '-I',
      principalOf(site),
      '-n',
      namespace,
      '-s',
      at('sig'),
    );

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'colophon-ssh-'));
    writeFileSync(at('signers'), makeAllowedSigners(old));
    writeFileSync(at('message'), message);
    writeFileSync(at('sig'), signSsh(message, 'colophon', old));
  });

  test('of ours is accepted by OpenSSH, for its message and its use alone', () => {
    expect(check()).toMatch(/^Good "colophon" signature for ada\.example with ED25519 key/);
    expect(() => check('git')).toThrow();
    writeFileSync(at('message'), 'I made this, too.\n');
    expect(() => check()).toThrow();
    writeFileSync(at('message'), message);
    writeFileSync(at('sig'), signSsh(message, 'colophon', next));
    expect(() => check()).toThrow();
  });

  test('of OpenSSH is read by us', () => {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at('key')]);
    execFileSync('ssh-keygen', [
      '-q',
      '-Y',
      'sign',
      '-f',
      at('key'),
      '-n',
      'colophon',
      at('message'),
    ]);
    const signature = readFileSync(at('message.sig'), 'utf8');
    const key = verifySsh(signature, message, 'colophon');
    const line = readFileSync(at('key.pub'), 'utf8').split(' ')[1] ?? '';
    expect(Buffer.from(line, 'base64').subarray(-32)).toEqual(Buffer.from(key ?? []));
    expect(verifySsh(signature, message, 'git')).toBeNull();
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 300 })(
    'is refused after the change of any byte of it',
    (place, change) => {
      const bytes = Buffer.from(signSsh(message, 'colophon', old).trimEnd());
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ change;
      expect(verifySsh(bytes.toString('latin1'), message, 'colophon')).toBeNull();
    },
  );

  test.prop([fc.string()])('of nonsense is refused and never thrown', (text) => {
    expect(verifySsh(text, message, 'colophon')).toBeNull();
  });
});

describe('the documents of an author', () => {
  test('name the key that signs, and list those it replaced for what they signed', async () => {
    const did = JSON.parse(makeDidDocument(next, [old.publicKey])) as {
      id: string;
      verificationMethod: { id: string; publicKeyJwk: JsonWebKey }[];
      assertionMethod: string[];
    };
    expect(did.id).toBe('did:web:ada.example');
    expect(did.assertionMethod).toEqual([`did:web:ada.example#${next.fingerprint}`]);
    const [current, retired] = did.verificationMethod;
    const token = signJws('test', { a: 1 }, next);
    const verifyWith = async (jwk: JsonWebKey | undefined) =>
      compactVerify(token, await importJWK({ ...jwk } as Parameters<typeof importJWK>[0], 'EdDSA'));
    await expect(verifyWith(current?.publicKeyJwk)).resolves.toBeTruthy();
    await expect(verifyWith(retired?.publicKeyJwk)).rejects.toThrow();
  });

  test('have a key set in which our signatures find their key by its id', async () => {
    const set = createLocalJWKSet(JSON.parse(makeJwks(next, [old.publicKey])) as never);
    for (const author of [old, next])
      await expect(compactVerify(signJws('test', {}, author), set)).resolves.toBeTruthy();
    await expect(compactVerify(signJws('test', {}, third), set)).rejects.toThrow();
  });

  test.each([
    ['https://ada.example/', 'did:web:ada.example'],
    ['https://ada.example:8443/', 'did:web:ada.example%3A8443'],
    ['https://ada.example/me/work/', 'did:web:ada.example:me:work'],
  ])('%s is %s', (url, did) => {
    expect(didOf(url)).toBe(did);
  });
});

describe('the replacement of a key', () => {
  const facts = { number: 1, reason: 'planned', on: '2026-11-23' } as const;
  const first = makeRotation(old, next, facts);
  const second = makeRotation(next, third, { ...facts, number: 2 });

  test('is signed by both keys, as another implementation finds too', async () => {
    expect(await readRotation(first)).toMatchObject({ number: 1, reason: 'planned', site });
    for (const author of [old, next]) {
      const key = await importJWK(JSON.parse(makeJwks(author, [])).keys[0], 'EdDSA');
      await expect(generalVerify(JSON.parse(first), key)).resolves.toBeTruthy();
    }
    const key = await importJWK(JSON.parse(makeJwks(third, [])).keys[0], 'EdDSA');
    await expect(generalVerify(JSON.parse(first), key)).rejects.toThrow();
  });

  test('leads from the first key to the one that signs now', async () => {
    expect(await readRotations([first, second], third)).toEqual({
      status: 'valid',
      keys: [old.publicKey, next.publicKey, third.publicKey],
    });
    expect(await readRotations([], old)).toEqual({ status: 'valid', keys: [old.publicKey] });
  });

  test('is broken if a statement is missing, of another site, or ends at another key', async () => {
    expect(await readRotations([second], third)).toEqual({ status: 'broken', at: 1 });
    expect(await readRotations([first], third)).toEqual({ status: 'broken', at: 1 });
    expect(await readRotations([first, second], next)).toEqual({ status: 'broken', at: 2 });
    const elsewhere = { ...third, site: 'https://sam.example/' };
    expect(await readRotations([first, second], elsewhere)).toEqual({ status: 'broken', at: 1 });
    const other = makeRotation(third, old, { ...facts, number: 2 });
    expect(await readRotations([first, other], old)).toEqual({ status: 'broken', at: 2 });
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 300 })(
    'is refused after the change of any byte',
    async (place, change) => {
      const bytes = Buffer.from(first);
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ change;
      expect(await readRotation(bytes.toString('latin1'))).toBeNull();
    },
  );
});
