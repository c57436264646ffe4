import type { Needle } from '../needle.ts';

/** Words, each in all its forms. */
export type Forms = readonly (readonly string[])[];

/** One way to write a term, with each word in all its forms. */
export interface Way {
  readonly words: readonly (Forms[number] | 'any')[];
  readonly how?: string;
  /** Whether signs stand for letters in it. */
  readonly hasSigns?: true;
  readonly severity?: Needle['severity'];
  readonly rarest?: number;
}

export function isLatin(letters: string): boolean {
  return /^[a-z]+$/.test(letters);
}

export function reversed(text: string): string {
  return [...text].toReversed().join('');
}
