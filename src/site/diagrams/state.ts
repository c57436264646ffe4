import { NAME, faultIn, lineOf, linesOf, shieldWords } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

const STATE = String.raw`(?:\[\*\]|${NAME})`;
const ALIAS = String.raw`state\s+"[^"<>]+"\s+as\s+(${NAME})`;
const DESCRIPTION = String.raw`(${NAME})\s*:\s*\S.*`;
const OF = String.raw`[Nn]ote\s+(?:left|right)\s+of\s+(${NAME})`;
const NOTE = lineOf(String.raw`${OF}\s*:\s*(\S.*)`);
const NOTE_OPENS = lineOf(OF);
const NOTE_CLOSES = /^end\s+note$/;

const GRAMMAR: Grammar = {
  header: /^stateDiagram(?:-v2)?$/,
  lines: [
    lineOf(String.raw`${STATE}\s*-->\s*${STATE}(?:\s*:\s*\S.*)?`),
    lineOf(ALIAS),
    lineOf(DESCRIPTION),
    lineOf(String.raw`direction\s+(?:TD|TB|LR|BT|RL)`),
    NOTE,
  ],
  blocks: [
    {
      opens: lineOf(String.raw`state\s+(?:"[^"<>]+"\s+as\s+)?${NAME}\s*\{`),
      closes: /^\}$/,
      within: [],
      nests: true,
      end: 'a `}` for each `{`',
    },
    {
      opens: NOTE_OPENS,
      closes: NOTE_CLOSES,
      within: [/^\S.*$/],
      nests: false,
      end: 'an `end note` for each `note` without words in its line',
    },
  ],
  expected:
    'states and arrows, such as `draft --> checked : why`, `[*] --> draft`, `state "Long name" as draft`, `state name {` … `}`, or `note right of draft : words`',
};

/** States, and what leads from one to the next. */
export const stateDiagram = {
  header: GRAMMAR.header,
  fault: (source: string): DiagramFault | null => faultIn(source, GRAMMAR) ?? renamedFault(source),
  toSource,
  isNote: (id: string): boolean => id.startsWith(NOTE_ID),
  afterwards: drawNotes,
};

/** Letters that no author gives a state: the library knows no notes, so a note is a state to it. */
const NOTE_ID = 'ǁnoteǁ';

function toSource(source: string): string {
  let notes = 0;
  let open: { readonly state: string; readonly words: string[] } | null = null;
  const lines: string[] = [];
  const add = (state: string, words: string) => {
    const id = `${NOTE_ID}${(notes += 1)}`;
    lines.push(`${id} : ${words}`, `${state} --> ${id}`);
  };
  // Not by `linesOf`: a line break in words is drawn as one.
  for (const line of source.split('\n').map((each) => each.trim())) {
    const [, state, words] = NOTE.exec(line) ?? [];
    const [, opened] = NOTE_OPENS.exec(line) ?? [];
    if (state !== undefined && words !== undefined) add(state, words);
    else if (opened !== undefined) open = { state: opened, words: [] };
    else if (open && NOTE_CLOSES.test(line)) {
      add(open.state, open.words.join('<br/>'));
      open = null;
    } else if (open) open.words.push(line);
    else lines.push(line);
  }
  return shieldWords(lines.join('\n'));
}

const NOTE_LINE = new RegExp(
  String.raw`<polyline class="edge" [^>]*data-to="${NOTE_ID}[^>]*>`,
  'g',
);
const NOTE_BOX = new RegExp(
  String.raw`(?<=<g class="node" data-id="${NOTE_ID}[^>]*>\s*)<rect [^>]*>`,
  'g',
);

/** A note is no state: its line has no head, and its box no round corners. */
function drawNotes(svg: string): string {
  return svg
    .replace(NOTE_LINE, (line) => line.replace(/ marker-end="[^"]*"/, ' stroke-dasharray="2 3"'))
    .replace(NOTE_BOX, (box) =>
      box.replaceAll(/ r[xy]="[^"]*"/g, '').replace('var(--_node-stroke)', 'var(--_line)'),
    );
}

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
