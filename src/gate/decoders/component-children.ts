import type { Layer } from '../decoder.ts';
import { QUOTES, endOfLiteral, literalText } from '../writings/literal.ts';

/**
 * How programs made from JSX, and servers, list what stands within an element: newly, and before 2020. Their rarest
 * letters are looked for, which takes a tenth of the time that their first ones take.
 */
const LISTS = [
  { mark: ':[', before: /children["']?$/, opening: '[' },
  { mark: ': [', before: /children["']?$/, opening: '[' },
  { mark: 'Element(', before: /create$/, opening: '(' },
] as const;
/** The longest that stands before a mark. */
const MOST_BEFORE = 9;
/** A longer list is read in parts. */
const MOST_READ = 100_000;

const CLOSING = new Set([')', ']', '}']);
const OPENING = new Set(['(', '[', '{']);
const CHILD = /children["']?:$/;
/** A text does not go on over the edge of these, as a pattern. */
export const BLOCKS =
  'address|article|aside|br|d[dlt]|div|figure|footer|form|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|t[dhr]';
/**
 * Elements within a line of text. Not `data`, `label`, `time` and the like, with which other calls begin as often:
 * `.on("data", …)`.
 */
export const INLINES =
  'a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var';
const BLOCK = new RegExp(`["'](?:${BLOCKS})["']$`);

/**
 * What components of React and its like show, as it is read: a text in an element stands in pieces around the
 * elements in it (`children:["Har",jsx("b",{children:"bour"})]`).
 */
export function* componentChildren(text: string): Iterable<Layer> {
  const lists = LISTS.flatMap((kind) => [...listsIn(text, kind)]);
  const said = lists.filter(({ count }) => count > 1).map((list) => list.said);
  if (said.length > 0) yield { kind: 'text', name: 'children', text: said.join('\n') };
}

function* listsIn(text: string, { mark, before, opening }: (typeof LISTS)[number]): Iterable<List> {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at)) {
    const isList = before.test(text.slice(Math.max(0, at - MOST_BEFORE), at));
    at += mark.length;
    if (!isList) continue;
    const list = new List(text, at, opening);
    yield list;
    at = list.end;
  }
}

/** Reads one list up to its end. */
class List {
  said = '';
  count = 0;
  end: number;
  private readonly text: string;
  /** What is open, from the list on. */
  private readonly open: string[];
  /** Whether a name of an element and its key come next, as servers write them: `["$","b",null,{`. */
  private isHead = false;

  constructor(text: string, start: number, opening: '[' | '(') {
    this.text = text;
    this.open = [opening];
    const most = Math.min(text.length, start + MOST_READ);
    let at = start;
    while (at < most && this.open.length > 0) {
      const letter = text.charAt(at);
      at = QUOTES.has(letter) ? this.literal(at, opening) : this.sign(letter, at);
    }
    this.end = at;
  }

  private sign(letter: string, at: number): number {
    if (OPENING.has(letter)) this.open.push(letter);
    else if (CLOSING.has(letter)) this.open.pop();
    if (letter === '{') this.isHead = false;
    return at + 1;
  }

  private literal(start: number, list: '[' | '('): number {
    const end = endOfLiteral(this.text, start);
    const before = this.text.slice(Math.max(0, start - 12), start).trimEnd();
    const after = this.text
      .slice(end, end + 12)
      .trimStart()
      .charAt(0);
    const literal = this.text.slice(start + 1, end - 1);
    if (literal === '$' && before.endsWith('[')) this.isHead = true;
    if (BLOCK.test(this.text.slice(start, end))) this.said += '\n';
    else if (!this.isHead && this.isShown(before, after, list)) {
      this.said += literalText(literal);
      this.count += 1;
    }
    return end;
  }

  private isShown(before: string, after: string, list: '[' | '('): boolean {
    if (CHILD.test(before)) return true;
    const within = this.open.at(-1);
    if (!/[,\])]/.test(after) || (within !== '[' && within !== list)) return false;
    return before.endsWith(',') || (within === '[' && before.endsWith('['));
  }
}
