import { expect, test } from 'vitest';
import { hasFarLetters, hasOtherLetters, hasRareLetters, lettersOf } from './rare-letters.ts';

test.each([...'ɐǝɹʇɯɥʎƍʚʁ٤४๓⁴₈④❹➃𝟒🄋●○◯〇■█▇▓\uFFFDかカ《［'])('%s is one', (letter) => {
  expect(hasRareLetters(`a ${letter} b`)).toBe(true);
});

test('hardly a text has one', () => {
  expect(hasRareLetters('“Straße” – naïve, Łódź: 12 € … ✓ → Договор № 5, 東浜倉庫 🎉')).toBe(false);
});

test.each([
  ['ascii', 'Say "hi" \u007F'],
  ['typographic', 'It’s “fine” – isn’t it…\u00A0?'],
  ['near', 'naïve ✓ → 🎉'],
  ['far', 'Договор'],
  ['near', 'a \uFE0F'],
  ['rare', 'かな'],
])('%s is the rarest that it has: %s', (rarest, text) => {
  expect(lettersOf(text)).toBe(rarest);
  expect(hasOtherLetters(text)).toBe(!['ascii', 'typographic'].includes(rarest));
  expect(hasFarLetters(text)).toBe(['far', 'rare'].includes(rarest));
});
