import type { Sides } from './addresses.ts';

/** Words, and what parts them in a sentence; a line may end between two, but no paragraph. */
const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}’'\\p{Pd}]*";
const SPACE = '(?:[ \\u00A0\\t]{1,2}|[ \\t]*\\r?\\n[ \\t]*)';
const BETWEEN = `${SPACE}(?:[–—&+-]${SPACE})?`;
const OPENING = '["\'“„«‘(\\[*_#@]{0,3}';
const CLOSING = "(?:[’']s)?[.,;:!?…)\\]”»\"’'*_™®]{0,4}";
const WORDS_BEFORE = new RegExp(`(?:${WORD}${CLOSING}${BETWEEN}${OPENING})+$`, 'u');
const WORDS_BEHIND = new RegExp(`^${CLOSING}(?:${BETWEEN}${OPENING}${WORD}${CLOSING})+`, 'u');
const EACH_WORD = new RegExp(WORD, 'gu');

/** With two capitals at most (`ВКонтакте`). Shorter ones are variables and operators, of Latin letters in any case. */
const ORDINARY = /^(?:\p{Lu}{1,2}\p{Ll}|\p{Ll})[\p{Ll}\p{M}]+(?:['’\p{Pd}]\p{L}+)*$/u;
const SHORT = new Set(
  [
    'We At In On By To If It My As No So Am An Im Er Du Wo',
    'Мы На Он Но От До По За Об Из Со Во а в и к о с у я А В И К О С У Я',
  ].flatMap((line) => line.split(' ')),
);
const SHOUTED = /^\p{Lu}{4,}$/u;
/** What programs write with spaces around it. */
const OF_PROGRAMS = new Set(
  [
    'return case typeof new var let const function class extends import export delete void instanceof await yield else',
    'throw default enum interface static goto def null true false undefined type',
  ].flatMap((line) => line.split(' ')),
);
/** Of sentences as well: there they do not stand between brackets. */
const OF_BOTH = new Set('in of is if as from this'.split(' '));

const UNSPACED = '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}]{2}';
const UNSPACED_BEFORE = new RegExp(`${UNSPACED}[「『（(〈《・、。 ]?$`, 'u');
const UNSPACED_BEHIND = new RegExp(`^[」』）)〉》・、。 ]?${UNSPACED}`, 'u');
/** Bytes that are no text are kanji by chance, and rare ones. */
const IN_ANY_SENTENCE = /[のはがをにでともへ的了和是在为与我们社]/u;

/** `BP-led`, `HP-Drucker`, `BP/Shell`, `1С:Предприятие`; not `HP-UX`. */
const COMPOUND_BEHIND = /^(?:[\p{Pd}/]\p{Lu}?\p{Ll}{2,}|:\p{Lu}\p{Ll}{2,})(?!\p{L})/u;
/** `non-BP`; not `pt-BR`. */
const COMPOUND_BEFORE = /(?<=^|[\s("“„«])\p{Lu}?\p{Ll}{3,}\p{Pd}$/u;
const MAY_BEGIN = /(?:^|[\s"'“„«‘([*#@–—]|(?<![\p{L}\p{N}_\\])_{1,2})$/u;
const MAY_END =
  /^(?:$|[\s"'”»’*–—™®]|[)\]](?![\p{L}\p{N}_$({])|_(?![\p{L}\p{N}_])|[.,;:!?…](?:$|[\s"'”»’)\]*_]))/u;

/** All of a value of a program, as in `id="BP" class`. */
const VALUE_BEFORE = /[=:([{,]\s?["']$/;
const VALUE_BEHIND = /^["']/;

/** Attributes that nobody sees, in a page and as they are read a line each behind their names. */
const UNSEEN = '(?:class|className|id|lang|hreflang|rel|name|style|data-[\\w-]+)';
const ATTRIBUTE = new RegExp(
  `(?:^|\\n)${UNSEEN} [^\\n]*$|(?<![\\p{L}-])${UNSEEN}\\s?=\\s?(?:"[^"]*|'[^']*)$`,
  'u',
);

/** Of so many words a sentence is: fewer stand beside a constant, too. */
export const SENTENCE = 2;

/**
 * Tells how much of a sentence stands around a place.
 *
 * @returns how many of its words are known, those it is joined with among them; 0 if none of it is a sentence.
 */
export function wordsAround(sides: Sides): number {
  const { before, after } = inParagraph(sides);
  if (ATTRIBUTE.test(before) || (VALUE_BEFORE.test(before) && VALUE_BEHIND.test(after))) return 0;
  if (UNSPACED_BEFORE.test(before) || UNSPACED_BEHIND.test(after))
    return IN_ANY_SENTENCE.test(before + after) ? SENTENCE : 0;
  const ahead = COMPOUND_BEFORE.exec(before)?.[0] ?? '';
  const joined = COMPOUND_BEHIND.exec(after)?.[0] ?? '';
  const start = before.slice(0, before.length - ahead.length);
  const rest = after.slice(joined.length);
  if (!MAY_BEGIN.test(start) || !MAY_END.test(rest)) return 0;
  const around = `${WORDS_BEFORE.exec(start)?.[0] ?? ''} ${WORDS_BEHIND.exec(rest)?.[0] ?? ''}`;
  const words = around.match(EACH_WORD) ?? [];
  const tied = [ahead, joined, POSSESSIVE.exec(after)?.[0]].filter(Boolean);
  const isBracketed = rest.startsWith(')') && !/[([][^()]*$/.test(start);
  const isCounted = (word: string) => isOrdinary(word) && !(isBracketed && OF_BOTH.has(word));
  const count = words.filter(isCounted).length + tied.length;
  return count > 0 ? count : Number(words.some((word) => SHOUTED.test(word)));
}

function isOrdinary(word: string): boolean {
  return SHORT.has(word) || (ORDINARY.test(word) && !OF_PROGRAMS.has(word));
}

/** A shorter line is a cell, an item or a value by itself, of which the next one says nothing. */
const WRAPPED = 40;

/** Leaves out the lines with which the sentence does not go on. */
function inParagraph({ before, after }: Sides): Sides {
  const start = before.lastIndexOf('\n');
  const end = after.indexOf('\n');
  const line = before.slice(start + 1);
  const isFirst = start >= 0 && !goesOn(before.slice(0, start));
  const isLast = end >= 0 && !goesOn(line + after.slice(0, end));
  return { before: isFirst ? line : before, after: isLast ? after.slice(0, end) : after };
}

/** Whether the last line of a text was wrapped within a sentence. */
function goesOn(text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n') + 1).trimEnd();
  return line.length >= WRAPPED && !/[.!?:;>{}]$/.test(line);
}

/** @returns the words of a sentence beside a place, to tell its script. */
export function besides({ before, after }: Sides): string {
  return `${WORDS_BEFORE.exec(before)?.[0] ?? ''} ${WORDS_BEHIND.exec(after)?.[0] ?? ''}`;
}

/** Behind these somebody is named. */
const PARTY = new RegExp(
  '(?:^|[\\s(])(?:at|for|with|by|from|client|customer|company|für|bei|mit|von|firma|kunden?|' +
    `для|у|в|с|со|из|от|компани[яиюей]+|клиент\\p{L}*|заказчик\\p{L}*)\\s{1,2}["“„«(]?$`,
  'iu',
);
const POSSESSIVE = /^['’]s(?!\p{L})/u;
const COMPANY = /^\s(?:AG|GmbH|Group|Inc|Ltd|plc|PLC|SE|Company|Corporation|Gruppe)(?!\p{L})/u;

/** Whether a sentence speaks of it as of somebody. */
export function isParty({ before, after }: Sides): boolean {
  return PARTY.test(before) || isSomebody({ before, after });
}

/** The same, of what may be a number and its unit as well: `for 3M users`. */
export function isSomebody({ before, after }: Sides): boolean {
  if (POSSESSIVE.test(after) || COMPANY.test(after)) return true;
  return PARTY.test(before) && /^[”»"')\]]*(?:[.,;:!?]|$)/.test(after);
}

const LABEL = new RegExp(
  '(?<![\\p{L}])(?:client|customer|company|employer|organi[sz]ation|kunde|firma|auftraggeber|клиент|заказчик|компания|работодатель|' +
    'クライアント|会社|顧客)(?:[-_ ]?name)?["\'”]?\\s{0,3}[:=：]\\s{0,3}["\'“«]?$',
  'iu',
);

/** `Client: BP`, `"company": "BP"`. */
export function isLabelled({ before, after }: Sides): boolean {
  return LABEL.test(before) && /^(?:$|[\s"'”»<,;.)}])/u.test(after);
}

const SEEN_VALUE =
  /(?:^|[\s"'{,])(?:alt|title|content|aria-label|label|heading|caption|summary|headline)["']?\s{0,2}[=:]\s{0,2}["']$/i;
const LINE_BEFORE = /(?:^|\n|(?<![=-])>)[\s#*•|“„«(-]*$/u;
const LINE_BEHIND = /^[\s”»)*|.,:!]*?(?:\n|$|<)/u;
const CELL_BEFORE = /\n[ \t]*\|(?:[^\n]*\|)?[ \t]*$/;
const CELL_BEHIND = /^[ \t]*\|/;
const FIRST_CELL = /^[,;\t] ?[\d"\p{L}]/u;

/** Whether it is all that an element, a line, cell or attribute that people read says. */
export function isAlone({ before, after }: Sides): boolean {
  if (SEEN_VALUE.test(before)) return /^["']/.test(after);
  if (CELL_BEFORE.test(before) && CELL_BEHIND.test(after)) return true;
  if (/(?:^|\n)$/.test(before) && FIRST_CELL.test(after)) return true;
  return LINE_BEFORE.test(before) && LINE_BEHIND.test(after);
}
