import { describe, expect, test } from 'vitest';
import { Profile, bioLength } from './profile.ts';

describe('the length of a biography', () => {
  test.each([
    ['en', 'She doesn’t re-print 12 books — ever.', 6],
    ['ru', 'Она делает то, что замечают.', 5],
    ['ja', '壊れたときに、気づかれる。', 11],
  ] as const)('%s', (locale, text, expected) => {
    expect(bioLength(text, locale)).toBe(expected);
  });
});

test.each([
  ['https://example.com', true],
  ['https://example.com/', true],
  ['http://localhost:4321', true],
  ['https://example.com/portfolio', false],
  ['https://example.com/?a', false],
])('a site has no path, which would be dropped from every address: %s', (site, isGood) => {
  expect(Profile.shape.site.safeParse(site).success).toBe(isGood);
});
