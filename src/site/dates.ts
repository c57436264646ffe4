import type { Locale } from '../schemas/locale.ts';
import { STRINGS } from './strings.ts';

/** @param month - YYYY-MM. */
export function formatMonth(month: string, locale: Locale): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
    .format(date)
    .replace(/\s*г\.$/, '');
}

/** @param day - YYYY-MM-DD. */
export function formatDay(day: string, locale: Locale): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
    .format(date)
    .replace(/\s*г\.$/, '');
}

/** @returns the period of a work, with the months in words. */
export function formatPeriod(started: string, ended: string | undefined, locale: Locale): string {
  if (started === ended) return formatMonth(started, locale);
  const to = ended === undefined ? STRINGS[locale].now : formatMonth(ended, locale);
  return formatMonth(started, locale) + UNTIL[locale] + to;
}

/** @returns the years of a period, such as "2019 – today"; one year stands alone. */
export function formatYears(from: string, to: string | undefined, locale: Locale): string {
  const [first, last] = [from.slice(0, 4), to?.slice(0, 4) ?? STRINGS[locale].now];
  return first === last ? first : first + UNTIL[locale] + last;
}

const UNTIL: Readonly<Record<Locale, string>> = { en: ' – ', ja: '〜', ru: ' – ' };

/** @returns the name of a language, such as "Japanese", in the language of the page. */
export function languageName(language: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}

/** @param country - ISO 3166-1 alpha-2. */
export function countryName(country: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}

/**
 * The instant of a wall-clock time. A time that a change to summer time skips counts from the
 * offset before it; one that comes twice is the first.
 *
 * @param local - YYYY-MM-DDTHH:MM.
 * @param zone - an IANA time zone.
 */
export function instantOf(local: string, zone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  const before = asUtc - offsetAt(zone, asUtc - 24 * HOUR);
  if (offsetAt(zone, before) === asUtc - before) return new Date(before);
  const after = asUtc - offsetAt(zone, asUtc + 24 * HOUR);
  return new Date(offsetAt(zone, after) === asUtc - after ? after : before);
}

/**
 * The same moment with the offset that held at the place: `2027-02-18T13:20+09:00`.
 *
 * @see ISO 8601-1:2019 §5.4.2.1
 */
export function withOffset(local: string, zone: string): string {
  return local + offsetText(offsetAt(zone, instantOf(local, zone).getTime()));
}

/** An instant on the clock of a place, with its offset, in the form of `withOffset`. */
export function placeTime(instant: Date, zone: string): string {
  const offset = offsetAt(zone, instant.getTime());
  const local = new Date(instant.getTime() + offset).toISOString().slice(0, 16);
  return local + offsetText(offset);
}

function offsetText(offset: number): string {
  const digits = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${digits(minutes / 60)}:${digits(minutes % 60)}`;
}

/** @returns the name of a zone at a moment, such as "Japan Standard Time". */
export function zoneName(local: string, zone: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' });
  const parts = format.formatToParts(instantOf(local, zone));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/**
 * @param local - YYYY-MM-DDTHH:MM, on the clock of the place.
 * @returns the weekday, the day and the time, such as "Thursday, February 18, 2027 at 13:20". No line
 *   breaks behind "at".
 */
export function formatMoment(local: string, locale: Locale): string {
  const style = { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
    .format(new Date(`${local}:00Z`))
    .replace(/\s*г\./, '')
    .replace(/ (\S+) (?=\d+:\d+$)/, ' $1\u00a0');
}

/** @returns a time within a recording, such as `1:05` or `1:00:05`. */
export function formatTimecode(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const digits = (value: number) => String(value).padStart(2, '0');
  const tail = `${hours > 0 ? digits(minutes) : minutes}:${digits(whole % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

const HOUR = 3_600_000;

/** @returns how far `zone` is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, instant: number): number {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant);
  return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}
