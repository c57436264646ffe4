import { shield } from '../../disclosure/diagram-text.ts';

// What we read of Mermaid's flowcharts. The library that draws passes over what it does not
// understand; a diagram that silently lacks an arrow is worse than none, so it is asked only about
// lines that are known to be understood whole.

const ID = String.raw`[A-Za-z0-9_]+`;
const WORDS = String.raw`[^[\](){}|<>"]+`;
const SHAPES = [
  String.raw`\[\[${WORDS}\]\]`,
  String.raw`\[\(${WORDS}\)\]`,
  String.raw`\(\[${WORDS}\]\)`,
  String.raw`\(\(${WORDS}\)\)`,
  String.raw`\{\{${WORDS}\}\}`,
  String.raw`\[${WORDS}\]`,
  String.raw`\(${WORDS}\)`,
  String.raw`\{${WORDS}\}`,
];
const NODE = `${ID}(?:${SHAPES.join('|')})?`;
const NODES = String.raw`${NODE}(?:\s+&\s+${NODE})*`;
const ARROW = String.raw`<?(?:-->|---|-\.->|-\.-|==>|===)(?:\|${WORDS}\|)?`;

const HEADER = /^\s*(?:flowchart|graph)\s+(?:TD|TB|LR|BT|RL)\s*$/;
const CHAIN = new RegExp(String.raw`^\s*${NODES}(?:\s+${ARROW}\s+${NODES})*\s*$`);
const GROUP = new RegExp(String.raw`^\s*subgraph\s+${ID}(?:\s*\[${WORDS}\])?\s*$`);
const DIRECTION = /^\s*direction\s+(?:TD|TB|LR|BT|RL)\s*$/;
const IGNORED = /^\s*(?:%%.*)?$/;
const END = /^\s*end\s*$/;
/** A line break in a label, and words in quotation marks, of which no sign means anything. */
const BREAK = /<br\s*\/?>/g;
const QUOTED = /(?<=[[({|])"([^"\n]+)"(?=[\])}|])/g;

/** What is wrong with a diagram. */
export interface DiagramFault {
  /** From 1, within the fence. */
  readonly line: number;
  readonly message: string;
}

/** @returns the first thing in the source that is not understood; null if all of it is. */
export function flowchartFault(source: string): DiagramFault | null {
  const [header = '', ...lines] = plain(source).split('\n');
  if (!HEADER.test(header))
    return { line: 1, message: 'expected `flowchart LR`, or TD, BT or RL, in the first line' };
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    const message = lineFault(line, depth);
    if (message) return { line: index + 2, message };
    if (GROUP.test(line)) depth += 1;
    else if (END.test(line)) depth -= 1;
  }
  if (depth > 0)
    return { line: lines.length + 1, message: 'expected an `end` for each `subgraph`' };
  return lines.every((line) => !CHAIN.test(line) || END.test(line))
    ? { line: 1, message: 'expected at least one node, such as `a[A box]`' }
    : null;
}

function lineFault(line: string, depth: number): string | null {
  if (END.test(line)) return depth > 0 ? null : 'expected no `end` without a `subgraph`';
  if (DIRECTION.test(line)) return depth > 0 ? null : 'expected `direction` inside a `subgraph`';
  if ([IGNORED, GROUP, CHAIN].some((form) => form.test(line))) return null;
  return 'expected nodes and arrows, such as `a[A box] -->|why| b{Really?}`, or `subgraph name [Title]`';
}

/** @returns the source as the library is to get it: words in quotation marks without them. */
export function toSource(source: string): string {
  return source.replaceAll(QUOTED, (_, words: string) => shield(words));
}

function plain(source: string): string {
  return toSource(source).replaceAll(BREAK, ' ');
}
