/**
 * @param zone - an IANA time zone.
 * @returns the calendar day, YYYY-MM-DD, that `instant` falls on in `zone`.
 */
export function dayIn(zone: string, instant: Date): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
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
