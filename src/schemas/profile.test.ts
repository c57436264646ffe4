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

describe('the languages of a site', () => {
  const profile = {
    name: { ru: 'Ада' },
    tagline: { ru: 'Инженер' },
    about: { ru: 'Пишет программы.' },
    site: 'https://ada.example',
    locale: 'ru',
    email: 'ada@ada.example',
    timezone: 'Europe/Helsinki',
  };

  test('are all of them if left out', () => {
    expect(Profile.parse(profile).languages).toEqual(['en', 'ja', 'ru']);
    expect(Profile.parse({ ...profile, languages: ['ru'] }).languages).toEqual(['ru']);
  });

  test.each([
    [['en', 'ja'], 'locale', 'expected one of the `languages`: `en` or `ja`'],
    [[], 'languages', 'expected one language at least'],
    [['ru', 'ru'], 'languages', 'expected each language once'],
    [['ru', 'de'], 'languages.1', 'expected `en`, `ja` or `ru`'],
  ])('%j is refused at `%s`', (languages, field, message) => {
    const { error } = Profile.safeParse({ ...profile, languages });
    expect(error?.issues[0]?.path.join('.')).toBe(field);
    expect(error?.issues[0]?.message).toBe(message);
  });
});
