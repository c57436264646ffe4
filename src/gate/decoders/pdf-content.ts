import { toLatin1 } from '../../bytes/latin1.ts';
import { glyphTables, letterTable, textString, translate } from './pdf-letters.ts';
import type { LetterTable } from './pdf-letters.ts';
import { pdfTokens } from './pdf-tokens.ts';

/** A string that is shown, or a gap between two. */
type Shown = { readonly codes: string } | 'space' | 'line';

/** The pen goes elsewhere: another line, or another place in it. */
const MOVES = new Set(['Td', 'TD', 'Tm', 'T*', "'", '"', 'ET', 'Tf']);
const GAP = -180;
/** Codes of fonts that are not in the file: these are charsets that texts have as well. */
const CHARSETS = ['shift_jis', 'euc-jp', 'utf-16be', 'gbk', 'euc-kr', 'big5'];
/** Letters translated by each of many tables: beyond this a file is too large for guessing. */
const MAX_GUESSED = 20_000_000;

/** @returns whether a stream draws text. */
export function isContent(text: string): boolean {
  return /(?:^|[\s\])>])(?:TJ|Tj|'|")(?=\s|$)/.test(text);
}

/**
 * Joins what streams of drawing show, in every way that could be meant: which font a string is set
 * in cannot be told where nothing leads to it, as in older revisions.
 */
export class ContentReader {
  private readonly tables: LetterTable[] = [];
  private left = MAX_GUESSED;

  /** Keeps a stream's ToUnicode table, if it is one. */
  learn(text: string): void {
    const table = letterTable(text);
    if (table) this.tables.push(table);
  }

  /** Keeps what fonts among the objects say of their codes. */
  learnFonts(text: string): void {
    this.tables.push(...glyphTables(text));
  }

  /** @returns the texts that a stream may show, without repetitions. */
  read(text: string): ReadonlySet<string> {
    const shown = [...shownIn(text)];
    const codes = shown.flatMap((each) => (typeof each === 'object' ? [each.codes] : []));
    const texts = new Set([join(shown, textString)]);
    if (codes.some((each) => /[\u0000-\u0008\u0080-\u00FF]/.test(each)))
      for (const charset of CHARSETS) texts.add(join(shown, (each) => decode(each, charset)));
    for (const table of this.tables) {
      this.left -= text.length;
      if (this.left < 0) break;
      texts.add(join(shown, (each) => translate(each, table)));
    }
    return texts;
  }
}

function decode(codes: string, charset: string): string {
  return new TextDecoder(charset).decode(toLatin1(codes));
}

function join(shown: readonly Shown[], letters: (codes: string) => string): string {
  return shown
    .map((each) => (each === 'space' ? ' ' : each === 'line' ? '\n' : letters(each.codes)))
    .join('');
}

function* shownIn(text: string): Iterable<Shown> {
  for (const token of pdfTokens(text)) {
    if (token.kind === 'string') yield { codes: token.value };
    else if (token.kind === 'number' && token.value < GAP) yield 'space';
    else if (token.kind === 'word' && MOVES.has(token.value)) yield 'line';
  }
}
