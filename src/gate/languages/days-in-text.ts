import { ANY_MONTH, monthCalled } from './months.ts';

/** A day or a month that a text names. */
export interface NamedDate {
  /** `2026-07-01`, or `2026-07` if it names no day. */
  readonly date: string;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const MONTH = String.raw`(?<name>${ANY_MONTH})(?!\p{L})`;
const YEAR = String.raw`(?<year>(?:19|20)\d\d)`;
const DAY = String.raw`(?<day>[0-3]?\d)`;

/** ISO 8601, `20260701`, `2026年7月1日`, `1 July 2026`, `1. Juli 2026`, `July 1, 2026`, `1 июля 2026`, `01.07.2026`. */
const FORMS: readonly RegExp[] = [
  String.raw`(?<!\d)${YEAR}-(?<month>[01]\d)(?:-(?<day>[0-3]\d))?(?!\d|-)`,
  String.raw`(?<!\d)${YEAR}(?<month>0[1-9]|1[0-2])(?<day>[0-3]\d)(?=T\d|\b)`,
  String.raw`${YEAR}\s*年\s*(?<month>[01]?\d)\s*月(?:\s*${DAY}\s*日)?`,
  String.raw`(?<![\d.\p{L}])(?:${DAY}(?:st|nd|rd|th|\.|-?го)?(?:\s+of)?\s+)?${MONTH}\.?,?\s+${YEAR}(?!\d)`,
  String.raw`(?<!\p{L})${MONTH}\.?\s+${DAY}(?:st|nd|rd|th)?,?\s+${YEAR}(?!\d)`,
  String.raw`(?<![\d.])${DAY}\.(?<month>[01]?\d)\.${YEAR}(?!\.?\d)`,
].map((form) => new RegExp(form, 'giu'));

/** @returns the days and months that a text names, in English, German, Russian, Japanese or digits. */
export function datesIn(text: string): readonly NamedDate[] {
  return FORMS.flatMap((form) =>
    [...text.matchAll(form)].flatMap(({ 0: written, groups = {}, index }) => {
      const month = Number(groups['month'] ?? monthCalled(groups['name'] ?? ''));
      if (!(month >= 1 && month <= 12)) return [];
      const parts = [
        groups['year'] ?? '',
        pad(month),
        ...(groups['day'] ? [pad(groups['day'])] : []),
      ];
      return [{ date: parts.join('-'), start: index, end: index + written.length }];
    }),
  );
}

/** RFC 3339, PDF (ISO 32000-2 §7.9.4), Exif (§4.6.5), ASN.1's GeneralizedTime. */
const MACHINE_FORM = new RegExp(
  [
    String.raw`(?<!\d)(?<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)T\d\d:\d\d`,
    String.raw`D:(?<pdf>(?:19|20)\d\d[01]\d[0-3]\d)`,
    String.raw`(?<!\d)(?<exif>(?:19|20)\d\d:[01]\d:[0-3]\d) \d\d:\d\d:\d\d`,
    String.raw`(?<!\d)(?<asn>(?:19|20)\d\d[01]\d[0-3]\d)\d{6}(?:\.\d+)?Z`,
  ].join('|'),
  'g',
);

/** @returns the days, YYYY-MM-DD, that programs have written into a text for programs. */
export function machineDaysIn(text: string): readonly string[] {
  return [...text.matchAll(MACHINE_FORM)].map(({ groups = {} }) => {
    const written = groups['iso'] ?? groups['pdf'] ?? groups['exif'] ?? groups['asn'] ?? '';
    return written.replaceAll(/[-:]/g, '').replace(/(.{4})(..)(..)/, '$1-$2-$3');
  });
}

function pad(number: number | string): string {
  return String(number).padStart(2, '0');
}
