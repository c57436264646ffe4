/** What months are called in a date, whole and short, in English, German and the cases of Russian; January first. */
export const MONTH_NAMES: readonly (readonly string[])[] = [
  'january jan januar jänner янв',
  'february feb februar фев февр',
  'march mar märz mär mrz мар',
  'april apr апр',
  'may mai',
  'june jun juni июн',
  'july jul juli июл',
  'august aug авг',
  'september sep sept сен сент',
  'october oct oktober okt окт',
  'november nov ноя нояб',
  'december dec dezember dez дек',
].map((names, month) => [...names.split(' '), ...russianCases(month)]);

function russianCases(month: number): readonly string[] {
  const stems = 'январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр'.split(' ');
  const stem = stems[month] ?? '';
  const endings = stem === 'ма' ? 'й я ю ем е' : /т$/.test(stem) ? ' а у ом е' : 'ь я ю ём ем е';
  return endings.split(' ').map((ending) => stem + ending);
}

/** All of them, longest first: no shorter one hides a longer one in a pattern. */
export const ANY_MONTH = MONTH_NAMES.flat()
  .toSorted((a, b) => b.length - a.length)
  .join('|');

/** @returns which month it is, from 1 on; 0 for none. */
export function monthCalled(name: string): number {
  return MONTH_NAMES.findIndex((names) => names.includes(name.toLowerCase())) + 1;
}
