import { NAME, faultIn, lineOf, linesOf, shieldWords } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

const STATE = String.raw`(?:\[\*\]|${NAME})`;
const ALIAS = String.raw`state\s+"[^"<>]+"\s+as\s+(${NAME})`;
const DESCRIPTION = String.raw`(${NAME})\s*:\s*\S.*`;

const GRAMMAR: Grammar = {
  header: /^stateDiagram(?:-v2)?$/,
  lines: [
    lineOf(String.raw`${STATE}\s*-->\s*${STATE}(?:\s*:\s*\S.*)?`),
    lineOf(ALIAS),
    lineOf(DESCRIPTION),
    lineOf(String.raw`direction\s+(?:TD|TB|LR|BT|RL)`),
  ],
  blocks: [
    {
      opens: lineOf(String.raw`state\s+(?:"[^"<>]+"\s+as\s+)?${NAME}\s*\{`),
      closes: /^\}$/,
      within: [],
      nests: true,
      end: 'a `}` for each `{`',
    },
  ],
  expected:
    'states and arrows, such as `draft --> checked : why`, `[*] --> draft`, `state "Long name" as draft`, or `state name {` … `}`',
};

/** States, and what leads from one to the next. */
export const stateDiagram = {
  header: GRAMMAR.header,
  fault: (source: string): DiagramFault | null => faultIn(source, GRAMMAR) ?? renamedFault(source),
  toSource: shieldWords,
};

/** The library keeps the first words it hears of a state: others would be lost. */
function renamedFault(source: string): DiagramFault | null {
  const seen = new Set<string>();
  for (const [index, line] of linesOf(source).entries()) {
    const [, named] = lineOf(ALIAS).exec(line) ?? lineOf(DESCRIPTION).exec(line) ?? [];
    if (named !== undefined && seen.has(named))
      return {
        line: index + 1,
        message: `expected the words for \`${named}\` before its first arrow`,
      };
    const arrow = lineOf(String.raw`(${STATE})\s*-->\s*(${STATE}).*`).exec(line);
    for (const state of arrow?.slice(1) ?? [named]) if (state) seen.add(state);
  }
  return null;
}
