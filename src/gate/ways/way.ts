import type { Around, Needle } from '../needle.ts';

export type { Around };

/** Words, each in all its forms. */
export type Forms = readonly (readonly string[])[];

/** One way to write a term, with each word in all its forms. */
export interface Way {
  readonly words: readonly (Forms[number] | 'any')[];
  readonly how?: string;
  /** Whether signs stand for letters in it. */
  readonly hasSigns?: true;
  readonly severity?: Needle['severity'];
  /** Whether in small letters it is a word of the language. */
  readonly isProper?: true;
  /** Whether something parts its words: joined, they are something else. */
  readonly isApart?: true;
  /** Whether its letters may stand in any groups. */
  readonly isGrouped?: true;
  /** Whether what stands around tells that it is something else. */
  readonly isOther?: Needle['isOther'];
  readonly rarest?: number;
}

export function isLatin(letters: string): boolean {
  return /^[a-z]+$/.test(letters);
}

export function reversed(text: string): string {
  return [...text].toReversed().join('');
}

/** `Array(8)`, `Type<T>`, `Index.of`. */
export function isOfProgram({ after }: Around): boolean {
  return /^(?:[(<[=_]|\.\p{L})/u.test(after);
}

/**
 * Whether a word may have its capital because of where it stands: behind a word in small letters it surely has not, nor
 * if something is said to be its own.
 */
export function mayBeginSentence({ before, after }: Around): boolean {
  return !/\p{Ll} $/u.test(before) && !/^['’]s\b/.test(after);
}
