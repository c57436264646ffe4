import { offsetAt } from './dates.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** A moment from which another offset holds. Offsets in milliseconds ahead of UTC. */
interface Transition {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Describes a time zone from one instant to another, for readers that do not know it: each change
 * of the clock by itself, without rules, since rules change.
 *
 * @see RFC 5545 §3.6.5
 */
export function zoneLines(zone: string, from: Date, to: Date): readonly string[] {
  // A day to each side: an event may lie just after a change.
  const start = from.getTime() - DAY;
  const first = offsetAt(zone, start);
  const changes = transitions(zone, start, to.getTime() + DAY);
  const winter = Math.min(first, ...changes.map((change) => change.to));
  const observances = [{ at: start, from: first, to: first }, ...changes];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances.flatMap((change) => observance(zone, change, winter)),
    'END:VTIMEZONE',
  ];
}

function observance(zone: string, { at, from, to }: Transition, winter: number): string[] {
  const kind = to === winter ? 'STANDARD' : 'DAYLIGHT';
  return [
    `BEGIN:${kind}`,
    // The wall clock as it was before the change.
    `DTSTART:${wallClock(at + from)}`,
    `TZOFFSETFROM:${offset(from)}`,
    `TZOFFSETTO:${offset(to)}`,
    `TZNAME:${nameOf(zone, at)}`,
    `END:${kind}`,
  ];
}

function transitions(zone: string, start: number, end: number): readonly Transition[] {
  const found: Transition[] = [];
  for (let day = start; day < end; day += DAY) {
    const from = offsetAt(zone, day);
    const to = offsetAt(zone, day + DAY);
    if (from !== to) found.push({ at: changeBetween(zone, day, day + DAY), from, to });
  }
  return found;
}

/** @returns the first whole minute at which the later offset holds. */
function changeBetween(zone: string, start: number, end: number): number {
  const before = offsetAt(zone, start);
  let [low, high] = [Math.floor(start / MINUTE), Math.ceil(end / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

function wallClock(local: number): string {
  return new Date(local).toISOString().replace(/[-:]|\.\d+Z/g, '');
}

/** RFC 5545 §3.3.14: `+HHMM`. */
function offset(milliseconds: number): string {
  const minutes = Math.abs(milliseconds) / MINUTE;
  const digits = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${digits(minutes / 60)}${digits(minutes % 60)}`;
}

function nameOf(zone: string, instant: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'short' });
  const part = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
}
