import { isUnspaced } from '../needle.ts';
import type { Called } from './called.ts';
import { dotted } from './dotted.ts';

/** What stands before a name in a letter; what may be a name as well, only with a dot. */
const BEFORE = [
  'mr|mrs|ms|miss|mx|sir|dame|lord|lady|dr|prof|professor|herrn?|frau|dipl-?ing|dott|dott ssa',
  'monsieur|madame|mme|mlle|señora?|signora?',
  'господин|госпожа|г-н|г-жа|д-р|доктор|проф|профессор',
].join('|');
const BEFORE_WITH_DOT = '(?:hon|rev|hr|fr|ing|mag|sra?|sig|sig\\.?\\s*ra|avv)\\.';
/** Behind it on a card. Short degrees are surnames as well, so that they need a comma. */
const BEHIND = 'phd|mba|msc|bsc|mphil|llm|esq|jr|iii|obe|mbe|cbe';
const BEHIND_COMMA = 'md|ba|ma|jd|llb|cpa|cfa|sr|ii|iv|dds|rn|pe|pmp|dr';
const JAPANESE_BEHIND =
  '様|さま|さん|氏|殿|先生|博士|教授|社長|会長|専務|常務|部長|課長|係長|室長|主任|代表|取締役|弁護士';

/** What somebody is: `(Head of IT)`. */
const ASIDE = /\s*\([^()]*\)/gu;
const STARTS = new RegExp(`^(?:(?:${dotted(BEFORE)})(?=[\\s.])|${BEFORE_WITH_DOT})[\\s.]*`, 'iu');
const ENDS = new RegExp(
  `(?:[\\s,(]+(?:${dotted(BEHIND)})|,\\s*(?:${dotted(BEHIND_COMMA)}))[\\s).]*$`,
  'iu',
);
const JAPANESE_ENDS = new RegExp(`(?<=[^\\s])\\s*(?:${JAPANESE_BEHIND})$`, 'u');

/** Titles with which somebody is spoken of by the surname alone, in plain letters. */
export const TITLES = [
  'mr mrs ms miss mx dr prof professor herr herrn frau monsieur madame mme mlle signor signora',
  'господин господина господину господином господине госпожа госпожи госпоже госпожу госпожой гн гже гжа гжи гжу',
]
  .join(' ')
  .split(' ');
export const JAPANESE_TITLES = JAPANESE_BEHIND.split('|');

const PATRONYMIC =
  /(?:ович|евич|ьич|[кмшт]ич|овна|евна|ична|инична|оглы|кызы|ovich|evich|ovna|evna|ichna)$/i;

/**
 * The shorter names by which people call somebody: without titles and what stands between the first and the last
 * name, and in Russian by the first name and the patronymic.
 *
 * @param written - the name in full: `Dr. Jane M. Harbour`, `Иван Петрович Щёлоков`, `Harbour, Jane`.
 * @returns none if it has nothing to leave out.
 */
export function personCalledBy(written: string): readonly Called[] {
  return namesOf(withoutTitles(written)).flatMap(({ name, isSure }) => [
    ...(name === written ? [] : [{ name, isSure }]),
    ...(isUnspaced(name) || !isSure ? [] : shorterNames(wordsOf(name))),
  ]);
}

function wordsOf(name: string): readonly string[] {
  return name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
}

function withoutTitles(written: string): string {
  let rest = written.normalize('NFKC').replace(ASIDE, ' ').trim();
  for (;;) {
    const before = rest;
    for (const title of [STARTS, ENDS, JAPANESE_ENDS]) {
      const without = rest.replace(title, '');
      if (/\p{L}{2}/u.test(without)) rest = without;
    }
    if (rest === before) return rest;
  }
}

/** In a list of names the surname comes first, with a comma; behind a whole name one parts what somebody does. */
function namesOf(name: string): readonly Called[] {
  const [before = '', behind, ...more] = name.split(/\s*,\s*/);
  if (!before || !behind || more.length > 0) return [{ name, isSure: true }];
  const inOrder = `${behind} ${before}`;
  if (wordsOf(before).length < 2) return [{ name: inOrder, isSure: true }];
  return [
    { name: before, isSure: true },
    { name: inOrder, isSure: false },
  ];
}

function* shorterNames(words: readonly string[]): Iterable<Called> {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (words.length > 2) {
    const at =
      words.length === 3
        ? words.findIndex((word, index) => index > 0 && PATRONYMIC.test(word))
        : -1;
    if (at < 0) yield { name: `${first} ${last}`, isSure: true };
    if (at < 0) yield* spanishNames(words);
    else yield* russianNames(words[at - 1] ?? '', words[at] ?? '', at === 1 ? last : first);
  }
  // Of a double surname one may be in use.
  const parts = last.split(/[-‐‑]/).filter((part) => part.length > 1);
  if (words.length > 1 && parts.length > 1)
    for (const part of parts) yield { name: `${first} ${part}`, isSure: false };
}

/** Of two surnames the first is the one in use: `María Harbour` for María José Harbour Vale. */
function* spanishNames(words: readonly string[]): Iterable<Called> {
  const surname = words.at(-2) ?? '';
  if (words.length !== 4 || !/^\p{Lu}\p{Ll}/u.test(surname)) return;
  yield { name: `${words[0] ?? ''} ${surname}`, isSure: false };
  yield { name: words.slice(0, -1).join(' '), isSure: false };
}

function* russianNames(given: string, patronymic: string, surname: string): Iterable<Called> {
  for (const names of [
    [given, surname],
    [surname, given],
    [surname, given, patronymic],
    [given, patronymic, surname],
  ])
    yield { name: names.join(' '), isSure: true };
  yield { name: `${given} ${patronymic}`, isSure: false };
}
