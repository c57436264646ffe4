import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { toUtf8 } from '../bytes/utf8.ts';
import { sortTargets } from './targets.ts';

const docx = zipSync({ 'word/document.xml': toUtf8('<w:document/>') });

test('an Office file inside a zip is given whole and opened, as one beside it is', () => {
  const delivery = zipSync({ 'texts/offer.docx': docx });
  const { files } = sortTargets([
    { name: 'letter.docx', bytes: docx },
    { name: 'delivery.zip', bytes: delivery },
  ]);
  expect(files.map(({ name }) => name)).toEqual([
    'letter.docx',
    'delivery.zip/texts/offer.docx',
    'letter.docx/word/document.xml',
    'delivery.zip/texts/offer.docx/word/document.xml',
  ]);
});

test('a version of the ledger in the folder of a site is no proof, and no text', () => {
  const version = toUtf8(`${'a'.repeat(40)}.${'b'.repeat(40)}.${'c'.repeat(86)}~`);
  const inSite = 'site/.well-known/colophon/ledger/1.sd-jwt';
  const { proofs, texts } = sortTargets([
    { name: inSite, bytes: version },
    { name: 'proof.sd-jwt', bytes: version },
  ]);
  expect(proofs.map(({ name }) => name)).toEqual(['proof.sd-jwt']);
  expect(texts).toEqual([]);
});

test('what only has the name of an Office file is there once', () => {
  const { files } = sortTargets([{ name: 'letter.docx', bytes: toUtf8('no zip') }]);
  expect(files).toHaveLength(1);
});
