import { KIND, kinds, learn } from './letters/units.ts';
import type { Needle } from './needle.ts';
import type { Severity } from './rules.ts';

/** What companies, hosts and accounts put right behind a name: no other word of a dictionary ends so. */
const BEHIND = new Set(
  [
    'hq inc corp llc llp ltd plc gmbh ooo prom holding group team media digital studio',
    'app apps api dev prod preprod staging online web cloud lab labs tech admin portal cdn db cms crm vpn',
    'demo beta blog shop store docs mail',
    'пром групп холдинг банк строй сервис торг инвест трейд',
  ].flatMap((line) => line.split(' ')),
);
/** And before it. */
const BEFORE = new Set('www team staging preprod cdn ooo oao zao ооо оао зао пао'.split(' '));
/** Words begin with these, too, so that the name has to be longer. */
const BEFORE_LONG = new Set('get my the join try use dev api app lib hello with'.split(' '));

const LONGEST = 8;
const LEAST = 4;
/** In a name as short as this it is only a doubt. */
const SHORT = 4;
const LEAST_OF_PLURAL = 5;
const LEAST_OF_LONG = 6;

/** Whether a way to write a term is one that others would be joined with. */
export function takesAffixes({ term, how, severity }: Needle): boolean {
  const isName = term.kind === 'name' || term.kind === 'word' || term.kind === 'person';
  return isName && severity === 'error' && (how === null || how === 'transliterated');
}

/** Whether a word may end before an offset, in spite of the letters there. Quick, and never too strict. */
export function mayEnd(text: string, at: number): boolean {
  const end = lettersFrom(text, at, 1);
  return end !== null && (end === at + 1 || BEHIND.has(text.slice(at, end).toLowerCase()));
}

/** Whether a word may begin at an offset, in spite of the letters before. Quick, and never too strict. */
export function mayBegin(text: string, at: number): boolean {
  const start = lettersFrom(text, at - 1, -1);
  if (start === null) return false;
  if (at - start === 2) return true;
  const letters = text.slice(start + 1, at).toLowerCase();
  return BEFORE.has(letters) || BEFORE_LONG.has(letters);
}

/**
 * What it comes to that letters stand right behind a name.
 *
 * @param start - of the name, in UTF-16 units.
 * @param end - behind its last letter.
 * @param size - of the name in letters.
 * @returns null if it is another word.
 */
export function judgeBehind(
  text: string,
  start: number,
  end: number,
  size: number,
): Severity | null {
  const stop = lettersFrom(text, end, 1);
  if (stop === null || size < LEAST) return null;
  const letters = text.slice(end, stop);
  if (letters === 's')
    return size >= LEAST_OF_PLURAL && isInCapitals(text.slice(start, end)) ? 'warning' : null;
  const isVersion = /^v$/i.test(letters) && isDigitAt(text, stop);
  if (!isVersion && !BEHIND.has(letters.toLowerCase())) return null;
  return size > SHORT ? 'error' : 'warning';
}

/** The same for letters right before it. */
export function judgeBefore(text: string, start: number, size: number): Severity | null {
  const before = lettersFrom(text, start - 1, -1);
  if (before === null || size < LEAST) return null;
  const letters = text.slice(before + 1, start).toLowerCase();
  // `-lacme` for a compiler, `\sacme` of a pattern, `%sacme` of a format.
  const isSign =
    letters.length === 1 &&
    /(?:[\\%]|(?:^|[\s"'=])-)$/.test(text.slice(Math.max(0, before - 1), before + 1));
  if (isSign || BEFORE.has(letters)) return size > SHORT ? 'error' : 'warning';
  return BEFORE_LONG.has(letters) && size >= LEAST_OF_LONG ? 'warning' : null;
}

/** `QUORVXs`: of a name in small letters, which may be another word with an s behind it, nothing is said. */
function isInCapitals(written: string): boolean {
  return /^\p{Lu}+$/u.test(written);
}

/**
 * @returns the offset behind the letters that stand at one, or before them; null if there are too many to
 *   be an affix, or something that cannot be told.
 */
function lettersFrom(text: string, from: number, step: 1 | -1): number | null {
  for (let at = from, left = LONGEST; left >= 0; at += step, left--) {
    if (at < 0 || at >= text.length) return at;
    const unit = text.charCodeAt(at);
    const kind = kinds[unit] || learn(unit);
    if (kind === KIND.several) return null;
    if (kind !== KIND.lower && kind !== KIND.upper) return at;
  }
  return null;
}

function isDigitAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (kinds[unit] || learn(unit)) === KIND.digit;
}
