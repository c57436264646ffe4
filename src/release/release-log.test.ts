import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createAuthor } from '../authorship/index.ts';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { lastRelease, publicSince, readLog, signEntry } from './release-log.ts';
import type { LogReader, NewEntry } from './release-log.ts';

const named = { name: 'Ada', site: 'https://a.example/' };
const author = createAuthor(new Uint8Array(32).fill(7), named);
const stranger = createAuthor(new Uint8Array(32).fill(8), named);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const reader: LogReader = { keys: [author.publicKey], sha256 };

function entry(
  at: number,
  changes: Partial<Extract<NewEntry, { kind: 'release' }>> = {},
): NewEntry {
  return {
    kind: 'release',
    at: new Date(at * 86_400_000).toISOString(),
    asOf: '2026-01-01',
    out: '/site/dist',
    replaces: null,
    manifest: sha256(String(at)),
    files: 3,
    gate: { files: 3, bytes: 100, warnings: 0, accepted: [] },
    works: [],
    copies: [],
    retracted: [],
    ...changes,
  };
}

function chain(entries: readonly NewEntry[], signer = author): string[] {
  let end = { number: 0, hash: null as string | null };
  return entries.map((each) => {
    const text = signEntry(each, end, signer);
    end = { number: end.number + 1, hash: sha256(text) };
    return text;
  });
}

const five = chain([1, 2, 3, 4, 5].map((at) => entry(at)));

describe('a log', () => {
  test.prop([fc.array(fc.nat(20_000), { maxLength: 6 })])(
    'reads as it was written',
    async (days) => {
      const reading = await readLog(chain(days.map((day) => entry(day))), reader);
      expect(reading.broken).toBeNull();
      expect(reading.entries).toMatchObject(days.map((day) => entry(day)));
      expect(reading.end.number).toBe(days.length);
    },
  );

  test.prop([fc.nat(4), fc.nat(4)])(
    'breaks where one entry stands for another',
    async (one, two) => {
      fc.pre(one !== two);
      const swapped = five.map((text, index) => (index === one ? (five[two] ?? '') : text));
      const { broken } = await readLog(swapped, reader);
      expect(broken).toEqual({ number: one + 1, problem: 'wrong-number' });
    },
  );

  test('breaks where an entry is missing, and where one was taken out', async () => {
    const holed = five.map((text, index) => (index === 2 ? null : text));
    expect((await readLog(holed, reader)).broken).toEqual({ number: 3, problem: 'missing' });
    const closed = five.toSpliced(2, 1);
    expect((await readLog(closed, reader)).broken).toEqual({ number: 3, problem: 'wrong-number' });
  });

  test('breaks after an entry that was signed anew in another way', async () => {
    const other = chain([entry(1), entry(2), entry(30)]);
    const spliced = [...five.slice(0, 2), other[2] ?? '', ...five.slice(3)];
    expect((await readLog(spliced, reader)).broken).toEqual({ number: 4, problem: 'broken-chain' });
  });

  test.prop([fc.nat(4), fc.nat(), fc.integer({ min: 1, max: 63 })])(
    'breaks at any changed character',
    async (at, place, by) => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const text = five[at] ?? '';
      const index = place % text.length;
      const from = alphabet.indexOf(text.charAt(index));
      fc.pre(from >= 0);
      const changed =
        text.slice(0, index) + alphabet.charAt((from + by) % 64) + text.slice(index + 1);
      const { broken } = await readLog(five.with(at, changed), reader);
      expect(broken?.number).toBe(at + 1);
    },
  );

  test('counts the signatures of replaced keys, and nobody else’s', async () => {
    const [before = ''] = chain([entry(1)], stranger);
    const after = signEntry(entry(2), { number: 1, hash: sha256(before) }, author);
    const both = { ...reader, keys: [author.publicKey, stranger.publicKey] };
    expect((await readLog([before, after], both)).broken).toBeNull();
    const alone = await readLog([before, after], reader);
    expect(alone.broken).toEqual({ number: 1, problem: 'unknown-key' });
  });

  test('takes no signature for another one’s key', async () => {
    const [forged = ''] = chain([entry(1)], stranger);
    const [header = '', ...rest] = forged.split('.');
    const claimed = JSON.parse(fromUtf8(fromBase64url(header) ?? new Uint8Array()) ?? '');
    const renamed = toBase64url(toUtf8(JSON.stringify({ ...claimed, kid: author.fingerprint })));
    const { broken } = await readLog([[renamed, ...rest].join('.')], reader);
    expect(broken).toEqual({ number: 1, problem: 'bad-signature' });
  });

  test.each(['', 'x', 'a.b.c', `${five[0]}.`, '{}'])('never throws on "%s"', async (text) => {
    expect((await readLog([text], reader)).broken?.problem).toBe('malformed');
  });
});

describe('since when a work is public', () => {
  const work = (level: 'anonymous' | 'named', name = 'yard') => ({
    work: name,
    kind: 'case-studies' as const,
    level,
    withheld: [],
    permissions: [],
    urls: [],
  });
  const since = async (entries: readonly NewEntry[]) =>
    publicSince((await readLog(chain(entries), reader)).entries, '/site/dist', 'yard');

  test('counts from the first release at this level without a break', async () => {
    const list = [
      entry(1, { works: [work('anonymous')] }),
      entry(2, { works: [work('named')] }),
      entry(3, { works: [work('named'), work('named', 'quay')] }),
    ];
    expect(await since(list)).toBe(new Date(2 * 86_400_000).toISOString());
    expect(await since([...list, entry(4)])).toBeNull();
    expect(await since([...list, entry(4), entry(5, { works: [work('named')] })])).toBe(
      new Date(5 * 86_400_000).toISOString(),
    );
  });

  test('does not count what was released elsewhere', async () => {
    const elsewhere = entry(1, { works: [work('named')], out: '/tmp/try' });
    expect(await since([elsewhere])).toBeNull();
    const { entries } = await readLog(chain([entry(1), elsewhere]), reader);
    expect(lastRelease(entries, '/site/dist')?.number).toBe(1);
  });
});
