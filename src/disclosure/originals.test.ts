import { expect, test } from 'vitest';
import type { Locale } from '../schemas/locale.ts';
import { originalOf, originalsOf } from './originals.ts';

/** Which text a page shows if there are some, the first of which the others fall back to. */
const textOn = (texts: readonly [Locale, ...Locale[]]) => (locale: Locale) =>
  texts.includes(locale) ? locale : texts[0];

test.each([
  { texts: ['en', 'ja'], languages: ['en', 'ja', 'ru'], ru: 'en', originals: ['en', 'ja'] },
  { texts: ['ru'], languages: ['ru'], ru: 'ru', originals: ['ru'] },
  // A text that is not published in its language stands first where `/` falls back to it,
  { texts: ['en'], languages: ['ja', 'ru'], ru: 'ja', originals: ['ja'] },
  // or on the first page that does.
  { texts: ['en', 'ja'], languages: ['ja', 'ru'], ru: 'ru', originals: ['ja', 'ru'] },
] as const)('$texts on a site in $languages', ({ texts, languages, ru, originals }) => {
  const [first] = languages;
  const site = { locale: first, languages: [...languages] };
  expect(originalOf('ru', textOn([...texts]), site)).toBe(ru);
  expect(originalsOf(textOn([...texts]), site)).toEqual(originals);
});
