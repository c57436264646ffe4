import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document, ErrorCode } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../../disclosure/problem.ts';
import { fieldNames } from '../../schemas/field-reference.ts';
import { encodingProblem } from './encoding.ts';
import { plainWords } from './plain-words.ts';

/** A YAML text that knows its lines. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** @returns the line in the file, from 1, of a field or of the nearest thing around it. */
  line(path: readonly PropertyKey[]): number;
}

/** Parses YAML 1.2 as data. @returns the source, or what is wrong with it. */
export function readYaml(
  text: string,
  file: string,
  firstLine = 1,
): { source: YamlSource } | { problems: readonly Problem[] } {
  const misread = encodingProblem(text, file);
  if (misread) return { problems: [misread] };
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0)
    return {
      problems: document.errors.map(({ pos, code }) => ({
        file,
        line: counter.linePos(pos[0]).line + firstLine - 1,
        field: null,
        // The parser's own message quotes the text, which may be private.
        message: `expected valid YAML (${code.toLowerCase().replaceAll('_', ' ')})`,
        hint: HINTS[code] ?? 'Check the indentation, and put quotes around a text that holds `: `.',
      })),
    };
  const line = (path: readonly PropertyKey[]) =>
    counter.linePos(offsetOf(document, path)).line + firstLine - 1;
  const value = toData(document);
  if (value !== null) return { source: { file, value: value.data, line } };
  const message = 'expected aliases that can be resolved, and few of them';
  return { problems: [{ file, line: null, field: null, message }] };
}

const HINTS: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Indent with spaces: YAML takes no tabs.',
  DUPLICATE_KEY: 'Keep one of the two.',
  UNEXPECTED_TOKEN:
    'Check the indentation, and put "…" around a text that holds an apostrophe or begins with a sign.',
};

/** @returns null for aliases that lead nowhere or unfold into too much, as in a "billion laughs". */
function toData(document: Document.Parsed): { data: unknown } | null {
  try {
    return { data: document.toJS() };
  } catch {
    return null;
  }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Checks a source against a schema. @returns the value, or every problem with its line. */
export function validate<S extends z.ZodType>(
  source: YamlSource,
  schema: S,
): { value: z.output<S> } | { problems: readonly Problem[] } {
  const result = schema.safeParse(source.value ?? {});
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.flatMap((issue) => toProblems(issue, source, schema)) };
}

function toProblems(
  issue: z.core.$ZodIssue,
  source: YamlSource,
  schema: z.ZodType,
): readonly Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      ...at([...issue.path, key], source),
      // It may be a client's name that lost its place: its line says enough.
      field: issue.path.map(String).join('.') || null,
      message: 'holds a field that does not belong there',
      hint: `Fields here: ${fieldNames(schema, issue.path).join(', ')}.`,
    }));
  const isMissing = !has(source.value, issue.path);
  const expected = plainWords(issue.message);
  const message = isMissing ? `is missing: ${expected}` : expected;
  return [{ ...at(issue.path, source), message }];
}

function at(path: readonly PropertyKey[], source: YamlSource) {
  return { file: source.file, line: source.line(path), field: path.map(String).join('.') || null };
}

function has(value: unknown, path: readonly PropertyKey[]): boolean {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null || !(key in inner)) return false;
    inner = (inner as Record<PropertyKey, unknown>)[key];
  }
  return inner !== undefined;
}
