import { expect, test } from 'vitest';
import { hasRareLetters } from './rare-letters.ts';

test.each([...'ɐǝɹʇɯɥʎƍʚʁ٤४๓⁴₈④❹➃𝟒🄋●○◯〇■█▇▓\uFFFDかカ《［'])('%s is one', (letter) => {
  expect(hasRareLetters(`a ${letter} b`)).toBe(true);
});

test('hardly a text has one', () => {
  expect(hasRareLetters('“Straße” – naïve, Łódź: 12 € … ✓ → Договор № 5, 東浜倉庫 🎉')).toBe(false);
});
