import { randomInt } from 'node:crypto';
import type { Agreement } from '../../schemas/agreement.ts';
import { phraseForms } from '../../disclosure/index.ts';

/** Letters and digits that are not mistaken for each other; without vowels they spell nothing. */
const LETTERS = '23456789bcdfghjkmnpqrstvwxyz';

/** @returns a new id of an agreement: it says nothing, because front matter and findings print it. */
export function drawAgreementId(): string {
  const letter = () => LETTERS.charAt(randomInt(LETTERS.length));
  return `agr-${Array.from({ length: 4 }, letter).join('')}`;
}

/** Shorter words are in many ids by chance. */
const MIN_WORD = 4;

/** @returns whether an id holds a word by which somebody could guess the client. */
export function givesClientAway(id: string, { client }: Pick<Agreement, 'client'>): boolean {
  const names = Object.values(client.name).flatMap((name) => (name ? phraseForms(name) : []));
  const squeezed = id.replaceAll('-', '');
  return (
    [...names, ...client.aliases, ...client.domains]
      // The stand-in of a skeleton names the id itself.
      .map((name) => name.replaceAll(id, ''))
      .flatMap((name) => [
        name.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, ''),
        ...name.split(/[^\p{L}\p{M}\p{N}]+/u),
      ])
      .map(plainLetters)
      .some((word) => word.length >= MIN_WORD && squeezed.includes(word))
  );
}

/** An id is plain ASCII, so that a name is in it without its accents. */
function plainLetters(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
