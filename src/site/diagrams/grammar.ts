import { shield } from '../../disclosure/diagram-text.ts';

// What we read of Mermaid. The library that draws passes over what it does not understand; a diagram
// that silently lacks an arrow is worse than none, so it is asked only about lines that are known to
// be understood whole.

/** What is wrong with a diagram. */
export interface DiagramFault {
  /** From 1, within the fence. */
  readonly line: number;
  readonly message: string;
}

/** Lines between one that opens them and one that closes them. */
export interface Block {
  readonly opens: RegExp;
  readonly closes: RegExp;
  /** What may stand in it alone. */
  readonly within: readonly RegExp[];
  /** Whether what may stand outside may stand in it too. */
  readonly nests: boolean;
  /** How it ends, for a person. */
  readonly end: string;
}

/** The lines of one kind of diagram. */
export interface Grammar {
  readonly header: RegExp;
  readonly lines: readonly RegExp[];
  readonly blocks: readonly Block[];
  /** What a line may be, for a person, with an example. */
  readonly expected: string;
}

/** A line break in a label. */
const BREAK = /<br\s*\/?>/g;
const IGNORED = /^(?:%%.*)?$/;

/** Names of things that are drawn: words with other signs in them stand elsewhere. */
export const NAME = String.raw`[\p{L}\p{Co}][\p{L}\p{N}\p{Co}_]*`;

/** @returns an expression for a whole line, of which spaces at both ends are cut off. */
export function lineOf(form: string): RegExp {
  return new RegExp(`^${form}$`, 'u');
}

/** @returns the lines of a diagram as a grammar sees them. */
export function linesOf(source: string): readonly string[] {
  return source
    .replaceAll(BREAK, ' ')
    .split('\n')
    .map((line) => line.trim());
}

/** @returns the first thing in the source that is not understood; null if all of it is. */
export function faultIn(source: string, grammar: Grammar): DiagramFault | null {
  const [, ...lines] = linesOf(source);
  const open: Block[] = [];
  let isEmpty = true;
  for (const [index, line] of lines.entries()) {
    const top = open.at(-1);
    const opened = grammar.blocks.find(({ opens }) => opens.test(line));
    if (IGNORED.test(line)) continue;
    if (top?.closes.test(line)) open.pop();
    else if (opened && (!top || top.nests)) open.push(opened);
    else if (!allowed(grammar, top).some((form) => form.test(line)))
      return { line: index + 2, message: `expected ${grammar.expected}` };
    isEmpty = false;
  }
  const left = open.at(-1);
  if (left) return { line: lines.length + 1, message: `expected ${left.end}` };
  return isEmpty ? { line: 1, message: `expected ${grammar.expected} below this line` } : null;
}

function allowed({ lines }: Grammar, block: Block | undefined): readonly RegExp[] {
  if (!block) return lines;
  return block.nests ? [...block.within, ...lines] : block.within;
}

/** @returns a source in which no sign after the first colon of a line means anything. */
export function shieldWords(source: string): string {
  return source.replaceAll(/(?<=^[^:\n"]*(?:"[^"\n]*"[^:\n"]*)*:\s*)(\S.*)$/gm, (words: string) =>
    words.replaceAll(/<br\s*\/?>|[^<]+|</g, (part) => (/^<br/.test(part) ? part : shield(part))),
  );
}
