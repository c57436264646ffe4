import type { Node } from '@babel/types';

/** A piece of source, in UTF-16 units from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something that may change places with others of its run, comments included. */
export interface Unit extends Span {
  readonly name: string;
  /** What has to follow when it is put where something else stood. */
  readonly terminator: '' | ';';
  /** Things of one group may change places; null: this one stays, and only has its name in the run. */
  readonly group: number | null;
}

/** Things whose order is free. */
export interface Run {
  /** Tells runs apart that hold things of the same names. */
  readonly kind: string;
  /** In the order they stand in, with different names. */
  readonly units: readonly Unit[];
}

/** Source text, and where its comments are: in order, and without overlap. */
export interface Commented {
  readonly source: string;
  readonly comments: readonly Span[];
}

/** One of a list of siblings in the source. */
export interface Sibling extends Span {
  /** Null if nothing may move past it; empty if others may, but it stays where it is. */
  readonly name: string | null;
  /** Whether another may only follow on a new line or after a semicolon. */
  readonly isOpen: boolean;
}

/** Comments that speak about their place in the file, or to a program that reads the file. */
const BOUND_TO_ITS_PLACE =
  /sourceMappingURL|sourceURL|@(?:license|licence|preserve|ts-|jsx|flow|format|file|module|vite|cc_on)|^\/\*!|[#@]\s?(?:end)?region|[#@]__|(?:es|ts|js|ox|style)lint|prettier|biome|istanbul|\b(?:c8|v8) ignore|webpack|copyright|<reference|<!--|-->/i;

/**
 * Splits siblings into runs that nothing but white space and comments separates: minifiers take the
 * comments out, and have to find the same runs. A comment directly above, or on the line where a
 * sibling ends, goes with it; nothing moves past any other, which may head a part of the file. What
 * is bound to its comment stays.
 *
 * @returns in each run units with different names.
 */
export function unitRuns(
  text: Commented,
  siblings: readonly Sibling[],
): readonly (readonly Unit[])[] {
  const runs: Whole[][] = [];
  let [end, group]: [number | null, number] = [null, 0];
  for (const sibling of siblings) {
    if (sibling.name === null) {
      end = null;
      continue;
    }
    const whole = withComments(text, sibling);
    const { start } = whole ?? sibling;
    const between = end === null ? null : betweenOf(text, { start: end, end: start });
    if (between === null || between === 'more') runs.push([]);
    if (between === 'comments') group += 1;
    runs.at(-1)?.push({ ...sibling, whole: whole ?? sibling, group: whole ? group : null });
    end = (whole ?? sibling).end;
  }
  return runs.map((run) => toUnits(text, run));
}

interface Whole extends Sibling {
  readonly whole: Span;
  readonly group: number | null;
}

/** What stands between two siblings: nothing, comments alone, or something that parts them. */
function betweenOf(
  { source, comments }: Commented,
  { start, end }: Span,
): 'nothing' | 'comments' | 'more' {
  let at = start;
  for (const comment of comments.slice(indexFrom(comments, start), indexFrom(comments, end))) {
    if (!isBlank(source.slice(at, comment.start))) return 'more';
    at = comment.end;
  }
  if (!isBlank(source.slice(at, end))) return 'more';
  return at === start ? 'nothing' : 'comments';
}

function toUnits(text: Commented, run: readonly Whole[]): readonly Unit[] {
  const onOwnLines = run.every(({ whole }) => isOnOwnLines(text, whole));
  const isCommented = run.some(
    ({ start, end, whole, group }) => group === null || whole.start < start || whole.end > end,
  );
  // Of two things on one line nobody knows whose the comment is, and `//` would hide the other.
  const isStuck = isCommented && !onOwnLines;
  return distinct(
    run.map(({ name, isOpen, whole, group }): Unit => ({
      name: name ?? '',
      ...whole,
      terminator: isOpen && !onOwnLines ? ';' : '',
      group: isStuck ? null : group,
    })),
  );
}

/** Leaves out what has no name, and those of the same name: they can't be told apart. */
export function distinct<T extends { readonly name: string }>(units: readonly T[]): T[] {
  const counts = new Map<string, number>();
  for (const { name } of units) counts.set(name, (counts.get(name) ?? 0) + 1);
  return units.filter(({ name }) => name !== '' && counts.get(name) === 1);
}

/** @returns the whole of a thing and its comments, or null if they are bound to their place. */
function withComments(text: Commented, { start, end }: Span): Span | null {
  const [above, beside] = [commentsAbove(text, start), commentsBeside(text, end)];
  const isBound = [...above, ...beside].some((comment) =>
    BOUND_TO_ITS_PLACE.test(text.source.slice(comment.start, comment.end)),
  );
  if (isBound) return null;
  return { start: above.at(-1)?.start ?? start, end: beside.at(-1)?.end ?? end };
}

function commentsAbove({ source, comments }: Commented, start: number): readonly Span[] {
  const found: Span[] = [];
  let from = start;
  for (let index = indexFrom(comments, start) - 1; index >= 0; index--) {
    const comment = comments[index];
    // A blank line between them, and it is about more than this.
    if (!comment || !/^[^\S\n]*(?:\n[^\S\n]*)?$/.test(source.slice(comment.end, from))) break;
    if (!startsLine(source, comment.start)) break;
    found.push(comment);
    from = comment.start;
  }
  return found;
}

function commentsBeside({ source, comments }: Commented, end: number): readonly Span[] {
  const found: Span[] = [];
  let to = end;
  for (let index = indexFrom(comments, end); index < comments.length; index++) {
    const comment = comments[index];
    if (!comment || !/^[^\S\n]*$/.test(source.slice(to, comment.start))) break;
    found.push(comment);
    to = comment.end;
  }
  return found;
}

/** Whether a comment begins inside. */
export function hasComment({ comments }: Commented, { start, end }: Span): boolean {
  return (comments[indexFrom(comments, start)]?.start ?? Infinity) < end;
}

/** @returns the index of the first span that starts at `position` or later. */
function indexFrom(spans: readonly Span[], position: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isOnOwnLines({ source }: Commented, { start, end }: Span): boolean {
  let at = end;
  while (/[^\S\n]/.test(source[at] ?? '')) at += 1;
  return startsLine(source, start) && (at >= source.length || source[at] === '\n');
}

/** Looks no further than to the next letter: minified code stands on one line. */
function startsLine(source: string, position: number): boolean {
  let at = position - 1;
  while (/[^\S\n]/.test(source[at] ?? '')) at -= 1;
  return at < 0 || source[at] === '\n';
}

function isBlank(text: string): boolean {
  return /^\s*$/.test(text);
}

/** @returns where a node stands; null if it was not read from source. */
export function spanOf({
  start,
  end,
}: {
  start?: number | null;
  end?: number | null;
}): Span | null {
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : null;
}

/** @returns the name of a property, or null if it has to be calculated. */
export function nameOf(key: Node): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' ? key.value : null;
}
