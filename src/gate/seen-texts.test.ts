import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { CleanTexts, SeenTexts } from './seen-texts.ts';

const part = fc.constantFrom('a', 'b', 'ab'.repeat(64), 'c'.repeat(300));
const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));

test.prop([fc.array(text, { maxLength: 30 })])(
  'a text is seen as often as a set has it',
  (texts) => {
    const [seen, all] = [new SeenTexts(), new Set<string>()];
    for (const each of texts) {
      expect(seen.isSeen(each)).toBe(all.has(each));
      all.add(each);
    }
  },
);

test.prop([fc.array(fc.tuple(text, fc.constantFrom('1', '2')), { maxLength: 30 })])(
  'a text is clean in a way in which it was, and in no other',
  (texts) => {
    const [clean, all] = [new CleanTexts(), new Set<string>()];
    for (const [each, way] of texts) {
      if (clean.isClean(each, way)) expect(all).toContain(`${way} ${each}`);
      clean.add(each, way);
      all.add(`${way} ${each}`);
    }
  },
);

test('a long text that is met a third time is known, until all are forgotten', () => {
  const clean = new CleanTexts();
  const script = 'go(1); '.repeat(100);
  const known = [1, 2, 3].map(() => {
    const isClean = clean.isClean(script, '1');
    clean.add(script, '1');
    return isClean;
  });
  expect(known).toEqual([false, false, true]);
  clean.clear();
  expect(clean.isClean(script, '1')).toBe(false);
});

test('texts that were met once are not held in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const clean = new CleanTexts();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < 64; at++) clean.add(`${at} words `.repeat(100_000), '1');
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(8_000_000);
  // It is still there.
  expect(clean.isClean('', '1')).toBe(false);
});
