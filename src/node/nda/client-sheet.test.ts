import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { ReleaseEntry } from '../../release/release-log.ts';
import { Agreement } from '../../schemas/agreement.ts';
import { LOCALES } from '../../schemas/locale.ts';
import { CLIENT_SHEET_WORDS } from './client-sheet-words.ts';
import { clientSheet } from './client-sheet.ts';

const agreement = Agreement.parse({
  id: 'agr-2345',
  client: { name: { en: 'Quorvexil & <Sons>', ru: 'Кворвексил' }, description: { en: 'a firm' } },
  signed: '2024-01-01',
  timezone: 'Europe/Berlin',
  schedule: [{ from: '2025-01-01', level: 'named', consent: 'required' }],
  permits: [],
  consents: ['c1', 'c2'].map((id) => ({
    id,
    by: `person of ${id}`,
    on: '2025-01-01',
    until: '2027-01-01',
    works: 'all',
    level: 'named',
    evidence: { what: `letter of ${id}`, sha256: 'ab'.repeat(32) },
  })),
});

const work = (name: string, agreements: readonly string[], consents: string[] = []) => ({
  work: name,
  kind: 'case-studies' as const,
  level: 'named' as const,
  withheld: ['F' as const],
  permissions: agreements.map((each) => ({ agreement: each, step: '2025-01-01', consents })),
  urls: [`https://ada.example/case-studies/${name}/`],
});

const release: ReleaseEntry = {
  format: 'colophon-release-log/1',
  kind: 'release',
  number: 2,
  previous: 'a'.repeat(64),
  at: '2026-06-01T10:30:00.000Z',
  asOf: '2026-06-01',
  out: '/dist',
  replaces: null,
  manifest: 'cd'.repeat(32),
  files: 12,
  gate: { files: 12, bytes: 1_500_000, warnings: 0, accepted: [] },
  works: [work('berths', ['agr-2345'], ['c1']), work('other', ['agr-9999'])],
  copies: [],
  retracted: ['secret-study'],
};
const earlier = { ...release, number: 1, previous: null, at: '2025-07-01T00:00:00.000Z' };

const parts = {
  agreement,
  terms: 5,
  author: { name: 'Ada', site: 'https://ada.example/', fingerprint: '333c9fd7' },
  email: 'ada@ada.example',
  entries: [earlier, release],
  release,
  copies: [],
  locale: 'en' as const,
  titleOf: (name: string) => `Title of ${name}`,
};

test('says what is published of the client, at which level, by what, and since when', () => {
  const sheet = clientSheet(parts);
  for (const said of [
    'Quorvexil &amp; &lt;Sons&gt;',
    'Title of berths',
    'with your name',
    'figures',
    '2025-07-01',
    'from 2025-01-01 on',
    'consent of person of c1 on 2025-01-01, until 2027-01-01',
    'letter of c1',
    'ab'.repeat(32),
    'all 12 files (1.5 MB)',
    'It found none.',
    'cd'.repeat(32),
  ])
    expect(sheet).toContain(said);
});

test('says which sealed copies there are, and nothing only if there are none', () => {
  const copies = [
    { made: '2026-03-01', until: null },
    { made: '2026-04-01', until: '2026-12-31' },
  ];
  const sheet = clientSheet({ ...parts, release: { ...release, works: [] }, copies });
  expect(sheet).toContain('<li>made on 2026-03-01</li>');
  expect(sheet).toContain('<li>made on 2026-04-01, published until 2026-12-31</li>');
  expect(sheet).not.toContain(CLIENT_SHEET_WORDS.en.nothing);
  expect(clientSheet({ ...parts, release: { ...release, works: [] } })).toContain(
    CLIENT_SHEET_WORDS.en.nothing,
  );
});

test('tells nothing of others: no other work, consent, retraction or finding', () => {
  const accepted = [{ id: '0'.repeat(16), rule: 'confidential-term', term: 'agr-9999/client' }];
  const sheet = clientSheet({
    ...parts,
    release: { ...release, gate: { ...release.gate, accepted } },
  });
  expect(sheet).not.toMatch(/of other|agr-9999|secret-study|of c2|0{16}/);
  expect(sheet).toContain('It found none.');
});

test('does not hide what was accepted by hand', () => {
  const accepted = ['client', 'person-1'].map((term) => ({
    id: '0'.repeat(16),
    rule: 'confidential-term',
    term: `agr-2345/${term}`,
  }));
  const sheet = clientSheet({
    ...parts,
    release: { ...release, gate: { ...release.gate, accepted } },
  });
  expect(sheet).toContain('2 places looked like one of them');
  expect(sheet).not.toContain('It found none.');
});

describe.each(LOCALES)('in %s', (locale) => {
  test('every blank is filled, and the page is one that a parser takes as it is', () => {
    const sheet = clientSheet({ ...parts, locale });
    expect(sheet).toContain(`<html lang="${locale}">`);
    expect(sheet).not.toMatch(/\{\w+\}/);
    const errors: string[] = [];
    parse(sheet, { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
  });

  test('nothing is said plainly', () => {
    const sheet = clientSheet({ ...parts, locale, release: { ...release, works: [] } });
    expect(sheet).toContain(CLIENT_SHEET_WORDS[locale].nothing);
  });
});
