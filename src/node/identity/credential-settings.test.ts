import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WasmReader, initSync } from '@contentauth/c2pa-wasm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCredential } from '../../credentials/credential.ts';
import { CREDENTIAL_KEY, credentialSettings } from './credential-settings.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/credentials/', import.meta.url));
const root = await mkdtemp(join(tmpdir(), 'colophon-credentials-'));
const contentDir = join(root, 'site/content');
const keyFile = join(root, 'private/key.pem');

beforeAll(async () => {
  const wasm = import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  initSync({ module: await readFile(fileURLToPath(wasm)) });
  await mkdir(contentDir, { recursive: true });
  await mkdir(join(root, 'private'));
  await cp(join(FIXTURES, 'chain.pem'), join(contentDir, 'chain.pem'));
  await cp(join(FIXTURES, 'chain-key.pem'), keyFile);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const settings = (
  contentCredentials: Parameters<typeof credentialSettings>[0]['contentCredentials'],
  key: string | undefined = keyFile,
) =>
  credentialSettings(
    { contentCredentials },
    { name: 'Ada', seed: new Uint8Array(32).fill(1), contentDir, env: { [CREDENTIAL_KEY]: key } },
  );
const own = { certificate: 'chain.pem', digitalSourceType: 'digitalCreation' } as const;

test('nothing is signed unless it is asked for', async () => {
  expect(await settings(false)).toBeNull();
});

test('the seed issues a certificate, the same each time', async () => {
  const one = await settings(true);
  expect(one).toEqual(await settings({ digitalSourceType: 'composite' }));
  expect(one?.signer).toMatchObject({ algorithm: 'EdDSA' });
  expect(one?.signer.chain).toHaveLength(2);
});

test('the author’s own certificate signs, and the reader of the C2PA finds it whole', async () => {
  const found = await settings(own);
  if (!found) throw new Error('expected settings');
  const plain = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#345' },
  })
    .png()
    .toBuffer();
  const facts = { ...found, format: 'image/png', markId: '0011223344556677' } as const;
  const signed = await addCredential(new Uint8Array(plain), facts);
  expect(await addCredential(new Uint8Array(plain), facts)).toEqual(signed);
  const report = (await WasmReader.fromBytes('image/png', signed)).json();
  const { validation_state, validation_results } = JSON.parse(report) as {
    validation_state: string;
    validation_results: { activeManifest: { failure: { code: string }[] } };
  };
  expect(validation_state).toBe('Valid');
  expect(validation_results.activeManifest.failure.map(({ code }) => code)).toEqual([
    'signingCredential.untrusted',
  ]);
  expect(report).toContain('Ada Lovelace');
  expect(report).toContain('digitalsourcetype/digitalCreation');
});

test('a key that is missing, of another certificate, or where it may leak is refused', async () => {
  await expect(
    credentialSettings(
      { contentCredentials: own },
      { name: 'Ada', seed: new Uint8Array(32), contentDir, env: {} },
    ),
  ).rejects.toThrow('expected the path');
  await expect(settings(own, join(root, 'none.pem'))).rejects.toThrow('no such file');
  const beside = join(root, 'site/key.pem');
  await cp(keyFile, beside);
  await expect(settings(own, beside)).rejects.toThrow('beside the content');
  const text = await readFile(join(contentDir, 'chain.pem'), 'utf8');
  const blocks = text.split(/(?<=-----END CERTIFICATE-----\n)/);
  await writeFile(join(contentDir, 'turned.pem'), blocks.toReversed().join(''));
  await expect(settings({ ...own, certificate: 'turned.pem' })).rejects.toThrow('not the key');
  await writeFile(join(contentDir, 'both.pem'), text + (await readFile(keyFile, 'utf8')));
  await expect(settings({ ...own, certificate: 'both.pem' })).rejects.toThrow('private key');
  await writeFile(join(contentDir, 'empty.pem'), '');
  await expect(settings({ ...own, certificate: 'empty.pem' })).rejects.toThrow('as PEM');
});
