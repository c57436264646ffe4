import { describe, expect, test } from 'vitest';
import { createAuthor, readLedger } from '../authorship/index.ts';
import type { WorkRecord } from '../authorship/index.ts';
import { LedgerIndex, ledgerFiles } from './ledger-files.ts';
import { updateLedger } from './ledger.ts';
import type { KeptLedger } from './ledger.ts';

const name = { name: 'Ada', site: 'https://a.example/' };
const author = createAuthor(new Uint8Array(32).fill(7), name);
const stranger = createAuthor(new Uint8Array(32).fill(8), name);
const record = (work: string): WorkRecord => ({ work, claims: { title: { en: `On ${work}` } } });
const none: KeptLedger = { versions: [], witnesses: [], published: [], keys: [author.publicKey] };

const keep = (...versions: string[]): KeptLedger => ({ ...none, versions, published: versions });

describe('the ledger of a release', () => {
  test('begins with the first, and grows only when a work changes', async () => {
    const first = await updateLedger(none, [record('yard')], author);
    expect(first.issued).toMatchObject({ number: 1 });
    const same = await updateLedger(keep(...first.versions), [record('yard')], author);
    expect(same).toEqual({ versions: first.versions, issued: null, findings: [] });
    const works = [record('yard'), record('quay')];
    const second = await updateLedger(keep(...first.versions), works, author);
    expect(second.issued).toMatchObject({ number: 2 });
    expect((await readLedger(second.versions, none.keys)).status).toBe('valid');
  });

  test('made again from the same seed and works has the same digests', async () => {
    const first = await updateLedger(none, [record('yard')], author);
    const again = await updateLedger(none, [record('yard')], author);
    expect(again).toEqual(first);
  });

  test('is refused if a published version was dropped or rewritten', async () => {
    const { versions } = await updateLedger(none, [record('yard')], author);
    const other = await updateLedger(none, [record('quay')], author);
    const rules = async (kept: KeptLedger) =>
      (await updateLedger(kept, [record('yard')], author)).findings.map(({ rule }) => rule);
    expect(await rules({ ...none, published: versions })).toEqual(['ledger-dropped']);
    const rewritten = { ...none, versions: other.versions, published: versions };
    expect(await rules(rewritten)).toEqual(['ledger-rewritten']);
  });

  test('is refused if a kept version is damaged or was signed with another seed', async () => {
    const { versions } = await updateLedger(none, [record('yard')], stranger);
    const damaged = versions.map((text) => text.replace(/.~$/, '~'));
    for (const kept of [versions, damaged])
      expect(await updateLedger(keep(...kept), [record('yard')], author)).toMatchObject({
        issued: null,
        findings: [{ rule: 'ledger-broken', file: 'ledger/1.sd-jwt' }],
      });
  });

  test('goes on with a new version once the key was replaced', async () => {
    const { versions } = await updateLedger(none, [record('yard')], stranger);
    const kept = { ...keep(...versions), keys: [stranger.publicKey, author.publicKey] };
    expect((await updateLedger(kept, [record('yard')], author)).issued?.number).toBe(2);
  });
});

test('the index lists every file there is', () => {
  const witness = { kind: 'rfc3161' as const, name: 'clock', bytes: new Uint8Array([1]) };
  const proof = { kind: 'opentimestamps' as const, name: 'calendars', bytes: new Uint8Array([2]) };
  const { index, files } = ledgerFiles([{ text: 'x~', witnesses: [witness, proof] }]);
  const { versions } = LedgerIndex.parse(JSON.parse(index));
  const listed = versions.flatMap(({ file, witnesses }) => [
    file,
    ...witnesses.map((each) => each.file),
  ]);
  expect(files.map(({ file }) => file)).toEqual(
    listed.map((file) => `.well-known/colophon/${file}`),
  );
  expect(listed).toEqual(['ledger/1.sd-jwt', 'ledger/1.clock.tsr', 'ledger/1.ots']);
});
