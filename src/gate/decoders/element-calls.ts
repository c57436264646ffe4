import type { Layer } from '../decoder.ts';
import { BLOCKS, INLINES } from './component-children.ts';
import { QUOTES, endOfLiteral, literalText } from '../writings/literal.ts';

/** As Mithril writes them. */
const CLASSES = '(?:[.#][\\w.#-]{0,60})?';
/** A call that makes an element within a line of text, or a list that stands for it. */
const CALL = new RegExp(
  `\\((["'\`])(?:${INLINES})${CLASSES}\\1[,)]|\\[(["'])(?:${INLINES})\\2,\\s{0,8}(?:null|\\{)`,
  'g',
);
/** Without one of these there is no such call. */
const MARKS = ['("', "('", '(`'];
const MARKS_OF_LISTS = ['["strong",', '["em",', '["b",', '["span",', '["a",{', '["code",{'];
/** As the name of an element stands in its call. */
const INLINE = new RegExp(`^(?:${INLINES}|wbr)${CLASSES}$`);
const BLOCK = new RegExp(`^(?:${BLOCKS})${CLASSES}$`);

/** Of code between two texts side by side: `,-1)),n[1]||(n[1]=e("b",null,`. */
const MOST_BETWEEN = 160;
/** Of the text before a call: no term has more. */
const MOST_BEFORE = 200;
const SHOWN_BEHIND = /(?:[([,+]|(?:textContent|innerText|children)["']?\s*[:=])$/;

/**
 * What compiled templates show (Vue, Svelte, Preact, Mithril, hyperscript), as it is read: a text stands in pieces
 * around the calls that make the elements in it (`e("p",null,[t("Har"),e("b",null,"bour")])`), or the lists that do
 * (`["p",null,"Har",["b",null,"bour"]]`, as Svelte has trees and Nuxt keeps content).
 */
export function* elementCalls(text: string): Iterable<Layer> {
  if (![...MARKS, ...MARKS_OF_LISTS].some((mark) => text.includes(mark))) return;
  const said: string[] = [];
  CALL.lastIndex = 0;
  for (let call = CALL.exec(text); call; call = CALL.exec(text)) {
    const before = textBefore(text, call.index);
    const { shown, end } = textBehind(text, call.index);
    if (shown !== '') said.push(before + shown);
    CALL.lastIndex = Math.max(end, CALL.lastIndex);
  }
  if (said.length > 0) yield { kind: 'text', name: 'elements', text: said.join('\n') };
}

/** @returns the end of the text before a call, if it is right before it. */
function textBefore(text: string, call: number): string {
  let end = call - 1;
  while (end > call - MOST_BETWEEN && !QUOTES.has(text.charAt(end))) end -= 1;
  const quote = text.charAt(end);
  if (!QUOTES.has(quote)) return '';
  let start = end;
  while (end - start < MOST_BEFORE && start > 0 && text.charAt(start - 1) !== quote) start -= 1;
  return kindOf(text, start - 1, end + 1) === 'text' ? literalText(text.slice(start, end)) : '';
}

/** @returns what is shown from a call on, up to where a line ends or other code begins. */
function textBehind(text: string, call: number): { readonly shown: string; readonly end: number } {
  let shown = '';
  let end = call;
  for (let at = call; at < text.length && at - end < MOST_BETWEEN; at++) {
    if (!QUOTES.has(text.charAt(at))) continue;
    const start = at;
    end = endOfLiteral(text, start);
    const kind = kindOf(text, start, end);
    if (kind === 'block') break;
    if (kind === 'text') shown += literalText(text.slice(start + 1, end - 1));
    at = end - 1;
  }
  return { shown, end };
}

/** What a literal is: the name of an element, a text, or else the name or value of an attribute. */
function kindOf(
  text: string,
  start: number,
  end: number,
): 'block' | 'inline' | 'text' | 'attribute' {
  const inner = text.slice(start + 1, end - 1);
  const isHead = text.charAt(start - 1) === '(' || isHeadOfList(text, start, end);
  if (isHead && /[,)]/.test(text.charAt(end))) {
    if (BLOCK.test(inner)) return 'block';
    if (INLINE.test(inner)) return 'inline';
  }
  const isKey = text
    .slice(end, end + 4)
    .trimStart()
    .startsWith(':');
  const before = text.slice(Math.max(0, start - 16), start).trimEnd();
  return !isKey && SHOWN_BEHIND.test(before) ? 'text' : 'attribute';
}

/** Behind the name of an element stand its attributes: other lists begin with a short text as well. */
function isHeadOfList(text: string, start: number, end: number): boolean {
  return text.charAt(start - 1) === '[' && /^,\s{0,8}(?:null|\{)/.test(text.slice(end, end + 13));
}
