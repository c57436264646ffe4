import { beforeAll, describe, expect, test } from 'vitest';
import { toUtf8 } from '../bytes/utf8.ts';
import type { WordingPlace } from '../marks/index.ts';
import { keyedHash } from '../marks/index.ts';
import { createAuthor } from './author.ts';
import { issueLedger, readLedgerVersion } from './ledger.ts';
import { look } from './look.ts';
import { markOpenings } from './mark-openings.ts';
import { readBack } from './page-marks.ts';
import { makeProof, writeProofFile } from './proof.ts';
import { authorWording } from './wording-marks.ts';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada Example',
  site: 'https://ada.example/',
});
const stranger = createAuthor(new Uint8Array(32).fill(8), author);
const COUNT = 36;
const word = (at: number) =>
  [...keyedHash(new Uint8Array(32), 'words', Uint8Array.of(at >> 8, at)).subarray(0, 7)]
    .map((byte) => String.fromCodePoint(97 + (byte % 26)))
    .join('');
const around = (at: number) => `${word(at)} ${word(at + 1000)} ${word(at + 2000)}`;
const places: readonly WordingPlace[] = Array.from({ length: COUNT }, (_, nth) => ({
  before: around(nth),
  after: around(nth + 500),
  of: ['also', 'too'],
  nth,
}));
const plan = {
  work: 'quay',
  lang: 'en' as const,
  eggs: [],
  kind: 'talks' as const,
  wordings: places,
};

/** The text as the key of somebody wrote it: typed anew, so that nothing else is left of it. */
const typed = (by = author, count = COUNT) =>
  places
    .slice(0, count)
    .map((place) => `${place.before} ${authorWording(by)('quay', 'en')(place)} ${place.after}.`)
    .join(' ');

let proof: string;
const challenge = '1234';
const now = new Date('2026-11-23T12:00:00Z');

beforeAll(async () => {
  const openings = markOpenings([plan], author);
  const marks = Object.fromEntries(openings.map((each, at) => [`mark:${at + 1}`, each]));
  const records = [{ work: 'quay', claims: { work: 'quay', ...marks } }];
  const read = await readLedgerVersion(issueLedger(records, author, null));
  if (read.status !== 'valid') throw new Error(read.status);
  const ledger = { version: read.version, records, witnesses: [] };
  const reveal = ['work', 'mark:1'];
  proof = writeProofFile(makeProof(ledger, author, { work: 'quay', reveal, challenge, now }));
});

async function verify(text: string) {
  const files = [
    { name: 'proof.json', bytes: toUtf8(proof) },
    { name: 'copy.txt', bytes: toUtf8(text) },
  ];
  const options = { now, maxAgeMs: 86_400_000, challenge, phrases: [] };
  const { results } = await look(files, null, options);
  return results.find(({ target }) => target === 'copy.txt')?.sightings ?? [];
}

describe('whoever has a proof that shows the places', () => {
  test('finds the mark in a copy that was typed anew', async () => {
    const sightings = await verify(typed());
    expect(sightings).toMatchObject([
      {
        carrier: 'wording',
        work: 'quay',
        claim: 'mark:1',
        isListed: true,
        where: { places: { agreeing: COUNT, found: COUNT, of: COUNT } },
      },
    ]);
    expect(sightings[0]?.chance).toBeLessThan(1e-9);
    expect(sightings[0]?.isSupport).toBeUndefined();
  });

  test('is told how little a short part of it says', async () => {
    const sightings = await verify(typed(author, 16));
    expect(sightings).toMatchObject([{ isSupport: true, where: { places: { found: 16 } } }]);
    expect(sightings[0]?.chance).toBeCloseTo(2 ** -16, 8);
  });

  test('finds nothing in a text that somebody else’s key worded', async () => {
    expect(await verify(typed(stranger))).toEqual([]);
  });
});

test('support alone verifies nothing', async () => {
  const [opening] = markOpenings([plan], author);
  if (opening?.carrier !== 'wording') throw new Error('expected wordings');
  const { name, site, fingerprint } = author;
  const wordings = [{ opening, author: { name, site, fingerprint }, work: 'quay' }];
  const options = { now, maxAgeMs: 1, challenge: null, phrases: [], wordings };
  const verified = async (text: string) =>
    (await look([{ name: 'a.txt', bytes: toUtf8(text) }], null, options)).verified;
  expect(await verified(typed(author, 16))).toBe(false);
  expect(await verified(typed())).toBe(true);
});

test('the gate misses a wording that something changed', async () => {
  const page = (text: string) => `<!doctype html><article><p>${text}</p></article>`;
  const missing = async (text: string) =>
    (await readBack(page(text), plan, author)).missing.filter(({ carrier }) => carrier !== 'text');
  expect(await missing(typed())).toEqual([]);
  const other = typed().replace(/\b(?:also|too)\b/, (each) => (each === 'too' ? 'also' : 'too'));
  expect(await missing(other)).toMatchObject([{ carrier: 'wording', work: 'quay' }]);
  expect(await missing(typed(author, COUNT - 1))).toMatchObject([{ carrier: 'wording' }]);
});
