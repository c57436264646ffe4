import { addDays, nextFollowUp, outlook, today } from '../disclosure/index.ts';
import type { AsOf, Portfolio } from '../disclosure/index.ts';
import type { FollowUp } from '../schemas/agreement.ts';
import { calendarText, escapeText, utc } from './calendar-text.ts';

/** A day on which the author has something to do, or something opens by itself. Private. */
export interface AgreementEvent {
  /** Stays the same for ever, so that a calendar that is written again takes the place of the old. */
  readonly uid: string;
  readonly day: string;
  readonly summary: string;
  readonly description: string;
  /** How many days before it a calendar reminds of it. */
  readonly reminderDays: number;
}

/** Far enough for every date that an agreement can hold. */
const DAYS = 36_500;
/** An answer to a letter takes its time. */
const CONSENT_REMINDER = 30;

/** What the events are made of. */
export interface AgreementDates {
  readonly portfolio: Portfolio;
  /** Events before it are left out. */
  readonly asOf: AsOf;
  /** @returns what an agreement is called in the calendar: its id, or the client's name. */
  label(agreement: string): string;
  /** @returns how a work or a consent may be called there: its name may be the client's. */
  nameOf(name: string): string;
  /** @returns what stands for such a name in UIDs, the same for ever. */
  idOf(name: string): string;
  /** Whether to say what calls are about, in which the author may name anybody. */
  readonly hasTopics: boolean;
  readonly exceptions: readonly { readonly finding: string; readonly until: string }[];
}

/** Lists what is to come: openings, ends of consents, sealed copies and exceptions, calls to clients. */
export function agreementEvents(dates: AgreementDates): readonly AgreementEvent[] {
  const { asOf, portfolio } = dates;
  const day = today(asOf, portfolio.profile.timezone);
  const own = [
    ...consentEnds(dates),
    ...shareEnds(dates),
    ...followUps(dates, day),
    ...dates.exceptions.map(({ finding, until }) => ({
      ...event(`exception-${finding}`, until, `Exception ${finding} ends`),
      description: 'From the next day on this finding of the gate stops a release again.',
      reminderDays: 7,
    })),
  ];
  return [...openings(dates), ...own.filter((each) => each.day >= day)];
}

function event(uid: string, day: string, summary: string): AgreementEvent {
  return { uid, day, summary, description: '', reminderDays: 0 };
}

function openings(dates: AgreementDates): readonly AgreementEvent[] {
  const { portfolio, asOf, nameOf, idOf } = dates;
  return outlook(portfolio, asOf, DAYS).changes.map((each) => ({
    ...event(
      `change-${idOf(each.work)}-${each.day}`,
      each.day,
      `${nameOf(each.work)}: ${each.from === each.to ? each.to : `${each.from} → ${each.to}`}`,
    ),
    description: [
      each.because,
      ...(each.shown.length > 0 ? [`now shown: ${each.shown.join(', ')}`] : []),
      ...(each.hidden.length > 0 ? [`now withheld: ${each.hidden.join(', ')}`] : []),
      'Build and publish on this day.',
    ].join('\n'),
  }));
}

function consentEnds(dates: AgreementDates): readonly AgreementEvent[] {
  const { portfolio, label, nameOf, idOf } = dates;
  return [...portfolio.agreements.values()].flatMap(({ id, consents }) =>
    consents.flatMap((consent) => {
      if (consent.until === undefined || consent.revoked !== undefined) return [];
      const works = consent.works === 'all' ? 'all works' : consent.works.map(nameOf).join(', ');
      return [
        {
          ...event(
            `consent-${id}-${idOf(consent.id)}`,
            consent.until,
            `${label(id)}: consent ${nameOf(consent.id)} ends`,
          ),
          description: `Ask again, or let it close. It covers ${works} at ${consent.level}.`,
          reminderDays: CONSENT_REMINDER,
        },
      ];
    }),
  );
}

function shareEnds({ portfolio, label }: AgreementDates): readonly AgreementEvent[] {
  return [...portfolio.agreements.values()].flatMap(({ id, shares }) => {
    if (shares?.until === undefined) return [];
    return [
      {
        ...event(`shares-${id}`, shares.until, `${label(id)}: sealed copies end`),
        description: 'From the next day on a build leaves them out: build and publish then.',
        reminderDays: CONSENT_REMINDER,
      },
    ];
  });
}

/** Each call by itself: rules for "the last day of each third month" are read in many ways. */
function followUps(dates: AgreementDates, day: string): readonly AgreementEvent[] {
  const { portfolio, label, hasTopics } = dates;
  return [...portfolio.agreements.values()].flatMap(({ id, followUp }) =>
    callDays(followUp, day).map((each) => ({
      ...event(`call-${id}-${each}`, each, `Call ${label(id)}`),
      description: (hasTopics && followUp?.about) || '',
    })),
  );
}

/** A calendar that is older than this should be written again. */
const CALL_DAYS = 731;

function callDays(followUp: FollowUp | undefined, day: string): readonly string[] {
  const days: string[] = [];
  let next = followUp ? nextFollowUp(followUp, day) : null;
  while (followUp && next && next <= addDays(day, CALL_DAYS)) {
    days.push(next);
    next = nextFollowUp(followUp, addDays(next, 1));
  }
  return days;
}

/**
 * Writes the events as a calendar.
 *
 * @param host - the site's host, for UIDs.
 * @see RFC 5545
 */
export function agreementCalendar(
  events: readonly AgreementEvent[],
  { host, now }: { host: string; now: Date },
): string {
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Colophon//Agreements//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Agreements',
    ...events.flatMap((each) => lines(each, host, now)),
    'END:VCALENDAR',
  ]);
}

function lines(each: AgreementEvent, host: string, now: Date): string[] {
  const { uid, day, summary, description, reminderDays } = each;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@${host}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    // The end of a whole day is the next one: RFC 5545 §3.6.1.
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escapeText(summary)}`,
    ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(summary)}`,
    `TRIGGER:-P${reminderDays}D`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}
