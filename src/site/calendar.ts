import type { Delivery } from '../schemas/talk.ts';
import { calendarText, escapeText, utc } from './calendar-text.ts';
import { zoneLines } from './calendar-zones.ts';
import { instantOf } from './dates.ts';

/** A delivery with what a calendar says of its talk. */
export interface CalendarEntry {
  readonly talk: string;
  readonly title: string;
  readonly summary: string;
  readonly delivery: Delivery;
  /** Whole URL of the delivery's page. */
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
    ...zonesOf(entries),
    ...entries.flatMap((entry) => event(entry, host)),
    'END:VCALENDAR',
  ];
  return calendarText(lines);
}

/** One description for each zone that an event refers to. */
function zonesOf(entries: readonly CalendarEntry[]): readonly string[] {
  const zones = [...new Set(entries.map(({ delivery }) => delivery.timezone))].toSorted();
  return zones.flatMap((zone) => {
    const own = entries.filter(({ delivery }) => delivery.timezone === zone);
    const times = own.flatMap(({ delivery }) => [start(delivery), end(delivery)]);
    const instants = times.map((time) => time.getTime());
    return zoneLines(zone, new Date(Math.min(...instants)), new Date(Math.max(...instants)));
  });
}

function start({ starts, timezone }: Delivery): Date {
  return instantOf(starts, timezone);
}

function end(delivery: Delivery): Date {
  return new Date(start(delivery).getTime() + delivery.minutes * 60_000);
}

function event({ talk, title, summary, delivery, url }: CalendarEntry, host: string): string[] {
  const { status, timezone, starts, minutes, revision } = delivery;
  const where = location(delivery);
  return [
    'BEGIN:VEVENT',
    `UID:${talk}.${delivery.id}@${host}`,
    // The stamp has to be there and has to be UTC; the event's own time keeps builds repeatable.
    `DTSTAMP:${utc(start(delivery))}`,
    `DTSTART;TZID=${timezone}:${starts.replaceAll(/[-:]/g, '')}00`,
    `DURATION:PT${minutes}M`,
    `SUMMARY:${escapeText(`${title} (${delivery.event.name})`)}`,
    `DESCRIPTION:${escapeText(summary)}`,
    ...(where ? [`LOCATION:${escapeText(where)}`] : []),
    `URL:${url}`,
    // A change must outdo the copy a reader has already: RFC 5546 §2.1.4. A change of status counts
    // by itself; one of time or place by the number that the author raises.
    `SEQUENCE:${2 * revision + (status === 'scheduled' ? 0 : 1)}`,
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
