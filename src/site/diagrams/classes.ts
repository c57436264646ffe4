import { NAME, faultIn, lineOf, linesOf, shieldWords } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

/** A type or a name in a member: generics and arrays, but no sign that means something else here. */
const TOKEN = String.raw`[^\s\(\)\{\}:"<>*$;]+`;
const MEMBER = String.raw`[-+#~]?\s*(?:${TOKEN}\([^\(\)<>"]*\)(?:\s*${TOKEN})?|${TOKEN}(?:\s+${TOKEN})?)`;
const ARROWS = String.raw`<\|--|--\|>|<\|\.\.|\.\.\|>|\*--|--\*|o--|--o|-->|<--|\.\.>|<\.\.`;
const COUNT = String.raw`"([^"<>]+)"`;
const RELATION = lineOf(
  String.raw`(${NAME})\s+(?:${COUNT}\s+)?(${ARROWS})\s+(?:${COUNT}\s+)?(${NAME})(?:\s*:\s*(\S.*))?`,
);
const OPENS = lineOf(String.raw`class\s+(${NAME})\s*\{`);
const INLINE = lineOf(String.raw`(${NAME})\s*:\s*(${MEMBER})`);
const ANNOTATION = /^<<(\w+)>>$/;

const GRAMMAR: Grammar = {
  header: /^classDiagram$/,
  lines: [RELATION, lineOf(String.raw`class\s+${NAME}`), INLINE],
  blocks: [
    {
      opens: OPENS,
      closes: /^\}$/,
      within: [lineOf(MEMBER), ANNOTATION],
      nests: false,
      end: 'a `}` for each `{`',
    },
  ],
  expected:
    'classes, such as `class Dog {` … `}` with lines like `+String name` and `+bark(times) bool`, or `Animal <|-- Dog : why`',
};

/** Classes, what they have, and how they hang together. */
export const classDiagram = {
  header: GRAMMAR.header,
  fault: (source: string): DiagramFault | null => faultIn(source, GRAMMAR),
  toSource: shieldRelations,
  words: wordsOf,
};

/** What is said of members is read by the library; what is said of arrows is shown as it is. */
function shieldRelations(source: string): string {
  return source
    .split('\n')
    .map((line) => (RELATION.test(line.trim()) ? shieldWords(line) : line))
    .join('\n');
}

/** How each arrow is said, from its left to its right. */
const SAID: Readonly<Record<string, string>> = {
  '<|--': '◁',
  '--|>': '▷',
  '<|..': '◁',
  '..|>': '▷',
  '*--': '◆–',
  '--*': '–◆',
  'o--': '◇–',
  '--o': '–◇',
  '-->': '→',
  '<--': '←',
  '..>': '⇢',
  '<..': '⇠',
};

function wordsOf(source: string): readonly string[] {
  const members = new Map<string, string[]>();
  const relations: string[] = [];
  let inside: string | null = null;
  for (const line of linesOf(source)) {
    const [, name, member] = INLINE.exec(line) ?? [];
    const relation = RELATION.exec(line);
    if (line === '}') inside = null;
    else if (inside !== null) members.get(inside)?.push(line);
    else if (relation) relations.push(relationWords(relation));
    else if (name !== undefined && member !== undefined)
      members.set(name, [...(members.get(name) ?? []), member]);
    else {
      const declared = /^class\s+(\S+)/.exec(line)?.[1] ?? null;
      if (declared !== null) members.set(declared, members.get(declared) ?? []);
      if (OPENS.test(line)) inside = declared;
    }
  }
  const classes = [...members].map(([name, own]) =>
    [name, own.join(', ')].filter(Boolean).join(': '),
  );
  return [...classes, ...relations];
}

function relationWords(match: RegExpExecArray): string {
  const [, from = '', fromCount, arrow = '', toCount, to = '', words] = match;
  const ends = [from, fromCount, SAID[arrow], toCount, to].filter(Boolean).join(' ');
  return words ? `${ends} (${words})` : ends;
}
