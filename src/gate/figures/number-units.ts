import { isUnspaced } from '../needle.ts';
import { CURRENCY_CODES } from './digit-runs.ts';
import { keyOf, numberOf, times } from './number-key.ts';
import { UNIT_SPACE, measureOf } from './number-measures.ts';
import type { Measure } from './number-measures.ts';
import { kanjiValue, scaleOf } from './number-words.ts';

/** A number in a text, in one of the ways that it can be read. */
export interface ReadNumber {
  readonly start: number;
  readonly end: number;
  /** The value, exactly: digits without zeros at their ends, and a power of ten, as `12e5`. */
  readonly key: string;
  readonly unit: 'percent' | 'money' | null;
  readonly measure: Measure | null;
  /** Whether it is one only together with the letter of its measure, as in `4x`: alone it is a part of a name. */
  readonly isPart?: boolean;
}

const PERCENT = new RegExp(
  String.raw`^\p{Cf}*(?:${UNIT_SPACE}\p{Cf}*)?[(]?(?:[%％٪](?!2\d)|per ?cent|pct|pp(?!\p{L})|п\.\s?п\.|процент|パーセント|ポイント|prozent)`,
  'iu',
);
/** As data names it: `"percent": 42`. */
const PERCENT_BEFORE = /(?:per[_-]?cent(?:age)?|pct|процент|prozent)["']?\s*[:=]\s*["']?$/iu;
const MONEY_BEFORE = new RegExp(
  `(?:\\p{Sc}|${CURRENCY_CODES}|us\\$)\\p{Cf}*(?:${UNIT_SPACE}\\p{Cf}*)?$`,
  'iu',
);
const MONEY_AFTER = new RegExp(
  `^(?:\\p{Cf}*(?:${UNIT_SPACE}\\p{Cf}*)?|["']?,\\s?["'](?:price)?currency["']:\\s?["'])(?:\\p{Sc}|${CURRENCY_CODES}|dollar|pound|yen|円|ドル|ユーロ|руб|доллар|евро)`,
  'iu',
);

/** `build$5` is a name in a program. */
const IDENTIFIER_BEFORE = /[\p{Ll}_]\$$/u;

/** So far behind a number its measure ends, in a range of numbers or in data. */
const MOST_OF_MEASURE = 40;

/** Reads what stands beside a number, and what multiplies it. */
export function* withUnits(
  text: string,
  start: number,
  size: number,
  keys: readonly string[],
): Iterable<ReadNumber> {
  const end = start + size;
  const units = unitsAround(text, start, end);
  const behind = text.slice(end, end + 2);
  // `1200px` is a name of its own kind, unless the letters scale it or say what it counts.
  const isName = units.unit === null && /^[\p{L}_]/u.test(behind) && !isUnspaced(behind.charAt(0));
  const isPart = isName && (units.measure === null || !/^\p{L}{2}/u.test(behind));
  for (const key of keys) {
    if (!isPart || units.measure) yield { start, end, key, ...units, isPart };
    // A tenth is ten percent.
    if (text.charAt(end) === '割')
      yield { start, end: end + 1, key: times(key, 10), unit: 'percent', measure: null };
    const scaled = scaledBy(text, end, key);
    if (scaled) yield { start, ...scaled, ...unitsAround(text, start, scaled.end) };
  }
}

function unitsAround(
  text: string,
  start: number,
  end: number,
): Pick<ReadNumber, 'unit' | 'measure'> {
  const unit = unitAround(text, start, end);
  return {
    unit,
    measure: unit === null ? measureOf(text.slice(end, end + MOST_OF_MEASURE)) : null,
  };
}

function unitAround(text: string, start: number, end: number): ReadNumber['unit'] {
  const after = text.slice(end, end + 32);
  const before = text.slice(Math.max(0, start - 24), start);
  if (PERCENT.test(after) || PERCENT_BEFORE.test(before)) return 'percent';
  const isMoney = MONEY_BEFORE.test(before) && !IDENTIFIER_BEFORE.test(before);
  return isMoney || MONEY_AFTER.test(after) ? 'money' : null;
}

const SCALED = new RegExp(
  String.raw`^\p{Cf}*(?:${UNIT_SPACE}\p{Cf}*|-(?=\p{L}{4}))?(\p{L}+)\.?`,
  'u',
);

const SCALED_BY_KANJI = new RegExp(`^${UNIT_SPACE}?([千百万億兆]+)`, 'u');

/** Numbers, with which a drawing goes on: `15 20 m 349.6 302 l`. */
const DRAWS = /^\s+[-.\d]/;
/** What begins a colour of a terminal, up to its number: `\x1b[1;35m`. */
const COLOURS = /(?:\\(?:x1b|u001b|u\{1b\}|033|e)|\u001B)\[[\d;]{1,12}$/i;

/** Whether the letter between two offsets, behind a number, is one that programs take for a command. */
function isCommand(text: string, start: number, end: number): boolean {
  return (
    DRAWS.test(text.slice(end, start + 24)) ||
    COLOURS.test(text.slice(Math.max(0, start - 24), start))
  );
}

/** `1.2` and then ` million`, `m` or 万. */
function scaledBy(text: string, at: number, key: string): { key: string; end: number } | null {
  const after = text.slice(at, at + 24);
  const [spaced, kanji] = SCALED_BY_KANJI.exec(after) ?? [];
  if (spaced && kanji) return scaledByKanji(text, at + spaced.length - kanji.length, key, kanji);
  const [all = '', word = ''] = SCALED.exec(after) ?? [];
  if (all.trim() === 'm' && isCommand(text, at, at + all.length)) return null;
  const scale = /^T€/.test(after.slice(all.length - 1)) ? 1e3 : scaleOf(word.toLowerCase());
  return scale === null ? null : { key: times(key, scale), end: at + all.length };
}

/** `1億2000万` adds up. */
function scaledByKanji(text: string, at: number, key: string, kanji: string) {
  const own = times(key, kanjiValue(kanji) ?? 1);
  const rest = /^([0-9０-９]{1,4})([千百万億]*)/u.exec(text.slice(at + kanji.length));
  if (!rest) return { key: own, end: at + kanji.length };
  const [all, digits = '', scale = ''] = rest;
  const more = Number(digits.normalize('NFKC')) * (scale === '' ? 1 : (kanjiValue(scale) ?? 1));
  const sum = numberOf(own) + more;
  return { key: keyOf(String(sum), 0), end: at + kanji.length + all.length };
}
