import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { PUBLIC_KEY, nameFindings } from './finding-id.ts';
import type { Finding } from './findings.ts';

const FINDING: Finding = {
  file: 'talks/a/index.html',
  path: 'html/attribute',
  term: 'agr-1/client',
  rule: 'confidential-term',
  severity: 'error',
  snippet: 'with ▇▇▇ in',
  offset: 12,
  line: 3,
  column: 4,
  hint: 'Take it out.',
};
const OTHER: Finding = { ...FINDING, file: 'b.html', snippet: 'for ▇▇▇' };

const idsOf = (findings: readonly Finding[], key = PUBLIC_KEY) =>
  nameFindings(findings, key).map(({ id }) => id);
const idOf = (change: Partial<Finding>) => idsOf([{ ...FINDING, ...change }])[0];

test('an id is 16 hexadecimal digits, and stays what it was in earlier versions', () => {
  expect(idsOf([FINDING])).toEqual(['6e1531f5d79feb13']);
});

test('what a finding is about changes its id', () => {
  const ids = [
    idOf({}),
    idOf({ file: 'talks/b/index.html' }),
    idOf({ path: 'html/text' }),
    idOf({ term: 'agr-1/volume' }),
    idOf({ term: null }),
    idOf({ rule: 'stray-file' }),
    idOf({ snippet: 'from ▇▇▇ in' }),
    idOf({ elsewhere: ['for ▇▇▇'] }),
    idOf({ elsewhere: ['for ▇▇▇', 'title › for ▇▇▇'] }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('where it moved to, its weight and our advice do not', () => {
  const same = [
    { line: 9, column: 1, offset: 400 },
    { severity: 'warning' },
    { hint: 'x' },
    { elsewhere: [] },
  ] as const;
  for (const change of same) expect(idOf(change)).toBe(idOf({}));
});

test('neither does the digest a bundler puts into a name, nor a masked name’s number', () => {
  const names = [
    '_astro/yard.Bk3d_Z1x.webp',
    '_astro/yard.Bk3d_Z1x_Zq8.webp',
    '_astro/yard.A-12345x.webp',
  ];
  expect(new Set(names.map((file) => idOf({ file }))).size).toBe(1);
  expect(idOf({ file: '▇▇▇.txt (file 3 in order of names)' })).toBe(
    idOf({ file: '▇▇▇.txt (file 40 in order of names)' }),
  );
});

test('findings that are alike in everything are told apart by their order', () => {
  const [first, second] = idsOf([FINDING, FINDING]);
  expect(first).toBe(idOf({}));
  expect(second).not.toBe(first);
});

test('another site has other ids', () => {
  expect(idsOf([FINDING], new Uint8Array(32))).not.toEqual(idsOf([FINDING]));
});

test.prop([fc.array(fc.constantFrom(OTHER, { ...OTHER, term: null })), fc.nat()])(
  'other findings, wherever they come, do not change it',
  (others, at) => {
    const all = others.toSpliced(at % (others.length + 1), 0, FINDING);
    expect(idsOf(all)[all.indexOf(FINDING)]).toBe(idOf({}));
  },
);
