import { toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { judgeWordings, openCopy, wordingPicker } from '../marks/index.ts';
import type { HiddenMark, PickWording, WordingPlace } from '../marks/index.ts';
import type { Author } from './author.ts';
import type { WordingOpening } from './mark-openings.ts';

/** @returns the mark in the wordings of a text: a key of its own, so that showing one shows no other. */
export function wordingMark(
  author: Pick<Author, 'blind'>,
  { work, lang }: { readonly work: string; readonly lang: string },
): HiddenMark {
  const hash = (use: string) =>
    author.blind(`wording-mark/1/${use}`, toUtf8(canonicalJson([work, lang])));
  return { id: hash('id').slice(0, 8), key: hash('key') };
}

/** @returns what the author's key picks in the texts of works. */
export function authorWording(author: Pick<Author, 'blind'>) {
  return (work: string, lang: string): PickWording =>
    wordingPicker(wordingMark(author, { work, lang }));
}

/** @returns what shows the mark to a doubter: the key, and all places with all their wordings. */
export function wordingOpening(
  author: Pick<Author, 'blind'>,
  text: Pick<WordingOpening, 'lang'> & {
    readonly work: string;
    readonly places: readonly WordingPlace[];
  },
): WordingOpening {
  const { id, key } = wordingMark(author, text);
  const places = text.places.map(({ before, after, of, nth }) => ({
    before,
    after,
    of: [...of],
    nth,
  }));
  return { carrier: 'wording', lang: text.lang, id: toHex(id), key: toBase64url(key), places };
}

/** @returns whether every place of a page says what it should. */
export function isWordingWhole(
  html: string,
  places: readonly WordingPlace[],
  mark: HiddenMark,
): boolean {
  const { agreeing } = judgeWordings(openCopy(html).find(places), mark);
  return agreeing === places.length;
}
