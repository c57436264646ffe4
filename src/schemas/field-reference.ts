import { z } from 'zod';
import { Agreement } from './agreement.ts';
import { CaseStudy, CaseStudyTranslation } from './case-study.ts';
import { LOCALES } from './locale.ts';
import { Profile } from './profile.ts';
import { Retractions } from './retraction.ts';
import { Deck, Talk, TalkTranslation } from './talk.ts';

/** One field that an author can write. */
export interface Field {
  /** As a dotted path, with `[]` for each item of a list: `schedule[].from`. */
  readonly path: string;
  /** What stands there, in words. */
  readonly value: string;
  /** What counts when it is left out: a default as YAML, nothing, or `null` where it is an error. */
  readonly whenLeftOut: string | null;
  /** What it is for. */
  readonly about: string;
}

/** What is used of a JSON Schema. */
interface Node {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** @returns every field of a schema, outer ones before those within them. */
export function fieldsOf(schema: z.ZodType): readonly Field[] {
  return fieldsBelow(jsonSchema(schema), '');
}

/**
 * @param path of the thing whose fields are meant, as zod reports it: names and indices.
 * @returns the names of the fields that may stand there.
 */
export function fieldNames(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let nodes: readonly Node[] = alternatives(jsonSchema(schema));
  for (const step of path)
    nodes = nodes
      .map((node) => (typeof step === 'number' ? node.items : node.properties?.[String(step)]))
      .flatMap((node) => (node ? alternatives(node) : []));
  return nodes.flatMap(({ properties = {} }) => Object.keys(properties));
}

function jsonSchema(schema: z.ZodType): Node {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
}

function alternatives(node: Node): readonly Node[] {
  return [node, ...(node.anyOf ?? []).flatMap(alternatives)];
}

function fieldsBelow(node: Node, path: string): readonly Field[] {
  if (node.title !== undefined || isPerLanguage(node)) return [];
  if (node.anyOf) return node.anyOf.flatMap((each) => fieldsBelow(each, path));
  if (node.items) return fieldsBelow(node.items, `${path}[]`);
  return Object.entries(node.properties ?? {}).flatMap(([name, inner]) => {
    const place = path === '' ? name : `${path}.${name}`;
    const isNeeded = node.required?.includes(name) ?? false;
    const fallback = inner.default === undefined ? '' : JSON.stringify(inner.default);
    const field = {
      path: place,
      value: valueOf(inner),
      whenLeftOut: isNeeded ? null : fallback,
      about: inner.description ?? '',
    };
    return [field, ...fieldsBelow(inner, place)];
  });
}

/** @returns whether the node is a text for each language rather than a thing with fields. */
function isPerLanguage({ properties = {} }: Node): boolean {
  return Object.keys(properties).join() === LOCALES.join();
}

function valueOf(node: Node): string {
  if (node.title !== undefined) return node.title;
  if (node.const !== undefined) return code(node.const);
  if (node.enum) return node.enum.map(code).join(', ');
  if (node.anyOf) return node.anyOf.map(valueOf).join('; or ');
  if (node.items) return listOf(node.items);
  if (isPerLanguage(node)) return `${valueOf(node.properties?.[LOCALES[0]] ?? {})}, per language`;
  if (node.type === 'integer') return `a whole number, ${node.minimum} ${upTo(node.maximum)}`;
  if (node.type === 'boolean') return '`true`, `false`';
  return 'the fields below';
}

function listOf(item: Node): string {
  if (item.enum) return `a list of ${valueOf(item)}`;
  return item.title === undefined
    ? 'a list, each with the fields below'
    : `a list of: ${item.title}`;
}

function upTo(maximum: number | undefined): string {
  return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${maximum}`;
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}

/** What authors write, file by file. */
const FILES: readonly { readonly title: string; readonly schema: z.ZodType }[] = [
  { title: 'Profile: `profile.yaml`', schema: Profile },
  { title: 'Case study: front matter of `case-studies/NAME/index.mdx`', schema: CaseStudy },
  {
    title: 'Case study in another language: `case-studies/NAME/ja.mdx`',
    schema: CaseStudyTranslation,
  },
  { title: 'Talk: front matter of `talks/NAME/index.mdx`', schema: Talk },
  { title: 'Talk in another language: `talks/NAME/ja.mdx`', schema: TalkTranslation },
  { title: 'Slides: front matter of `talks/NAME/slides.mdx`', schema: Deck },
  { title: 'Agreement: `agreements/ID.yaml`, or `vault -- edit ID`', schema: Agreement },
  { title: 'Works taken down: `retractions.yaml`', schema: Retractions },
];

/** @returns the reference of all fields as Markdown: `docs/fields.md`. */
export function fieldReference(): string {
  return `# Fields

Every field of every file in \`content/\`, made from the schemas that check them. The third column says
what counts when a field is left out; **needed** means that the build stops without it (of a field within
another: if the other is there). \`links[].url\` is the \`url\` of each item in the list \`links\`. "Per
language" is \`{ en: …, ja: …, ru: … }\`, of which one is enough. How texts are written:
[the content guide](content-guide.md).
${FILES.map(({ title, schema }) => `\n## ${title}\n\n${fieldTable(fieldsOf(schema))}\n`).join('')}`;
}

function fieldTable(fields: readonly Field[]): string {
  const rows = fields.map(({ path, value, whenLeftOut, about }) => {
    const fallback = whenLeftOut === null ? '**needed**' : whenLeftOut && code(whenLeftOut);
    return `| \`${path}\` | ${value} | ${fallback} | ${about} |`;
  });
  return [
    '| field | value | left out | what it is for |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
