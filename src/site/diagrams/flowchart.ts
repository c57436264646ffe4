import { shield } from '../../disclosure/diagram-text.ts';
import { faultIn, lineOf } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

const ID = String.raw`[A-Za-z0-9_]+`;
const WORDS = String.raw`[^\[\]\(\)\{\}\|<>"]+`;
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
/** Words in quotation marks, of which no sign means anything. */
const QUOTED = /(?<=[[({|])"([^"\n]+)"(?=[\])}|])/g;

const GRAMMAR: Grammar = {
  header: lineOf(String.raw`(?:flowchart|graph)\s+(?:TD|TB|LR|BT|RL)`),
  // `end` ends a group wherever it stands: it is no node.
  lines: [lineOf(String.raw`(?!end$)${NODES}(?:\s+${ARROW}\s+${NODES})*`)],
  blocks: [
    {
      opens: lineOf(String.raw`subgraph\s+${ID}(?:\s*\[${WORDS}\])?`),
      closes: /^end$/,
      within: [lineOf(String.raw`direction\s+(?:TD|TB|LR|BT|RL)`)],
      nests: true,
      end: 'an `end` for each `subgraph`',
    },
  ],
  expected:
    'nodes and arrows, such as `a[A box] -->|why| b{Really?}`, or `subgraph name [Title]` … `end`',
};

/** Boxes and arrows. */
export const flowchart = {
  header: GRAMMAR.header,
  fault: (source: string): DiagramFault | null => faultIn(toSource(source), GRAMMAR),
  toSource,
};

/** @returns the source as the library is to get it: words in quotation marks without them. */
function toSource(source: string): string {
  return source.replaceAll(QUOTED, (_, words: string) => shield(words));
}
