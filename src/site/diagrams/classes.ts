import { NAME, faultIn, lineOf, linesOf, shieldWords } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

/** A type or a name in a member: generics and arrays, but no sign that means something else here. */
const TOKEN = String.raw`[^\s\(\)\{\}:"<>*$;]+`;
/** Of the class itself (`$`), or left to those below it (`*`). */
const CLASSIFIER = String.raw`[$*]`;
const METHOD = String.raw`([-+#~]?\s*${TOKEN})(\([^\(\)<>"]*\))(?:(${CLASSIFIER})(?:\s*(${TOKEN}))?|(?:\s*(${TOKEN}))?(${CLASSIFIER})?)`;
const MEMBER = String.raw`(?:${METHOD}|[-+#~]?\s*${TOKEN}(?:\s+${TOKEN})?${CLASSIFIER}?)`;
const ARROWS = String.raw`<\|--|--\|>|<\|\.\.|\.\.\|>|\*--|--\*|o--|--o|-->|<--|\.\.>|<\.\.|--|\.\.`;
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
  toSource: (source: string): string => source.split('\n').map(toLibrary).join('\n'),
  words: wordsOf,
  afterwards: (svg: string, source: string): string => inked(withoutHeads(svg, source)),
};

const MARKED_METHOD = lineOf(String.raw`(\s*(?:${NAME}\s*:\s*)?)${METHOD}\s*`);

/** What is said of members is read by the library; what is said of arrows is shown as it is. */
function toLibrary(line: string): string {
  if (RELATION.test(line.trim()))
    return shieldWords(line.replace(/(?<=[\s"])\.\.(?=[\s"])/, '..>'));
  // The library looks for the sign of a method behind its name, where nobody writes it.
  const [, before = '', name = '', parameters = '', sign, type, late, lateSign] =
    MARKED_METHOD.exec(line) ?? [];
  const given = sign ?? lateSign;
  return given ? `${before}${name}${given}${parameters} ${type ?? late ?? ''}`.trimEnd() : line;
}

/** Lines below words take the colour of the whole text, which the library leaves black. */
function inked(svg: string): string {
  return svg.replaceAll(' text-decoration="underline"', '$& fill="var(--_text-sec)"');
}

const DRAWN_RELATION = /<polyline class="class-relationship"[^>]*>/g;

/** A bare line is drawn by the library as an arrow: its head is taken off again. */
function withoutHeads(svg: string, source: string): string {
  const bare = linesOf(source).flatMap((line) => {
    const arrow = RELATION.exec(line)?.[3];
    return arrow === undefined ? [] : [arrow === '--' || arrow === '..'];
  });
  // The library passes over a line that it finds no way for: then nobody knows which is which.
  if (svg.match(DRAWN_RELATION)?.length !== bare.length && bare.includes(true))
    throw new Error('expected each relation to be drawn');
  let at = -1;
  return svg.replace(DRAWN_RELATION, (line) =>
    bare[(at += 1)] ? line.replace(/ marker-end="[^"]*"/, '') : line,
  );
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
  '--': '–',
  '..': '┄',
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
