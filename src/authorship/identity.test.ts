import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { compactVerify, createLocalJWKSet, generalVerify, importJWK } from 'jose';
import { beforeAll, describe, expect } from 'vitest';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { createAuthor } from './author.ts';
import type { Author } from './author.ts';
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
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n';
const message = toUtf8('I made this.\n');

interface Fault {
  readonly signers?: readonly Author[];
  readonly typ?: string;
  readonly change?: Readonly<Record<string, string>>;
  readonly write?: (value: Readonly<Record<string, Json>>) => string;
}

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

  test.prop([fc.nat(), fc.nat()], { numRuns: 300 })(
    'is refused after the change of any character of its body for another of base64',
    (place, to) => {
      const armoured = signSsh(message, 'colophon', old);
      const [from, end] = [armoured.indexOf('\n') + 1, armoured.lastIndexOf('\n-----END')];
      const at = from + (place % (end - from));
      const character = BASE64.charAt(to % BASE64.length);
      const changed = armoured.slice(0, at) + character + armoured.slice(at + 1);
      fc.pre(changed !== armoured);
      expect(verifySsh(changed, message, 'colophon')).toBeNull();
    },
  );

  test.each([
    ['a wrong version', { version: 2 }],
    ['a hash that is no SHA-512', { hash: 'sha256' }],
    ['another type of key', { keyType: 'ssh-rsa' }],
    ['something in the reserved field', { reserved: 'x' }],
    ['something behind its end', { tail: 'x' }],
  ])('with %s is refused', (_, fault) => {
    expect(verifySsh(sshsig({}), message, 'colophon')).toEqual(old.publicKey);
    expect(verifySsh(sshsig(fault), message, 'colophon')).toBeNull();
  });

  test.prop([fc.string()])('of nonsense is refused and never thrown', (text) => {
    expect(verifySsh(text, message, 'colophon')).toBeNull();
  });
});

interface SshFault {
  readonly version?: number;
  readonly hash?: string;
  readonly keyType?: string;
  readonly reserved?: string;
  readonly tail?: string;
}

/** PROTOCOL.sshsig once more, by Node alone, with whatever fault in it; its signature holds. */
function sshsig({ version = 1, hash = 'sha512', keyType, reserved = '', tail = '' }: SshFault) {
  const type = keyType ?? 'ssh-ed25519';
  const string = (value: string | Uint8Array) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(Buffer.from(value).length);
    return Buffer.concat([size, Buffer.from(value)]);
  };
  const use = Buffer.concat([string('colophon'), string(reserved), string(hash)]);
  const digest = createHash(hash).update(message).digest();
  const signed = Buffer.concat([Buffer.from('SSHSIG'), use, string(digest)]);
  const blob = Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, version]),
    string(Buffer.concat([string(type), string(old.publicKey)])),
    use,
    string(Buffer.concat([string(type), string(old.sign(signed))])),
    Buffer.from(tail),
  ]);
  const lines = blob.toString('base64').replace(/.{70}/g, '$&\n');
  return `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`;
}

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

  test('have a line of signers with one key that OpenSSH reads', () => {
    const [, namespaces, ...key] = makeAllowedSigners(old).trimEnd().split(' ');
    expect(namespaces).toBe('namespaces="colophon"');
    const read = execFileSync('ssh-keygen', ['-l', '-f', '-'], { input: `${key.join(' ')}\n` });
    expect(read.toString()).toMatch(/^256 SHA256:[\w+/]{43} .*\(ED25519\)\n$/);
  });

  test('end in a line feed', () => {
    for (const text of [makeDidDocument(old, []), makeJwks(old, []), makeAllowedSigners(old)])
      expect(text).toMatch(/[^\n]\n$/);
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
    const broken = (at: number, problem: string) => ({ status: 'broken', at, problem });
    expect(await readRotations([second], third)).toEqual(broken(1, 'wrong-number'));
    expect(await readRotations([first], third)).toEqual(broken(1, 'wrong-new-key'));
    expect(await readRotations([first, second], next)).toEqual(broken(2, 'wrong-new-key'));
    expect(await readRotations([first, '{}\n'], next)).toEqual(broken(2, 'malformed'));
    const elsewhere = { ...third, site: 'https://sam.example/' };
    expect(await readRotations([first, second], elsewhere)).toEqual(broken(1, 'other-site'));
    const other = makeRotation(third, old, { ...facts, number: 2 });
    expect(await readRotations([first, other], old)).toEqual(broken(2, 'wrong-old-key'));
  });

  test.each([
    ['with one signature twice', { signers: [old, old] }],
    ['with the signatures swapped', { signers: [next, old] }],
    ['signed for another purpose', { typ: 'JWT' }],
    ['with a field that nobody knows', { change: { note: 'x' } }],
    ['on a day that is none', { change: { on: '2026-02-30' } }],
    ['with its fields in another order', { write: JSON.stringify }],
  ])('%s is refused, genuine signatures or not', async (_, fault) => {
    expect(await readRotation(forged({}))).not.toBeNull();
    expect(await readRotation(forged(fault))).toBeNull();
  });

  /** What the holders of both keys could write. */
  function forged({ signers = [old, next], typ = 'colophon-rotation+jwt', ...fault }: Fault) {
    const { change = {}, write = canonicalJson } = fault;
    const [{ payload: genuine }, base64url] = [JSON.parse(first), 'base64url'] as const;
    const statement = JSON.parse(Buffer.from(genuine, base64url).toString()) as Json & object;
    // Written with the last field first, where the writer keeps an order.
    const turned = Object.fromEntries(Object.entries({ ...statement, ...change }).toReversed());
    const payload = Buffer.from(write(turned)).toString(base64url);
    const signatures = signers.map((author) => {
      const header = Buffer.from(canonicalJson({ alg: 'EdDSA', kid: author.fingerprint, typ }));
      const signed = `${header.toString(base64url)}.${payload}`;
      const signature = Buffer.from(author.sign(toUtf8(signed))).toString(base64url);
      return { protected: header.toString(base64url), signature };
    });
    return `${canonicalJson({ payload, signatures })}\n`;
  }

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 300 })(
    'is refused after the change of any byte',
    async (place, change) => {
      const bytes = Buffer.from(first);
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ change;
      expect(await readRotation(bytes.toString('latin1'))).toBeNull();
    },
  );
});
