/** What a number counts. */
export interface Measure {
  /** Shared by all measures that differ by a power of ten alone. */
  readonly base: string;
  /** How many of the base it is: a power of ten. */
  readonly scale: number;
}

/**
 * Measures as they stand behind a number, in English, German, Russian and Japanese. Single letters that scale a number as
 * well (`m`, `k`, `t`) or are digits of colours (`d`) are none, nor is 5G, nor are those that lengths of style sheets end in.
 */
const MEASURES: readonly (readonly [base: string, scale: number, words: string])[] = [
  ['second', 1e-9, 'ns nanosecond nanoseconds нс наносекунда наносекунды наносекунд'],
  ['second', 1e-6, 'µs us microsecond microseconds мкс микросекунда микросекунды микросекунд'],
  [
    'second',
    1e-3,
    'ms msec msecs millisecond milliseconds мс миллисекунда миллисекунды миллисекунд ミリ秒',
  ],
  ['second', 1, 's sec secs second seconds sekunden с сек секунда секунды секунд секунду 秒'],
  ['minute', 1, 'min mins minute minutes minuten мин минута минуты минут минуту 分間'],
  ['hour', 1, 'h hr hrs hour hours stunde stunden ч час часа часов 時間'],
  ['day', 1, 'day days tag tage tagen день дня дней дн 日間'],
  ['week', 1, 'week weeks woche wochen неделя недели недель неделю нед 週間'],
  [
    'month',
    1,
    'month months monat monate monaten месяц месяца месяцев мес か月 ヶ月 ヵ月 カ月 箇月',
  ],
  ['year', 1, 'yr yrs year years jahr jahre jahren год года лет 年間'],
  ['byte', 1, 'byte bytes байт байта байтов バイト'],
  ['byte', 1e3, 'kb kilobyte kilobytes кб килобайт キロバイト'],
  ['byte', 1e6, 'mb megabyte megabytes мб мегабайт メガバイト'],
  ['byte', 1e9, 'gb gigabyte gigabytes гб гигабайт ギガバイト'],
  ['byte', 1e12, 'tb terabyte terabytes тб терабайт テラバイト'],
  ['byte', 1e15, 'pb petabyte petabytes пб петабайт ペタバイト'],
  ['metre', 1e-3, 'mm millimetre millimetres millimeter millimeters мм миллиметров ミリメートル'],
  ['metre', 1e-2, 'cm centimetre centimetres centimeter centimeters см сантиметров センチ'],
  ['metre', 1, 'metre metres meter meters metern метр метра метров メートル'],
  [
    'metre',
    1e3,
    'km kilometre kilometres kilometer kilometers км километр километра километров キロメートル',
  ],
  ['mile', 1, 'mi mile miles миля мили миль マイル'],
  ['gram', 1, 'gram grams gramm г грамм грамма граммов グラム'],
  [
    'gram',
    1e3,
    'kg kilo kilos kilogram kilograms kilogramm кг килограмм килограмма килограммов キログラム',
  ],
  ['gram', 1e6, 'ton tons tonne tonnes tonnen тонна тонны тонн тонну トン'],
  ['watt', 1e3, 'kw kilowatt kilowatts квт киловатт キロワット'],
  ['watt', 1e6, 'megawatt megawatts мвт мегаватт メガワット'],
  ['watt hour', 1e3, 'kwh квтч キロワット時'],
  ['hertz', 1, 'hz hertz гц герц ヘルツ'],
  ['hertz', 1e3, 'khz кгц キロヘルツ'],
  ['hertz', 1e6, 'mhz мгц メガヘルツ'],
  ['hertz', 1e9, 'ghz ггц ギガヘルツ'],
  ['per second', 1, 'rps qps tps'],
  ['times', 1, 'x × х fold times раз раза 倍'],
  ['people', 1, 'people person persons personen человек человека людей 人 名'],
  ['users', 1, 'user users пользователь пользователя пользователей ユーザー'],
  ['customers', 1, 'customer customers client clients kunden клиент клиента клиентов 顧客'],
  ['employees', 1, 'employee employees mitarbeiter сотрудник сотрудника сотрудников 社員 従業員'],
  [
    'shops',
    1,
    'shop shops store stores outlets filialen магазин магазина магазинов магазинах 店舗 店',
  ],
  ['countries', 1, 'country countries länder ländern страна страны стран か国 カ国 ヶ国 ヵ国'],
  ['servers', 1, 'server servers сервер сервера серверов サーバー'],
  ['orders', 1, 'order orders заказ заказа заказов'],
];
const BY_WORD: ReadonlyMap<string, Measure> = new Map(
  MEASURES.flatMap(([base, scale, words]) =>
    words.split(' ').map((word) => [word, { base, scale }] as const),
  ),
);
/** Longest first. Behind those that are no Latin or Russian letters another word may follow at once. */
const UNSPACED = [...BY_WORD.keys()]
  .filter((word) => /[^\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]/u.test(word))
  .toSorted((a, b) => b.length - a.length);
/** What may part a number from its unit, as a class of patterns. */
export const UNIT_SPACE = '[ \\u00A0\\u2007\\u2009\\u200A\\u202F\\u3000]';
/** One letter alone belongs to what it stands right behind; more of them may be in brackets, or in the next cell. */
const WORD = new RegExp(
  `^\\p{Cf}*(?:(?:${UNIT_SPACE}|-)\\p{Cf}*)?(?:([\\p{L}×µ]+)|[(\\[]\\s?(\\p{L}{2,})\\s?[)\\]])|^\\s{1,3}(\\p{L}{2,})`,
  'u',
);
/** As data has it: `340,"unitText":"ms"`, `data-value="340" data-unit="ms"`. */
const UNIT_FIELD = /^["']?[,;]?\s?["']?[\w-]{0,12}unit\w{0,8}["']?\s?[:=]\s?["']?(\p{L}+)/iu;
/** Up to another number of the same measure: `340–350 ms`, `340 ± 5 ms`, `from 340 to 40 ms`. */
const RANGE = new RegExp(
  `^${UNIT_SPACE}?(?:[-–—~〜～±/→]|to |bis |до |から)${UNIT_SPACE}?\\d[\\d.,]{0,12}(?=\\D)`,
  'u',
);
const PER_SECOND = new RegExp(
  String.raw`^\p{Cf}*${UNIT_SPACE}?(?:req(?:uest)?s?|queries|transactions|запрос(?:а|ов)?)(?:/| per | в )(?:s|с)(?:ec(?:ond)?|ек(?:унду)?)?(?!\p{L})`,
  'iu',
);

/** @returns what the number counts that ends before `after`; null if it is a number alone, or of something else. */
export function measureOf(after: string): Measure | null {
  const range = RANGE.exec(after);
  if (range) return measureOf(after.slice(range[0].length));
  const [, field] = UNIT_FIELD.exec(after) ?? [];
  if (field) return BY_WORD.get(field.toLowerCase()) ?? null;
  const [all = '', beside, inBrackets, inCell] = WORD.exec(after) ?? [];
  const word = beside ?? inBrackets ?? inCell ?? '';
  if (word === '') return null;
  if (PER_SECOND.test(after)) return { base: 'per second', scale: 1 };
  const unspaced = UNSPACED.find((each) => word.startsWith(each));
  if (unspaced) return BY_WORD.get(unspaced) ?? null;
  // `4x4` is a number of neither.
  if (/^[\p{N}_]/u.test(after.slice(all.length))) return null;
  return BY_WORD.get(word.toLowerCase()) ?? null;
}

/** @param word - in plain letters. Where no spaces are, others may be with it: `の店舗`. */
export function measureCalled(word: string): Measure | null {
  const within = UNSPACED.find((each) => each.length > 1 && word.includes(each));
  return BY_WORD.get(within ?? word) ?? null;
}
