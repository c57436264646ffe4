import { GAP, fold } from '../fold.ts';
import type { Hit } from '../matcher.ts';
import { isTwoLetters, plainWords } from '../needle.ts';
import type { Severity } from '../rules.ts';
import { shorterNames } from '../shorter-names.ts';
import type { GateTerm } from '../term.ts';

/** What OCR takes for each other, after folding: each letter stands for its class. */
const CLASSES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'o0',
    'l1ij',
    's5',
    'b86',
    'g9q',
    'z2',
    'uv',
    'ろ口',
    'か力',
    'に二',
    'え工',
    'た夕',
    'は八',
    'と卜',
    'お才',
    'ー一',
    'り刂',
  ]
    .map((letters) => [...letters])
    .flatMap(([first = '', ...rest]) => rest.map((letter) => [letter, first])),
);
/** Two letters that run into one. */
const JOINED: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['uu', 'w'],
  ['cl', 'd'],
];
/** Strokes that folding takes for punctuation. */
const STROKES = /(?<=\p{L}|^|\s)[|!](?=\p{L})/gu;

const IDEOGRAPHIC = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;

/** From how many letters on a likeness is no chance; Japanese names say more with fewer. */
const LENGTHS = {
  latin: { sure: 6, oneOff: 9, sureOneOff: 12 },
  ideographic: { sure: 4, oneOff: 6, sureOneOff: 8 },
} as const;

/**
 * Finds terms as OCR may have misread them: letters of like shape mixed up and, in long terms, one
 * letter wrong, missing or too many. Short terms are only warned of.
 */
export function findMisread(text: string, terms: readonly GateTerm[]): readonly Hit[] {
  const page = shapeOf(text);
  return terms.flatMap((term) => {
    const found = wantedShapes(term).flatMap(({ letters, isSure }) => {
      const place = findIn(page, letters);
      return place ? [isSure ? place : { ...place, severity: 'warning' as const }] : [];
    });
    // The surest of a term's writings stands for it.
    const [best] = found.toSorted((a, b) => a.severity.localeCompare(b.severity));
    return best ? [{ term, ...best, how: 'as it is misread in pictures' }] : [];
  });
}

/** A name, and whether it surely is one wherever it stands. */
interface WantedShape {
  readonly letters: string;
  readonly isSure: boolean;
}

/** Asked for with each picture. */
const wanted = new WeakMap<GateTerm, readonly WantedShape[]>();

function wantedShapes(term: GateTerm): readonly WantedShape[] {
  const known = wanted.get(term);
  if (known) return known;
  const names = term.writings.flatMap((writing) => [
    { name: writing, isSure: true },
    // One word may be one of the language, of which capitals would tell.
    ...shorterNames(term, writing).map(({ name, isSure }) => ({
      name,
      isSure: isSure && plainWords(name).length > 1,
    })),
  ]);
  // Two letters are read into any pattern.
  const shapes = names
    .filter(({ name }) => !isTwoLetters(term, name))
    .map(({ name, isSure }) => ({ letters: shapeOf(name).letters, isSure }));
  wanted.set(term, shapes);
  return shapes;
}

interface Shape {
  /** Without spaces. */
  readonly letters: string;
  /** For each letter, where what it was read from begins and ends. */
  readonly offsets: readonly number[];
  readonly ends: readonly number[];
  /** Whether a word begins here; one more than there are letters. */
  readonly begins: readonly boolean[];
}

function shapeOf(text: string): Shape {
  const folded = fold(text.replace(STROKES, 'l'));
  const letters: string[] = [];
  const offsets: number[] = [];
  const ends: number[] = [];
  const begins: boolean[] = [];
  for (let index = 0; index < folded.length; index++) {
    const letter = String.fromCharCode(folded.codes[index] ?? 0);
    const offset = folded.offsets[index] ?? 0;
    letters.push(CLASSES[letter] ?? letter);
    offsets.push(offset);
    ends.push(offset + 1);
    // A digit within a word is most likely a misread letter.
    begins.push((folded.gaps[index] ?? GAP.space) >= GAP.joint);
    joinLast(letters, offsets, ends, begins);
  }
  return { letters: letters.join(''), offsets, ends, begins: [...begins, true] };
}

function joinLast(letters: string[], offsets: number[], ends: number[], begins: boolean[]): void {
  const pair = letters.slice(-2).join('');
  const joined = begins.at(-1) ? undefined : JOINED.find(([from]) => from === pair)?.[1];
  if (joined === undefined) return;
  letters.splice(-2, 2, joined);
  offsets.pop();
  begins.pop();
  // The joined letter begins where the first did, and ends where the second does.
  ends.splice(-2, 1);
}

type Found = Omit<Hit, 'term' | 'how'>;

function findIn(page: Shape, term: string): Found | null {
  const isIdeographic = IDEOGRAPHIC.test(term);
  const { sure, oneOff, sureOneOff } = LENGTHS[isIdeographic ? 'ideographic' : 'latin'];
  // Words may be stuck together where the letters are small, but then a short one says nothing.
  const isFree = isIdeographic || term.length >= sure;
  const exact = exactly(page, term, isFree);
  if (exact !== null)
    return placeOf(page, exact, exact + term.length, term.length >= sure ? 'error' : 'warning');
  if (term.length < oneOff) return null;
  const near = withOneOff(page.letters, term);
  if (!near) return null;
  return placeOf(page, near[0], near[1], term.length >= sureOneOff ? 'error' : 'warning');
}

function exactly({ letters, begins }: Shape, term: string, isFree: boolean): number | null {
  for (let at = letters.indexOf(term); at >= 0; at = letters.indexOf(term, at + 1))
    if (isFree || (begins[at] && begins[at + term.length])) return at;
  return null;
}

function placeOf({ offsets, ends }: Shape, from: number, to: number, severity: Severity): Found {
  const start = offsets[from] ?? 0;
  return { start, end: ends[to - 1] ?? start + 1, severity };
}

/** One of two halves is right if no more than one letter is wrong: it is looked for first. */
function withOneOff(letters: string, term: string): readonly [number, number] | null {
  const half = Math.floor(term.length / 2);
  const [head, tail] = [term.slice(0, half), term.slice(half)];
  for (let at = letters.indexOf(head); at >= 0; at = letters.indexOf(head, at + 1)) {
    const end = at + half;
    const size = [0, 1, -1].find((by) =>
      isOneOff(letters.slice(end, end + tail.length + by), tail),
    );
    if (size !== undefined) return [at, end + tail.length + size];
  }
  for (let at = letters.indexOf(tail); at >= 0; at = letters.indexOf(tail, at + 1)) {
    const size = [0, 1, -1].find(
      (by) => at >= head.length + by && isOneOff(letters.slice(at - head.length - by, at), head),
    );
    if (size !== undefined) return [at - head.length - size, at + tail.length];
  }
  return null;
}

/** @returns whether the two differ by at most one letter changed, added or left out. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  if (a.length === b.length) return a.slice(same + 1) === b.slice(same + 1);
  return a.length > b.length
    ? a.slice(same + 1) === b.slice(same)
    : a.slice(same) === b.slice(same + 1);
}
