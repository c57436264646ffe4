import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { runsOf } from './letter-runs.ts';

const BASE64 = /[\w+/-]{12,}={0,2}/g;
const LARGE = /(?<![A-Z\d])[A-Z\d]{16,}(?![A-Z\d])/g;
const SMALL = /(?<![a-z\d])[a-z\d]{16,}(?![a-z\d])/g;
const HEX = /(?:[\da-f]{2}){6,}/gi;

const letters = fc.string({
  unit: fc.constantFrom(...'abcfABZ2789+/_-'),
  minLength: 1,
  maxLength: 30,
});
const text = fc
  .array(
    fc.oneof(
      letters,
      fc.constantFrom(' ', '=', '==', '\n', 'é', '.', 'deadbeef', 'ABCDEFGH', '0123'),
    ),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(''));

function found(pattern: RegExp, within: string): readonly string[] {
  return Array.from(within.matchAll(pattern), ({ 0: run, index }) => `${index} ${run}`);
}

test.prop([text], { numRuns: 2000 })('leaping finds what looking everywhere finds', (within) => {
  const { base64, oneCase, hex } = runsOf(within);
  const ofBothCases = found(BASE64, within).filter((run) => /[A-Z]/.test(run) && /[a-z]/.test(run));
  expect(
    base64.map(({ start, paddedEnd }) => `${start} ${within.slice(start, paddedEnd)}`),
  ).toEqual(ofBothCases);
  expect(base64.map(({ start, end }) => within.slice(start, end))).toEqual(
    ofBothCases.map((run) => run.replace(/^\d+ |=+$/g, '')),
  );
  const ofOneCase = new Set(oneCase.map(({ run, start }) => `${start} ${run}`));
  for (const row of within.matchAll(BASE64)) {
    const large = /[A-Z]/.test(row[0]) ? [...row[0].matchAll(LARGE)] : [];
    const small = /[a-z]/.test(row[0]) && /\d/.test(row[0]) ? [...row[0].matchAll(SMALL)] : [];
    // Of digits alone a run is one of either case.
    const runs = new Set(
      [...large, ...small].map(({ 0: run, index }) => `${row.index + index} ${run}`),
    );
    for (const run of runs) expect(ofOneCase.delete(run)).toBe(true);
  }
  expect([...ofOneCase]).toEqual([]);
  expect(hex.map(({ run, start }) => `${start} ${run}`)).toEqual(found(HEX, within));
});

test('a run of digits alone is told in a row of both cases', () => {
  const { oneCase } = runsOf('aA_0123012301230123');
  expect(new Set(oneCase.map(({ run }) => run))).toEqual(new Set(['0123012301230123']));
});

test('a line is long enough to be one of many', () => {
  expect(runsOf('a'.repeat(59)).hasLines).toBe(false);
  expect(runsOf('a'.repeat(60)).hasLines).toBe(true);
});
