import { describe, expect, test } from 'vitest';
import type { WorkRecord } from '../authorship/index.ts';
import { knownWork } from '../gate/inference/small-evidence.ts';
import { findTellingVersion } from './telling-version.ts';

const known = ['yard', 'quay', 'hidden', 'other'].map((slug, index) =>
  knownWork(slug, index > 1 ? { id: `sealed-${index - 1}`, state: 'sealed' } : {}),
);
const works = known.map(({ slug, state }) => ({ work: slug, isPublic: state === 'open' }));
const record = (work: string, title = work): WorkRecord => ({ work, claims: { title } });
const before = [record('yard'), record('quay'), record('hidden')];
const found = (after: readonly WorkRecord[], was: readonly WorkRecord[] | null = before) =>
  findTellingVersion({ number: 2, before: was, after }, works, known).map(({ work }) => work.id);

describe('a version of the ledger tells of a sealed work', () => {
  test('if nothing else is another', () => {
    const [inference] = findTellingVersion(
      { number: 2, before, after: [...before.slice(0, 2), record('hidden', 'x')] },
      works,
      known,
    );
    expect(inference).toMatchObject({
      rule: 'telling-version',
      work: { id: 'sealed-1' },
      file: '.well-known/colophon/ledger/2.sd-jwt',
    });
    expect(found([...before, record('other')])).toEqual(['sealed-2']);
    expect(found(before.slice(0, 2), [...before])).toEqual(['sealed-1']);
  });

  test('and not if a public work is another, new or gone', () => {
    const sealed = record('hidden', 'x');
    expect(found([record('yard', 'x'), record('quay'), sealed])).toEqual([]);
    expect(found([...before.slice(0, 2), sealed], before.slice(1))).toEqual([]);
    expect(found([...before.slice(0, 2), sealed], [...before, record('gone')])).toEqual([]);
  });

  test('nor if it is the first, or what went before is lost', () => {
    expect(found(before, null)).toEqual([]);
    expect(found(before, before)).toEqual([]);
  });
});
