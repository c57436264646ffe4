import { kanjiValue } from '../figures/number-words.ts';

/** A Japanese address: a town, and the numbers of its district, block and house. */
export interface BlockAddress {
  /** From the whole to the town alone: `東京都港区北浜`, `港区北浜`, `北浜`. */
  readonly places: readonly string[];
  /** Two or three. */
  readonly numbers: readonly number[];
}

const DIGITS = '[0-9〇一二三四五六七八九十]{1,4}';
const ADDRESS = new RegExp(
  String.raw`^(?:〒?\d{3}-?\d{4})?(?<place>[\p{scx=Han}\p{scx=Kana}\p{scx=Hira}]+?)` +
    String.raw`(?<first>${DIGITS})(?:丁目|番地?|-)(?:(?<second>${DIGITS})(?:番地?の?|-|号)?)?(?:(?<third>${DIGITS})号?)?(?!\d)`,
  'u',
);
const PREFECTURE = /^.{2,3}?[都道府県](?=.)/u;
const CITY = /^.{1,6}?[市区郡町村](?=.)/u;

/** @returns null if it is none, or has less than two numbers. */
export function readBlock(writing: string): BlockAddress | null {
  const text = writing
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[‐‑–−ー](?=\d)/gu, '-');
  const { place = '', first, second, third } = ADDRESS.exec(text)?.groups ?? {};
  if (!first || !second) return null;
  const numbers = [first, second, third].flatMap((each) => (each ? [numberOf(each)] : []));
  const local = place.replace(PREFECTURE, '');
  let town = local;
  while (CITY.test(town)) town = town.replace(CITY, '');
  return { places: [...new Set([place, local, town])].filter((each) => each.length > 1), numbers };
}

function numberOf(written: string): number {
  return kanjiValue(written) ?? Number(written);
}
