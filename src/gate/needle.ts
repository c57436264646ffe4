import { GateError } from './errors.ts';
import { skeletonOf } from './letters/look-alikes.ts';
import { plainLetters } from './letters/plain.ts';
import type { GateTerm } from './term.ts';
import type { Severity } from './rules.ts';

/** One word of a needle in all its forms. */
export interface NeedleWord {
  /** Each form as the fold has it, to its letters before look-alikes. */
  readonly forms: ReadonlyMap<string, string>;
  /** Lengths of the forms, longest first. */
  readonly lengths: readonly number[];
  /** Whether any word of these lengths will do: then there are no forms. */
  readonly isAny?: true;
  /** Of what is told by its signs, too, for each form all that may stand there to the letter. */
  readonly written?: ReadonlyMap<string, readonly string[]>;
}

/** How a person's name is written of which a word is its first letter. */
export const WITH_INITIALS = 'with initials';

/** How a name is written of which the words stand in another order. */
export const IN_ANOTHER_ORDER = 'in another order';

/** How a domain is written whose parts may stand apart; without those words they may not. */
export const DOTS_IN_WORDS = 'with its dots in words';

/** Stands for a letter of such a word, where letters are compared with those of the term. */
export const ANY_LETTER = '*';

/** Stands for a second given name, a patronymic or an initial. */
export const ANY_WORD: NeedleWord = {
  forms: new Map(),
  lengths: Array.from({ length: 16 }, (_each, at) => 16 - at),
  isAny: true,
};

/** One way to write a term, ready to be searched for in folded text. */
export interface Needle {
  readonly term: GateTerm;
  readonly words: readonly NeedleWord[];
  /** The word that is looked for first; the longest one, if absent. */
  readonly rarest?: number;
  readonly severity: Severity;
  /** What is special about this way; null for the term as it was given. */
  readonly how: string | null;
  /** Whether in small letters it may be a word of the language: then it is a doubt, and what is one is nothing. */
  readonly isProper?: true;
  /** Whether something has to part its words. */
  readonly isApart?: true;
  /** Whether its digits may stand in any groups, as those of telephone numbers do. */
  readonly isGrouped?: true;
  /** Whether what stands around tells that it is something else; never, if absent. */
  readonly isOther?: ((around: Around) => boolean) | undefined;
}

/** A place in a text: what is written there, and some of what stands before and behind. */
export interface Around {
  readonly before: string;
  readonly written: string;
  readonly after: string;
}

/** A letter of a script that puts no spaces between words, as a class of patterns. */
export const UNSPACED_LETTER =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}]';
const UNSPACED = new RegExp(UNSPACED_LETTER, 'u');

/** @returns whether a text is of a script that puts no spaces between words, if only in part. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** @returns the words of a writing in plain letters: see `plainLetters`. */
export function plainWords(writing: string): readonly string[] {
  const letters = [...writing.normalize('NFC')].flatMap(plainLetters).join('');
  return letters.split(' ').filter(Boolean);
}

/**
 * @returns the words of a writing as grammar knows them: in lower case, `й` not yet `и`, and
 *   without the stress marks of dictionaries.
 */
export function grammarWords(writing: string): readonly string[] {
  const unstressed = writing
    .normalize('NFD')
    .replace(/[\u0300\u0301]/g, '')
    .normalize('NFC');
  return unstressed
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** @returns what a word in plain letters shares with all that it could be taken for. */
export function skeletonsOf(plain: string): string {
  return [...plain].map(skeletonOf).join('');
}

/** @param forms - in any letters. */
export function needleWord(forms: Iterable<string>): NeedleWord {
  const bySkeleton = new Map<string, string>();
  for (const each of forms) {
    const form = plainWords(each).join('');
    const skeleton = skeletonsOf(form);
    if (!bySkeleton.has(skeleton)) bySkeleton.set(skeleton, form);
  }
  const lengths = new Set([...bySkeleton.keys()].map(({ length }) => length));
  return { forms: bySkeleton, lengths: [...lengths].toSorted((a, b) => b - a) };
}

/**
 * A word in which signs stand for letters, too.
 *
 * @param writings - in small letters and signs.
 */
export function writtenWord(writings: readonly string[]): NeedleWord {
  const written = Map.groupBy(writings, (writing) => skeletonsOf(plainWords(writing).join('')));
  return { ...needleWord(writings), written };
}

/**
 * Refuses a writing with so few letters that everything holds it.
 *
 * @throws GateError TERM_TOO_SHORT
 */
export function refuseShort(term: GateTerm, writing: string): void {
  if (!isTooShort(term, writing)) return;
  const least = leastLetters(term);
  throw new GateError(
    'TERM_TOO_SHORT',
    `term \`${term.id}\`: expected at least ${least} letters or digits in each writing`,
    {
      hint: 'A shorter one stands in every text. Give longer writings of it, such as `X Corp` and `x.com` for X.',
    },
  );
}

export function isTooShort(term: GateTerm, writing: string): boolean {
  return lettersIn(writing) < leastLetters(term);
}

/** Whether it is only told by where it stands: see `TwoLetterName`. */
export function isTwoLetters({ kind }: GateTerm, writing: string): boolean {
  return kind !== 'figure' && !isUnspaced(writing) && lettersIn(writing) === 2;
}

function leastLetters({ kind }: GateTerm): number {
  return kind === 'domain' ? 3 : 2;
}

function lettersIn(writing: string): number {
  return [...plainWords(writing).join('')].length;
}
