import type { Layer } from '../decoder.ts';
import { BLOCKS, INLINES } from './component-children.ts';
import { mayBeProgram } from '../writings/program-start.ts';
import { endOfLiteral, literalText, QUOTES } from '../writings/literal.ts';

/** What each component has, in any build: programs for browsers may be all ASCII. */
const MARKS = ['ɵcmp', '\\u0275cmp'];
/** Where a template is made (1) and where it is brought up to date (2), as Angular, esbuild and Terser write it. */
const PHASE = /\b(?:[\w$]{1,40} ?& ?([12])|([12]) ?& ?[\w$]{1,40})(?:\) ?\{|&&)/g;
/** A longer one is read in parts. */
const MOST_READ = 50_000;
const MOST_CALL = 2000;

/** A call that makes what has a number: an element with its name, a text, or a place for a text. */
const MADE = /\((\d{1,5})(?:, ?(?=(["'`])))?/g;
const ADVANCE = /\((\d{0,5})\)/y;
const ELEMENT = /^[a-z][\w-]{0,40}$/;
const BLOCK = new RegExp(`^(?:${BLOCKS})$`);
/** Names of elements within a line; others are texts. */
const INLINE = new RegExp(`^(?:${INLINES}|img|wbr|svg|ng-container|ng-content)$`);

/**
 * What templates that Angular compiled show, as it is read: texts stand in calls beside those that make the elements
 * around them, and texts with values in them (`{{ name }}`) behind all others, for a place by its number.
 */
export function* angularTemplates(text: string): Iterable<Layer> {
  if (!mayBeProgram(text) || !MARKS.some((mark) => text.includes(mark))) return;
  const phases = [...text.matchAll(PHASE)];
  const said = phases.map(({ index, 1: plain, 2: turned }, at) => {
    if ((plain ?? turned) === '2') return '';
    const next = phases[at + 1];
    const end = Math.min(index + MOST_READ, next?.index ?? text.length);
    const isNext = next !== undefined && (next[1] ?? next[2]) === '2';
    const last = phases[at + 2]?.index ?? text.length;
    const update = isNext ? text.slice(next.index, Math.min(last, next.index + MOST_READ)) : '';
    return shownBy(text.slice(index, end), valuesIn(update));
  });
  const all = said.filter((shown) => shown.trim() !== '').join('\n');
  if (all !== '') yield { kind: 'text', name: 'angular', text: all };
}

/** @param values - texts by the numbers of their places. */
function shownBy(creation: string, values: ReadonlyMap<number, string>): string {
  let shown = '';
  for (const { 0: all, 1: number = '', 2: quote, index } of creation.matchAll(MADE)) {
    const start = index + all.length;
    const literal = quote === undefined ? null : literalAt(creation, start);
    if (literal === null) shown += values.get(Number(number)) ?? '';
    else if (BLOCK.test(literal)) shown += '\n';
    else if (!INLINE.test(literal) && !isComponent(literal)) shown += literal;
  }
  return shown;
}

function isComponent(literal: string): boolean {
  return ELEMENT.test(literal) && literal.includes('-');
}

/** Goes from place to place as the program does: each step says by how many, and one behind it what stands there. */
function valuesIn(update: string): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  let place = 0;
  for (let at = update.indexOf('('); at >= 0; at = update.indexOf('(', at + 1)) {
    ADVANCE.lastIndex = at;
    const step = ADVANCE.exec(update)?.[1];
    const isCall = /[\w$]/.test(update.charAt(at - 1));
    if (step !== undefined && isCall) place += step === '' ? 1 : Number(step);
    else if (QUOTES.has(update.charAt(at + 1)) && !values.has(place))
      values.set(place, literalsOf(update, at + 1));
  }
  return values;
}

/** @returns the literals of a call, and a space for each value between them. */
function literalsOf(update: string, start: number): string {
  let said = literalAt(update, start);
  let depth = 0;
  const most = Math.min(update.length, start + MOST_CALL);
  for (let at = endOfLiteral(update, start); at < most && depth >= 0; at++) {
    const letter = update.charAt(at);
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (QUOTES.has(letter)) {
      if (depth === 0) said += ` ${literalAt(update, at)}`;
      at = endOfLiteral(update, at) - 1;
    }
  }
  return said;
}

function literalAt(text: string, start: number): string {
  return literalText(text.slice(start + 1, endOfLiteral(text, start) - 1));
}
