/** One file of letters of a family, as its package describes it. */
export interface FontFace {
  /** Names its file in the output, such as `source-serif-4-latin-wght-italic`. */
  readonly name: string;
  /** The family as style sheets call it. */
  readonly family: string;
  readonly style: 'normal' | 'italic';
  /** As in CSS: `400`, or `400 600` for a variable font. */
  readonly weight: string;
  /** `text` and `italic` are for alphabets. */
  readonly role: 'text' | 'italic' | 'japanese' | 'japanese-bold';
  /** Pages in which languages it is for. */
  readonly pages: 'all' | 'japanese' | 'not-japanese';
  /** Which letters it is for. */
  readonly covers: (codePoint: number) => boolean;
}

/** First and last code point, both included. */
type Range = readonly [number, number];

/** Reads the value of a `unicode-range`. @see CSS Fonts 4, §4.5 */
export function parseRanges(text: string): readonly Range[] {
  return text.split(',').flatMap((part) => {
    const [, from, to] = /^\s*U\+([\da-f?]{1,6})(?:-([\da-f]{1,6}))?\s*$/i.exec(part) ?? [];
    if (from === undefined) return [];
    const last = to ?? from.replaceAll('?', 'F');
    return [[parseInt(from.replaceAll('?', '0'), 16), parseInt(last, 16)]];
  });
}

/** @returns code points as the value of a `unicode-range`. */
export function formatRanges(codePoints: Iterable<number>): string {
  const ranges: [number, number][] = [];
  for (const code of [...codePoints].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && code <= last[1] + 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges
    .map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to).slice(2)}`))
    .join(',');
}

function hex(code: number): string {
  return `U+${code.toString(16).toUpperCase()}`;
}

/** A subset of a face, as a page's style sheet names it. */
export interface FaceFile {
  readonly face: FontFace;
  /** The family name in this style sheet, if not the face's own. */
  readonly family?: string;
  readonly letters: readonly string[];
  /** WOFF2. */
  readonly bytes: Uint8Array;
  /** Its address in the page. */
  readonly url: string;
}

/** @returns a style sheet of `@font-face` rules. */
export function fontStylesheet(files: readonly FaceFile[]): string {
  return files.map(rule).join('');
}

function rule({ face, family = face.family, url, letters }: FaceFile): string {
  return [
    '@font-face{',
    `font-family:'${family}';font-style:${face.style};font-weight:${face.weight};font-display:swap;`,
    `src:url(${url}) format('woff2');`,
    `unicode-range:${formatRanges(letters.map((letter) => letter.codePointAt(0) ?? 0))}}\n`,
  ].join('');
}
