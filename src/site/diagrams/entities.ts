import { shieldWord } from '../../disclosure/diagram-text.ts';
import { NAME, faultIn, lineOf, linesOf, shieldWords } from './grammar.ts';
import type { DiagramFault, Grammar } from './grammar.ts';

const KEY = '(?:PK|FK|UK)';
const TOKEN = String.raw`[\p{L}\p{Co}][\p{L}\p{N}\p{Co}_\(\)\[\]-]*`;
const ENTITY = String.raw`${NAME}(?:-${NAME})*`;
const RELATION = lineOf(
  String.raw`(${ENTITY})\s+(\|\||\|o|\}o|\}\|)(?:--|\.\.)(\|\||o\||o\{|\|\{)\s+(${ENTITY})\s*:\s*(\S.*)`,
);
const OPENS = lineOf(String.raw`(${ENTITY})\s*\{`);
const ATTRIBUTE = lineOf(
  String.raw`(${TOKEN})\s+(${TOKEN})((?:\s*,?\s+${KEY})*)(?:\s+"([^"<>]+)")?`,
);

const GRAMMAR: Grammar = {
  header: /^erDiagram$/,
  lines: [RELATION],
  blocks: [
    { opens: OPENS, closes: /^\}$/, within: [ATTRIBUTE], nests: false, end: 'a `}` for each `{`' },
  ],
  expected:
    'entities, such as `WORK {` … `}` with lines like `string id PK`, or `WORK ||--o{ MARK : carries`',
};

/** Entities, what they hold, and how many of one belong to the other. */
export const entityDiagram = {
  header: GRAMMAR.header,
  fault: (source: string): DiagramFault | null => faultIn(source, GRAMMAR),
  toSource: (source: string): string => source.split('\n').map(toLibrary).join('\n'),
  words: wordsOf,
};

function toLibrary(line: string): string {
  const [, type, name, keys = '', comment] = ATTRIBUTE.exec(line.trim()) ?? [];
  // Quotation marks around all words of a line are no part of them.
  if (type === undefined) return shieldWords(line.replace(/:\s*"([^"]*)"\s*$/, ': $1'));
  // The library would show a comment only under a pointer: here it stands with the name.
  const said = comment === undefined ? name : `${name}${shieldWord(` (${comment})`)}`;
  // It takes keys apart at spaces alone.
  return [type, said, keys.replaceAll(',', ' ')].join(' ');
}

/** How many, by what stands at an end of the line. */
const COUNTS: Readonly<Record<string, string>> = {
  '||': '1',
  '|o': '0–1',
  'o|': '0–1',
  '}o': '0–n',
  'o{': '0–n',
  '}|': '1–n',
  '|{': '1–n',
};

function wordsOf(source: string): readonly string[] {
  const entities = new Map<string, string[]>();
  const relations: string[] = [];
  let inside: string | null = null;
  for (const line of linesOf(source)) {
    const [, type, name, keys = '', comment] = ATTRIBUTE.exec(line) ?? [];
    const relation = RELATION.exec(line);
    if (line === '}') inside = null;
    else if (inside !== null && name !== undefined)
      entities.get(inside)?.push([name, factsOf(type, keys, comment)].join(' '));
    else if (relation) relations.push(relationWords(relation));
    else {
      inside = OPENS.exec(line)?.[1] ?? null;
      if (inside !== null) entities.set(inside, entities.get(inside) ?? []);
    }
  }
  return [...[...entities].map(([name, own]) => `${name}: ${own.join(', ')}`), ...relations];
}

function factsOf(type: string | undefined, keys: string, comment: string | undefined): string {
  const facts = [type, ...keys.split(/[\s,]+/)].filter(Boolean).join(' ');
  return `(${comment === undefined ? facts : `${facts}: ${comment}`})`;
}

function relationWords([, from, left = '', right = '', to, words = '']: RegExpExecArray): string {
  const said = words.replaceAll(/^"|"$/g, '');
  return `${from} ${COUNTS[left]} – ${COUNTS[right]} ${to} (${said})`;
}
