import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { WasmReader, initSync } from '@contentauth/c2pa-wasm';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { issueOwnCertificate } from './certificate.ts';
import type { CredentialFormat } from './container.ts';
import { addCredential } from './credential.ts';

const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;
const FORMATS: readonly CredentialFormat[] = [...PICTURES, 'application/pdf'];
const MARK = '00112233445566778899aabbccddeeff';
const SIGNER = issueOwnCertificate('Ada Lovelace', {
  authority: new Uint8Array(32).fill(1),
  signer: new Uint8Array(32).fill(2),
});

beforeAll(async () => {
  const wasm = import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  initSync({ module: await readFile(fileURLToPath(wasm)) });
});

test.each(FORMATS)(
  '%s: the reader of the C2PA finds it whole, by an issuer it does not know',
  async (format) => {
    const report = await readIndependently(await signed(format), format);
    expect(report.validation_state).toBe('Valid');
    expect(report.codes).toContain('claimSignature.validated');
    expect(report.codes).toContain(`assertion.${binding(format)}.match`);
    expect(report.failures).toEqual(['signingCredential.untrusted']);
    expect(report.text).toContain(MARK);
    expect(report.text).toContain('Ada Lovelace');
    expect(report.text).toContain('digitalsourcetype/digitalCreation');
  },
);

test.each(FORMATS)('%s: one byte of the file changed is reported', async (format) => {
  const bytes = await signed(format);
  const at = await placeOfContent(format, bytes);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  const report = await readIndependently(bytes, format);
  expect(report.validation_state).toBe('Invalid');
  expect(report.failures).toContain(`assertion.${binding(format)}.mismatch`);
});

test.each(FORMATS)('%s: the same bytes each time', async (format) => {
  expect(await signed(format)).toEqual(await signed(format));
});

test.each(PICTURES)('%s: the same pixels', async (format) => {
  const bytes = await signed(format);
  const pixels = (file: Uint8Array) => sharp(file).raw().toBuffer();
  expect(await pixels(bytes)).toEqual(await pixels(await plain(format)));
});

test.each(FORMATS)('%s: names and ids of any length', async (format) => {
  for (const name of ['Mara', 'Maria', 'Ада'])
    for (const markId of ['0011223344556677', '001122334455667788']) {
      const keys = { authority: new Uint8Array(32).fill(1), signer: new Uint8Array(32).fill(2) };
      const signer = issueOwnCertificate(name, keys);
      const facts = { format, markId, signer, sourceType: 'composite' };
      const bytes = await addCredential(await plain(format), facts);
      expect((await readIndependently(bytes, format)).validation_state).toBe('Valid');
      const longer = await addCredential(await plain(format), {
        ...facts,
        sourceType: 'screenCapture',
      });
      expect((await readIndependently(longer, format)).validation_state).toBe('Valid');
    }
});

test('bytes of another format are refused', async () => {
  const bytes = await plain('image/png');
  const facts = { markId: MARK, signer: SIGNER, sourceType: 'composite' };
  for (const format of ['image/jpeg', 'application/pdf'] as const)
    await expect(addCredential(bytes, { ...facts, format })).rejects.toThrow(RangeError);
});

const binding = (format: CredentialFormat) => (format === 'image/avif' ? 'bmffHash' : 'dataHash');

async function signed(format: CredentialFormat): Promise<Uint8Array> {
  return addCredential(await plain(format), {
    format,
    markId: MARK,
    signer: SIGNER,
    sourceType: 'digitalCreation',
  });
}

/** Where a byte can be changed that is neither of the manifest nor of how the file is put together. */
async function placeOfContent(format: CredentialFormat, bytes: Uint8Array): Promise<number> {
  // The second line is a comment of bytes that are no letters (ISO 32000-2, section 7.5.2).
  if (format === 'application/pdf') return bytes.indexOf(0x25, 1) + 2;
  return (format === 'image/webp' ? (await plain(format)).length : bytes.length) - 20;
}

async function plain(format: CredentialFormat): Promise<Uint8Array> {
  if (format === 'application/pdf') {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.addPage([200, 100]).drawText('Timetable');
    return document.save();
  }
  const raw = Uint8Array.from({ length: 64 * 64 * 3 }, (_, index) => (index * 7919) % 251);
  const image = sharp(raw, { raw: { width: 64, height: 64, channels: 3 } });
  const type = format.slice('image/'.length) as 'png' | 'jpeg' | 'webp' | 'avif';
  return new Uint8Array(await image.toFormat(type).toBuffer());
}

async function readIndependently(bytes: Uint8Array, format: CredentialFormat) {
  const text = (await WasmReader.fromBytes(format, bytes)).json();
  const { validation_state, validation_results } = JSON.parse(text) as {
    validation_state: string;
    validation_results: { activeManifest: Record<'success' | 'failure', { code: string }[]> };
  };
  const { success, failure } = validation_results.activeManifest;
  const codes = success.map(({ code }) => code);
  return { validation_state, codes, failures: failure.map(({ code }) => code), text };
}
