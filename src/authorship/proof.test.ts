import { fc, test } from '@fast-check/vitest';
import { beforeAll, describe, expect } from 'vitest';
import { toUtf8 } from '../bytes/utf8.ts';
import { createAuthor } from './author.ts';
import { formatChallenge, normalizeChallenge } from './challenge.ts';
import { issueLedger, readLedgerVersion } from './ledger.ts';
import type { LedgerVersion, WorkRecord } from './ledger.ts';
import { markOpenings } from './mark-openings.ts';
import { otherImplementation } from './other-implementation.ts';
import { makeProof, readProofFile, writeProofFile } from './proof.ts';
import type { OpenLedger, Proof } from './proof.ts';
import { readProofLink, writeProofLink } from './proof-link.ts';
import { isProof, readProof } from './read-proof.ts';
import type { ProofContext } from './read-proof.ts';

const site = 'https://ada.example/';
const author = createAuthor(new Uint8Array(32).fill(7), { name: 'Ada Example', site });
const openings = markOpenings(
  [
    {
      work: 'quay-scheduler',
      lang: 'en',
      acrostic: { phrase: 'Made by Ada', of: 'paragraphs' },
      eggs: [{ id: 'lantern', phrase: 'quiet harbour seven lanterns', statement: 'I wrote it.' }],
    },
  ],
  author,
);
const marks = Object.fromEntries(openings.map((each, index) => [`mark:${index + 1}`, each]));
const records: readonly WorkRecord[] = [
  {
    work: 'quay-scheduler',
    claims: {
      work: 'quay-scheduler',
      title: { en: 'Forty cranes, no telephone' },
      client: { en: 'Harbour Vale' },
      ...marks,
    },
  },
  { work: 'night-train', claims: { title: { en: 'Night train' } } },
];
const now = new Date('2026-11-23T12:00:00Z');
const challenge = '4821 9377 0526 4410';
const context: ProofContext = {
  now,
  maxAgeMs: 7 * 86_400_000,
  challenge,
  fingerprints: [author.fingerprint],
  versions: [],
  roots: [],
};

let ledger: OpenLedger;
let version: LedgerVersion;
let proof: Proof;

const prove = (reveal: readonly string[], more: { now?: Date; recipient?: string } = {}) =>
  makeProof(ledger, author, { work: 'quay-scheduler', reveal, challenge, now, ...more });
const read = (text: string, more: Partial<ProofContext> = {}) =>
  readProof(text, { ...context, ...more });

beforeAll(async () => {
  const verdict = await readLedgerVersion(issueLedger(records, author, null));
  if (verdict.status !== 'valid') throw new Error(verdict.status);
  version = verdict.version;
  ledger = { version, records, witnesses: [] };
  proof = prove(['title', 'mark:2']);
});

describe('a proof', () => {
  test('shows what was chosen and nothing else', async () => {
    const verdict = await read(writeProofFile(proof));
    expect(verdict).toMatchObject({
      status: 'valid',
      facts: {
        claims: { title: { en: 'Forty cranes, no telephone' } },
        marks: [{ claim: 'mark:2', opening: { phrase: 'Made by Ada' }, isRecomputed: true }],
        challenge,
        isAnswer: true,
        signedAt: now,
        isPublished: null,
      },
    });
    const decoded = proof.presentation
      .split(/[.~]/)
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join();
    expect(decoded).not.toMatch(/Harbour Vale|lanterns|quay-scheduler|Night train/);
  });

  test('is verified by another implementation, with its key binding', async () => {
    const sdJwt = otherImplementation(author.publicKey);
    const { payload, kb } = await sdJwt.verify(proof.presentation, {
      keyBindingNonce: challenge,
    });
    expect(Object.values((payload as { works: object }).works)).toMatchObject([
      { title: { en: 'Forty cranes, no telephone' }, 'mark:2': { carrier: 'acrostic' } },
    ]);
    expect(kb?.payload).toMatchObject({ aud: `${site}verify/`, nonce: challenge });
    await expect(
      sdJwt.verify(proof.presentation, { keyBindingNonce: 'another' }),
    ).rejects.toThrow();
  });

  test('holds for the one it was made for, in words', async () => {
    const verdict = await read(prove(['title'], { recipient: 'Jo, Example GmbH' }).presentation);
    expect(verdict).toMatchObject({ facts: { recipient: 'Jo, Example GmbH' } });
  });

  test.each([
    ['replayed', {}, { challenge: '1111 2222 3333 4444' }, 'other-challenge'],
    ['stale', { now: new Date('2026-11-01T12:00:00Z') }, {}, 'stale'],
    ['from a clock ahead', { now: new Date('2026-11-23T13:00:00Z') }, {}, 'from-the-future'],
    ['foreign', {}, { fingerprints: ['somebody else'] }, 'foreign'],
  ])('that is %s is refused as such', async (_, made, expected, reason) => {
    expect(await read(prove(['title'], made).presentation, expected)).toMatchObject({
      status: 'refused',
      reason,
    });
  });

  test('cut, stripped or put together from two gets an answer of its own', async () => {
    const { presentation } = proof;
    const keyBinding = presentation.lastIndexOf('~') + 1;
    const other = prove(['client']).presentation;
    const binding = other.slice(other.lastIndexOf('~') + 1);
    const reasonOf = async (text: string) => {
      const verdict = await read(text);
      return verdict.status === 'refused' ? verdict.reason : verdict.status;
    };
    expect(await reasonOf(presentation.slice(0, keyBinding))).toBe('not-signed');
    expect(await reasonOf(presentation.slice(0, keyBinding + 40))).toBe('cut');
    expect(await reasonOf(presentation.slice(0, -20))).toBe('cut');
    expect(await reasonOf(`${presentation.slice(0, -20)}${'A'.repeat(20)}`)).toBe('bad-signature');
    expect(await reasonOf(presentation.slice(0, keyBinding) + binding)).toBe('other-content');
    expect(await reasonOf(writeProofFile(proof).slice(0, -30))).toBe('cut');
    const parts = presentation.split('~');
    expect(await reasonOf(parts.with(2, parts[1] ?? '').join('~'))).toBe('changed-disclosures');
    expect(await reasonOf(parts.toSpliced(1, 1).join('~'))).toBe('changed-disclosures');
    expect(await reasonOf(`${parts[0] ?? ''}~`)).toBe('reveals-nothing');
  });

  test('whose ledger is signed by another key than it says is refused', async () => {
    const forger = createAuthor(new Uint8Array(32).fill(9), { name: 'Ada Example', site });
    const forged = issueLedger(records, { ...author, sign: (bytes) => forger.sign(bytes) }, null);
    const text = makeProof({ ...ledger, version: { ...version, text: forged } }, forger, {
      work: 'quay-scheduler',
      reveal: ['title'],
      challenge,
      now,
    }).presentation;
    expect(await read(text)).toMatchObject({ reason: 'bad-ledger' });
  });

  test('with a mark whose phrase is not the one it commits to is refused', async () => {
    const lie = { ...openings[1], phrase: 'Made by Eve' } as never;
    const lies = [{ work: 'quay-scheduler', claims: { 'mark:1': lie } }];
    const verdict = await readLedgerVersion(issueLedger(lies, author, null));
    if (verdict.status !== 'valid') throw new Error(verdict.status);
    const text = makeProof({ version: verdict.version, records: lies, witnesses: [] }, author, {
      work: 'quay-scheduler',
      reveal: ['mark:1'],
      challenge,
      now,
    }).presentation;
    expect(await read(text)).toMatchObject({ reason: 'false-opening' });
  });

  test('says whether its version is one of those at hand', async () => {
    const versions = [{ text: version.text, witnesses: [] }];
    expect(await read(proof.presentation, { versions })).toMatchObject({
      facts: { isPublished: true },
    });
    const later = { text: issueLedger(records.slice(1), author, version), witnesses: [] };
    expect(await read(proof.presentation, { versions: [later] })).toMatchObject({
      facts: { isPublished: false },
    });
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 1000 })(
    'as a file is refused after the change of any byte',
    async (place, change) => {
      const bytes = toUtf8(writeProofFile(prove(['title', 'mark:1', 'mark:3'])));
      bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ change;
      const verdict = await read(Buffer.from(bytes).toString('latin1'), { challenge: null });
      expect(verdict.status).toBe('refused');
    },
  );

  test.prop([fc.string()])('of nonsense is refused and never thrown', async (text) => {
    expect((await read(text)).status).toBe('refused');
    expect((await read(`#proof=${text}`)).status).toBe('refused');
    expect(readProofFile(text)).toBeNull();
  });
});

describe('a link', () => {
  const held = () => [{ text: version.text, witnesses: [] }];

  test('is short where the page holds the ledger, and whole where it does not', async () => {
    const short = writeProofLink(site, proof.presentation, true);
    const whole = writeProofLink(site, proof.presentation, false);
    expect(short).toMatch(/^https:\/\/ada\.example\/verify\/#proof=1\./);
    expect(short.length).toBeLessThan(3000);
    expect(await read(short, { versions: held() })).toMatchObject({ status: 'valid' });
    expect(await read(whole)).toMatchObject({ status: 'valid' });
    expect(await read(short)).toMatchObject({ reason: 'unknown-version' });
    expect([short, whole, writeProofFile(proof), proof.presentation].every(isProof)).toBe(true);
  });

  test.prop([fc.integer({ min: 1, max: 2000 })])('that was cut says so', (count) => {
    const link = writeProofLink(site, proof.presentation, true);
    const cut = link.slice(0, Math.max(site.length + 20, link.length - count));
    expect(readProofLink(cut, [version.text]).status).toBe('cut');
  });

  test.prop([fc.nat(), fc.constantFrom(...'abcXYZ019-_.~%')], { numRuns: 500 })(
    'is refused after the change of any character of its fragment',
    async (place, character) => {
      const link = writeProofLink(site, proof.presentation, true);
      const start = link.indexOf('#');
      const at = start + (place % (link.length - start));
      fc.pre(link[at] !== character);
      const changed = link.slice(0, at) + character + link.slice(at + 1);
      expect((await read(changed, { versions: held() })).status).toBe('refused');
    },
  );
});

test('a challenge is the same however it is typed', () => {
  const made = formatChallenge([...'4821937705264410'].map(Number));
  expect(made).toBe(challenge);
  for (const typed of [
    '4821937705264410',
    '4821-9377-0526-4410',
    '４８２１ ９３７７ ０５２６ ４４１０',
  ])
    expect(normalizeChallenge(typed)).toBe(normalizeChallenge(made));
});
