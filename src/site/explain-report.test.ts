import { describe, expect, test } from 'vitest';
import type { SightingReport, VerifyReport } from '../authorship/index.ts';
import { LOCALES } from '../schemas/locale.ts';
import { explainReport } from './explain-report.ts';
import { sealPath } from './seal.ts';
import { VERIFY_STRINGS } from './verify-strings.ts';

const author = { name: 'Ada', site: 'https://ada.example/', fingerprint: '0b1c2d3e-00' };
const sighting: SightingReport = {
  carrier: 'text',
  id: '0011223344556677',
  author,
  work: 'yard',
  url: 'https://ada.example/case-studies/yard/',
  isListed: true,
  where: { paragraph: 2, words: 'How long a ship stays' },
  chance: 4.1e-13,
  opened: null,
  claim: null,
};
const report = (results: VerifyReport['results']): VerifyReport => ({
  format: 'colophon-report/1',
  verified: false,
  results,
  ledger: null,
  skipped: [],
});
const marks = (...sightings: SightingReport[]) =>
  report([{ target: 'a.html', sightings, proof: null }]);
const valueOf = (rows: readonly (readonly [string, readonly string[]])[], label: string) =>
  rows.find(([name]) => name === label)?.[1].join('\n');

describe.each(LOCALES)('in %s', (locale) => {
  const t = VERIFY_STRINGS[locale];

  test('a mark says where it is and how unlikely an accident', () => {
    const [explained] = explainReport(marks(sighting), locale);
    const row = valueOf(explained?.rows ?? [], t.carrier.text);
    expect(row).toContain('≤ 5 × 10⁻¹³');
    expect(row).toContain('41');
    expect(row).toContain(t.quote('How long a ship stays'));
  });

  test('a mark in wordings says at how many places, and what only supports has no seal', () => {
    const places = { agreeing: 14, found: 14, of: 30 };
    const where = { paragraph: null, words: '', places };
    const wording = { ...sighting, carrier: 'wording', where, chance: 6.2e-5 } as const;
    const explain = (each: SightingReport) => explainReport(marks(each), locale)[0];
    const support = explain({ ...wording, isSupport: true });
    expect(support?.fingerprint).toBeNull();
    expect(support?.can).toEqual([]);
    expect(support?.cannot).toContain(t.cannot.wording);
    const row = valueOf(support?.rows ?? [], t.carrier.wording);
    expect(row).toContain(t.supports);
    expect(row).toContain(t.places(14, 14, 30));
    expect(explain({ ...wording, chance: 1e-10 })).toMatchObject({
      fingerprint: author.fingerprint,
      can: [t.can.wording],
    });
  });

  test('every refusal has a sentence of its own', () => {
    const sentences = Object.values(t.problem);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(Object.keys(t.problem)).toEqual(Object.keys(VERIFY_STRINGS.en.problem));
  });
});

test('there is a seal for a mark the author claims, and none for one anybody could have made', () => {
  const seals = (each: SightingReport) =>
    explainReport(marks(each), 'en').map(({ fingerprint }) => fingerprint);
  expect(seals(sighting)).toEqual([author.fingerprint]);
  expect(seals({ ...sighting, isListed: false })).toEqual([null]);
  expect(explainReport(report([]), 'en')[0]).toMatchObject({ headline: 'No mark found' });
});

test('what a stranger wrote cannot move the cursor or turn the line around', () => {
  const [explained] = explainReport(
    marks({ ...sighting, work: 'a\u001b[2Jb\u202ec', author: { ...author, name: 'Ad\u0007a' } }),
    'en',
  );
  expect(JSON.stringify(explained)).not.toMatch(/\\u001b|\\u0007|\u202e/);
  expect(explained?.headline).toBe('1 mark of Ad\ufffda');
});

test('a refused proof has no seal, and says what came instead', () => {
  const [explained] = explainReport(
    report([
      {
        target: 'p',
        sightings: [],
        proof: { status: 'refused', reason: 'other-challenge', detail: '1111' },
      },
    ]),
    'en',
  );
  expect(explained).toMatchObject({ isRefused: true, fingerprint: null });
  expect(valueOf(explained?.rows ?? [], 'Result')).toMatch(/Replayed.*1111$/);
});

test('the glyph of a key is mirrored, within its frame, and another for another key', () => {
  const squares = [...sealPath('ffffffff').matchAll(/M(\d) (\d)h1v1h-1z/g)];
  expect(squares).toHaveLength(25);
  const columns = [...sealPath('0b1c2d3e').matchAll(/M(\d) (\d)h1v1h-1z/g)].map(
    ([, x, y]) => `${x}/${y}`,
  );
  for (const square of columns) {
    const [x, y] = square.split('/').map(Number);
    expect(columns).toContain(`${6 - (x ?? 0)}/${y}`);
  }
  expect(sealPath('0b1c2d3e')).not.toBe(sealPath('1b1c2d3e'));
});
