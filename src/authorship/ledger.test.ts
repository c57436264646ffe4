import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createAuthor } from './author.ts';
import {
  issueLedger,
  ledgerDigests,
  ledgerOpener,
  readLedger,
  readLedgerVersion,
} from './ledger.ts';
import type { LedgerVersion, WorkRecord } from './ledger.ts';
import { openOpenings, sealOpenings } from './ledger-openings.ts';
import { otherImplementation } from './other-implementation.ts';

const name = { name: 'Ada Example', site: 'https://ada.example/' };
const author = createAuthor(new Uint8Array(32).fill(7), name);
const stranger = createAuthor(new Uint8Array(32).fill(8), name);

const record = (work: string): WorkRecord => ({
  work,
  claims: { work, title: { en: `Title of ${work}` }, client: { en: 'Harbour Vale' } },
});
const records = [record('quay-scheduler'), record('night-train'), record('sealed-thing')];

async function issue(
  of: readonly WorkRecord[],
  previous: LedgerVersion | null = null,
  by = author,
): Promise<LedgerVersion> {
  const verdict = await readLedgerVersion(issueLedger(of, by, previous));
  if (verdict.status !== 'valid') throw new Error(verdict.status);
  return verdict.version;
}

describe('a version', () => {
  test('holds digests and who issued it, and nothing that a record says', async () => {
    const { text, digests } = await issue(records);
    const payload = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8');
    expect(payload).not.toMatch(/quay|night|sealed|harbour|title/i);
    expect(digests).toHaveLength(256);
    expect(payload.replaceAll(/"[\w-]{43}",?/g, '')).toBe(
      '{"_sd_alg":"sha-256","cnf":{"jwk":{"crv":"Ed25519","kty":"OKP","x":}},"detection_key":' +
        '"iss":"https://ada.example/","name":"Ada Example","version":1,"works":{"_sd":[]}}',
    );
  });

  test('is the same from the same seed and records, whatever their order', async () => {
    const { text } = await issue(records);
    expect(issueLedger(records.toReversed(), author, null)).toBe(text);
    expect(ledgerDigests(records, stranger)).not.toEqual(ledgerDigests(records, author));
  });

  test('shares no digest with the version before: what changed cannot be told', async () => {
    const before = await issue(records);
    const after = await issue([...records, record('one-more')], before);
    expect(after.digests.filter((digest) => before.digests.includes(digest))).toEqual([]);
    expect(after).toMatchObject({ number: 2, previous: before.digest });
  });

  test('has as many digests for no work as for a hundred, and a third are decoys', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => record(`work-${i}`));
    expect(ledgerDigests([], author)).toHaveLength(256);
    expect(ledgerDigests(many(170), author)).toHaveLength(256);
    expect(ledgerDigests(many(171), author)).toHaveLength(512);
  });

  test('of 500 works takes at most 70 kB', () => {
    const many = Array.from({ length: 500 }, (_, index) => record(`work-${index}`));
    expect(issueLedger(many, author, null).length).toBeLessThan(70_000);
  });

  test('opens by its disclosures alone, each in its place', async () => {
    const { digests } = await issue(records);
    const opener = ledgerOpener(records, author);
    for (const { work } of records) {
      const { encoded, claims } = opener.openWork(work);
      expect(digests).toContain(createHash('sha256').update(encoded).digest('base64url'));
      const [, , value] = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as [
        string,
        string,
        { _sd: string[] },
      ];
      expect(value._sd).toHaveLength(16);
      for (const claim of claims.values())
        expect(value._sd).toContain(createHash('sha256').update(claim).digest('base64url'));
    }
  });

  test('is verified by another implementation of RFC 9901', async () => {
    const { text, publicKey } = await issue(records);
    const { payload } = await otherImplementation(publicKey).verify(text);
    expect(payload).toMatchObject({ iss: 'https://ada.example/', version: 1, works: {} });
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 300 })(
    'is refused after the change of any byte',
    async (place, change) => {
      const bytes = Buffer.from((await issue(records)).text);
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ change;
      expect((await readLedgerVersion(bytes.toString('latin1'))).status).not.toBe('valid');
    },
  );

  test.prop([fc.string()])('of nonsense is malformed and never thrown', async (text) => {
    expect((await readLedgerVersion(text)).status).toBe('malformed');
  });
});

describe('a ledger', () => {
  const keys = [author.publicKey];

  test('is a chain of versions', async () => {
    const first = await issue(records);
    const second = await issue(records.slice(1), first);
    expect(await readLedger([first.text, second.text], keys)).toMatchObject({ status: 'valid' });
    expect(await readLedger([], keys)).toEqual({ status: 'valid', versions: [] });
  });

  test('is broken by a version that is missing, swapped, rewritten or by another key', async () => {
    const first = await issue(records);
    const second = await issue(records.slice(1), first);
    const other = await issue(records.slice(2));
    const foreign = await issue(records, first, stranger);
    const read = (...versions: LedgerVersion[]) =>
      readLedger(
        versions.map(({ text }) => text),
        keys,
      );
    expect(await read(second)).toEqual({ status: 'broken', at: 1, problem: 'wrong-number' });
    expect(await read(other, second)).toEqual({ status: 'broken', at: 2, problem: 'not-linked' });
    expect(await read(first, foreign)).toEqual({ status: 'broken', at: 2, problem: 'foreign-key' });
  });

  test('goes over to a new key, and never back', async () => {
    const first = await issue(records);
    const second = await issue(records, first, stranger);
    const third = await issue(records, second);
    const both = [author.publicKey, stranger.publicKey];
    expect((await readLedger([first.text, second.text], both)).status).toBe('valid');
    expect(await readLedger([first.text, second.text, third.text], both)).toEqual({
      status: 'broken',
      at: 3,
      problem: 'foreign-key',
    });
  });
});

describe('the openings of a version', () => {
  test('come back for the author and for nobody else', async () => {
    const sealed = await sealOpenings(records, author);
    expect(await openOpenings(sealed, author)).toEqual(records);
    expect(await openOpenings(sealed, stranger)).toBeNull();
    expect(await openOpenings(sealed.replace(/.\n$/, '\n'), author)).toBeNull();
    expect(sealed).not.toMatch(/quay/);
  });

  test('are as long for one work as for three', async () => {
    const one = await sealOpenings(records.slice(1), author);
    expect(one).toHaveLength((await sealOpenings(records, author)).length);
  });
});
