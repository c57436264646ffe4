import type { FontFace } from './faces.ts';
import type { PageGlyphs } from './glyphs.ts';

/** What a page needs of one face. */
export interface FaceWish {
  readonly face: FontFace;
  readonly letters: readonly string[];
  /** The family a style sheet calls it by, if not the face's own. */
  readonly family?: string;
}

/** Letters of alphabets on any page of one language. */
export interface SharedLetters {
  readonly text: ReadonlySet<string>;
  readonly italic: ReadonlySet<string>;
}

/** The family of headings on a page whose text has more letters than a page may ship. */
export const DISPLAY_FAMILY = 'Colophon Display JP';

const JAPANESE =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\u30a0-\u30ff\uff00-\uffef]/u;
/** Signs that alphabets have too; in a Japanese text they are Japanese. */
const SHARED = /[\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2460-\u27bf×÷§¶°±]/u;

/**
 * Decides which letters of which faces a page ships. Alphabets are few letters, so that the
 * pages of a language share one file; of Japanese each page ships its own.
 */
export function wishesOf(
  page: PageGlyphs,
  shared: SharedLetters,
  faces: readonly FontFace[],
): readonly FaceWish[] {
  const taken = new Map<string, Set<string>>();
  const others = page.lang === 'ja' ? 'not-japanese' : 'japanese';
  return faces.flatMap((face) => {
    if (face.pages === others) return [];
    // Faces of a family and weight are tried in order; each letter comes from the first that has it.
    const key = `${face.family}/${face.weight}/${face.style}`;
    const known = taken.get(key) ?? new Set();
    taken.set(key, known);
    const letters = [...lettersFor(face, page, shared)].filter(
      (letter) => !known.has(letter) && face.covers(letter.codePointAt(0) ?? 0),
    );
    for (const letter of letters) known.add(letter);
    const isUsed = letters.some((letter) => page.all.has(letter) || page.italic.has(letter));
    return isUsed ? [{ face, letters: letters.toSorted() }] : [];
  });
}

function lettersFor(face: FontFace, page: PageGlyphs, shared: SharedLetters): Iterable<string> {
  switch (face.role) {
    case 'text':
      return shared.text;
    case 'italic':
      return page.italic.size > 0 ? shared.italic : [];
    case 'japanese':
      return [...(page.lang === 'ja' ? page.unlabelled : page.all)].filter((letter) =>
        isJapanese(letter, page),
      );
    case 'japanese-bold':
      // A few letters on a page of another language: the browser thickens them itself.
      return page.lang === 'ja' ? [...page.bold].filter((letter) => isJapanese(letter, page)) : [];
  }
}

function isJapanese(letter: string, { lang }: PageGlyphs): boolean {
  return JAPANESE.test(letter) || (lang === 'ja' && SHARED.test(letter));
}

/** @returns the wishes without letters in semibold, which a browser can thicken by itself. */
export function withoutBold(wishes: readonly FaceWish[]): readonly FaceWish[] {
  return wishes.filter(({ face }) => face.role !== 'japanese-bold');
}

/** @returns the wishes of a page that may not ship all its Japanese: that of headings only. */
export function displayOnly(
  wishes: readonly FaceWish[],
  { display }: PageGlyphs,
): readonly FaceWish[] {
  return withoutBold(wishes).flatMap((wish) => {
    if (wish.face.role !== 'japanese') return [wish];
    const letters = wish.letters.filter((letter) => display.has(letter));
    return letters.length > 0 ? [{ ...wish, letters, family: DISPLAY_FAMILY }] : [];
  });
}
