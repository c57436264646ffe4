import type { Finding } from '../findings.ts';
import { RULES } from '../rules.ts';
import type { RuleId } from '../rules.ts';
import type { KnownWork } from './known-work.ts';
import type { PublicText } from './public-text.ts';

/** What somebody can find out from what is public, although no file says it. */
export interface Inference {
  readonly rule: RuleId;
  /** About which work. */
  readonly work: Pick<KnownWork, 'id'>;
  readonly file: string;
  /** What in the file tells, as a word that says nothing: `title`, `count`. */
  readonly what: string;
  /** Where in its source that stands; null if it has no place of its own. */
  readonly offset: number | null;
  /** How to get there, in a document. Names in it may tell something themselves. */
  readonly way?: readonly string[];
}

/** All that an inference starts from. */
export interface Evidence {
  readonly texts: readonly PublicText[];
  readonly works: readonly KnownWork[];
  /** @returns the slug of the work whose page lies at a path or address; null if it is none's. */
  workAt(path: string): string | null;
}

/**
 * Says an inference as a warning. What it rests on is not quoted: a public log would give the hint
 * that the page alone does not.
 */
export function toFinding(
  { rule, work, file, what, offset, way = [] }: Inference,
  source: string,
): Finding {
  const lines = offset === null ? [] : source.slice(0, offset).split('\n');
  return {
    file,
    path: [...way, what].join('/'),
    way: [...way, what],
    term: work.id,
    rule,
    severity: 'warning',
    snippet: '',
    offset,
    ...(lines.length > 0 && { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }),
    hint: RULES[rule].help,
  };
}
