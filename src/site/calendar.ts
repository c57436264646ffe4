import type { Delivery } from '../schemas/talk.ts';
import { calendarText, escapeText, utc } from './calendar-text.ts';
import { instantOf } from './dates.ts';

/** A delivery with what a calendar says of its talk. */
export interface CalendarEntry {
  readonly talk: string;
  readonly title: string;
  readonly summary: string;
  readonly delivery: Delivery;
  /** Whole URL of the talk's page. */
  readonly url: string;
}

/**
 * Writes a calendar. The same deliveries give the same bytes: no clock is asked.
 *
 * @param name - the calendar's name, for readers that show one.
 * @param host - the site's host, for UIDs that stay the same for ever.
 * @see RFC 5545
 */
export function calendar(name: string, entries: readonly CalendarEntry[], host: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Colophon//Talks//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...entries.flatMap((entry) => event(entry, host)),
    'END:VCALENDAR',
  ];
  return calendarText(lines);
}

function event({ talk, title, summary, delivery, url }: CalendarEntry, host: string): string[] {
  const start = instantOf(delivery.starts, delivery.timezone);
  const end = new Date(start.getTime() + delivery.minutes * 60_000);
  const { status } = delivery;
  const where = location(delivery);
  return [
    'BEGIN:VEVENT',
    `UID:${talk}.${delivery.id}@${host}`,
    // The stamp has to be there and has to be UTC; the event's own time keeps builds repeatable.
    `DTSTAMP:${utc(start)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escapeText(`${title} (${delivery.event.name})`)}`,
    `DESCRIPTION:${escapeText(summary)}`,
    ...(where ? [`LOCATION:${escapeText(where)}`] : []),
    `URL:${url}`,
    // A change of status must outdo the copy a reader has already: RFC 5546 §2.1.4.
    `SEQUENCE:${status === 'scheduled' ? 0 : 1}`,
    `STATUS:${STATUS[status]}`,
    'END:VEVENT',
  ];
}

function location({ place, online, status }: Delivery): string | undefined {
  if (!place || (status === 'moved-online' && online)) return online;
  return [place.venue, place.address, place.city].filter(Boolean).join(', ');
}

const STATUS: Readonly<Record<Delivery['status'], string>> = {
  scheduled: 'CONFIRMED',
  'moved-online': 'CONFIRMED',
  postponed: 'TENTATIVE',
  cancelled: 'CANCELLED',
};
