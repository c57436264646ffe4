import { expect, test } from 'vitest';
import type { PagePlan } from '../disclosure/index.ts';
import { wordingNotes } from './wording-notes.ts';

const plan = (count: number, of = ['a', 'b']): PagePlan => ({
  kind: 'case-studies',
  work: 'yard',
  locale: 'en',
  lang: 'en',
  original: 'en',
  acrostic: null,
  eggs: [],
  wordings: Array.from({ length: count }, (_, nth) => ({ before: '', after: '', of, nth })),
});

test('a text with too few places says how many would be enough', () => {
  expect(wordingNotes([plan(14)])).toEqual(['yard (en) 14 of 30 places; will support, not prove']);
  expect(wordingNotes([plan(30)])).toEqual(['yard (en) 30 places, enough to prove']);
  expect(wordingNotes([plan(18, ['a', 'b', 'c'])])).toEqual([
    'yard (en) 18 of 19 places; will support, not prove',
  ]);
});

test('a text that offers none, and a page that falls back to it, say nothing', () => {
  expect(wordingNotes([plan(0), { ...plan(30), locale: 'ja' }])).toEqual([]);
});
