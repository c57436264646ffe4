import { keyedHash } from '../../marks/index.ts';
import { readPassages } from '../../marks/passages.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { textFile, textOf } from './journey.ts';
import type { Journey } from './journey.ts';

/** The words of a page alone, as somebody has them who copies by hand. */
function wordsOf(text: string): string {
  const words = readPassages(text).passages.map((passage) => passage.text.trim());
  return words
    .join('\n\n')
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '');
}

/** The same mistakes at every run: a letter is left out, doubled or changed for the one before it. */
function mistyped(text: string, share: number): string {
  const letters = [...text];
  return letters
    .map((letter, at) => {
      if (!/[\p{L}\p{N}]/u.test(letter)) return letter;
      const [often = 255, which = 0] = keyedHash(new Uint8Array(32), 'typing', toUtf8(String(at)));
      if (often >= share * 256) return letter;
      return ['', letter + letter, letters[at - 1] ?? ''][which % 3] ?? '';
    })
    .join('');
}

/** A person types the words of a page anew. */
export const typed = (percent: number): Journey => ({
  name: `typed anew with ${percent} % mistakes`,
  travel: async (file) => textFile('typed.txt', mistyped(wordsOf(textOf(file)), percent / 100)),
});

/** As a program writes it that keeps words for a search. */
export const bareWords: Journey = {
  name: 'in lower case, without signs',
  travel: async (file) => {
    const words = wordsOf(textOf(file)).toLowerCase();
    return textFile('words.txt', words.replaceAll(/[^\p{L}\p{N}\s]/gu, ''));
  },
};

/** Every other paragraph, typed: what an article takes from another one. */
export const everyOther: Journey = {
  name: 'every other paragraph, typed anew with 2 % mistakes',
  travel: async (file) => {
    const kept = wordsOf(textOf(file))
      .split('\n\n')
      .filter((_, at) => at % 2 === 0);
    return textFile('half.txt', mistyped(kept.join('\n\n'), 0.02));
  },
};
