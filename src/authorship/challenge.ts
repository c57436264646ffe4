/**
 * What a doubter asks an author to sign, so that an old proof cannot pass for an answer. Digits,
 * because they are read out the same in every language: 16 of them, 53 bits.
 *
 * @param random - 16 random numbers from 0 to 9.
 */
export function formatChallenge(random: readonly number[]): string {
  return (random.join('').match(/.{4}/g) ?? []).join(' ');
}

/**
 * Makes the ways of writing a challenge one: width and composition (NFKC), case, and everything
 * that is neither a letter nor a digit.
 */
export function normalizeChallenge(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
