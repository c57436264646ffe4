/** Cities that are mostly named without `市`: those of the ordinance, and the capital. */
const LARGE =
  '東京|大阪|京都|名古屋|横浜|神戸|札幌|福岡|仙台|広島|川崎|千葉|さいたま|新潟|静岡|浜松|岡山|北九州|熊本|相模原';

/** `金沢市`, `ハンブルク市内`; `市場` and `市況` are something else. */
const CITY =
  /(?<![\p{sc=Han}\p{sc=Katakana}ー])(?<name>(?:[\p{sc=Han}ヶケ々]{1,7}|[\p{sc=Katakana}ー・]{2,10}|\p{sc=Hiragana}{2,4}))市(?![場況販価])/gu;

/** A prefecture may stand before the city, and belongs to no city's name. */
const PREFECTURE = /^.{2,3}[都道府県]/u;

/** What ends in `市` and is no city: a kind of town or market, or one that was named before. */
const NO_CITY = /(?:(?<!^京)都|^[同各当本両他全毎某該諸]|見本|青空|骨董|陶器|朝|闇|一般|中古)$/u;

const PLACED = new RegExp(
  `(?<name>${LARGE})(?=[都府]?(?:に|で|の|から|へ|を|発|本社|を拠点))`,
  'gu',
);

/** @returns the cities that a Japanese text names as such, without `市`. */
export function japaneseCitiesIn(text: string): readonly string[] {
  const marked = [...text.matchAll(CITY)]
    .map(({ groups }) => (groups?.['name'] ?? '').replace(PREFECTURE, ''))
    .filter((name) => name !== '' && !NO_CITY.test(name));
  const large = [...text.matchAll(PLACED)].map(({ groups }) => groups?.['name'] ?? '');
  return [...new Set([...marked, ...large])];
}
