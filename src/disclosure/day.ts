/**
 * @param zone - an IANA time zone.
 * @returns the calendar day, YYYY-MM-DD, that `instant` falls on in `zone`.
 */
export function dayIn(zone: string, instant: Date): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}

/** @returns the day that comes `count` days after `day`, or before it. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** @returns the same day of a later month, or the last one of a month that is shorter. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/**
 * The question "what is public when?", as every part of a build asks it.
 * A whole day (`--as-of`) means that day everywhere; an instant falls on different days in
 * different zones, and an embargo opens at the midnight of its own.
 */
export type AsOf = { readonly day: string } | { readonly instant: Date };

/** @returns the day it is in `zone`. */
export function today(asOf: AsOf, zone: string): string {
  return 'day' in asOf ? asOf.day : dayIn(zone, asOf.instant);
}
