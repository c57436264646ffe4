import { describe, expect, test } from 'vitest';
import { bioLength } from './profile.ts';

describe('the length of a biography', () => {
  test.each([
    ['en', 'She doesn’t re-print 12 books — ever.', 6],
    ['ru', 'Она делает то, что замечают.', 5],
    ['ja', '壊れたときに、気づかれる。', 11],
  ] as const)('%s', (locale, text, expected) => {
    expect(bioLength(text, locale)).toBe(expected);
  });
});
