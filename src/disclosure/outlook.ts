import type { Agreement, Consent, FollowUp } from '../schemas/agreement.ts';
import { reaches } from '../schemas/level.ts';
import type { Level, Reason } from '../schemas/level.ts';
import { addDays, addMonths, today } from './day.ts';
import type { AsOf } from './day.ts';
import { consentsOn } from './disclose.ts';
import { decideWork } from './publish.ts';
import type { Portfolio, SourceStudy, SourceTalk } from './sources.ts';

/** What an author wants to know of his agreements on a day. Private. */
export interface Outlook {
  readonly day: string;
  /** How many days ahead it looks. */
  readonly days: number;
  readonly agreements: readonly AgreementOutlook[];
  /** What opens or closes in these days, the earliest first. */
  readonly changes: readonly Change[];
  /** Consents without which a step does not count that is due in these days. */
  readonly missing: readonly MissingConsent[];
}

/** One agreement on that day. */
export interface AgreementOutlook {
  readonly id: string;
  readonly works: readonly WorkToday[];
  readonly consents: readonly ConsentToday[];
  /** The next day to call the client; null if none is set. */
  readonly followUp: string | null;
}

/** What is public of a work on that day. */
export interface WorkToday {
  readonly work: string;
  readonly level: Level;
  readonly withheld: readonly Reason[];
  readonly because: string;
}

/** How a consent stands on that day. */
export interface ConsentToday {
  readonly id: string;
  readonly state: 'valid' | 'expiring' | 'expired' | 'revoked' | 'not-yet';
  /** The last day it holds; null if it has none. */
  readonly until: string | null;
  /** The hash of what it rests on. */
  readonly evidence: string;
}

/** A day on which the public sees more of a work, or less, than the day before. */
export interface Change {
  readonly day: string;
  readonly work: string;
  readonly from: Level;
  readonly to: Level;
  /** Reasons that no longer hold, and those that begin to. */
  readonly shown: readonly Reason[];
  readonly hidden: readonly Reason[];
  readonly because: string;
}

/** A step that is due and does not count. */
export interface MissingConsent {
  readonly agreement: string;
  readonly work: string;
  readonly level: Level;
  /** The day from which the step would hold. */
  readonly from: string;
}

type Source = SourceStudy | SourceTalk;

/**
 * Looks at every agreement now, which may be another day in its zone than in the author's, and some
 * days ahead.
 */
export function outlook(portfolio: Portfolio, asOf: AsOf, days: number): Outlook {
  const works = [...portfolio.studies, ...portfolio.talks];
  const day = today(asOf, portfolio.profile.timezone);
  const span = { asOf, end: addDays(day, days) };
  return {
    day,
    days,
    agreements: [...portfolio.agreements.values()].map((agreement) =>
      agreementOn(agreement, boundBy(agreement, works), portfolio, span),
    ),
    changes: works
      .flatMap((source) => changesOf(source, portfolio, span))
      .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))),
    missing: [...portfolio.agreements.values()].flatMap((agreement) =>
      boundBy(agreement, works)
        // Whoever had a work taken down is not asked for more of it.
        .filter(({ work }) => !portfolio.retractions.has(work))
        .flatMap((source) => missingFor(source, agreement, span)),
    ),
  };
}

interface Span {
  readonly asOf: AsOf;
  /** The last day. */
  readonly end: string;
}

function boundBy({ id }: Agreement, works: readonly Source[]): readonly Source[] {
  return works.filter(({ facts }) => facts.nda && facts.nda.includes(id));
}

function agreementOn(
  { id, consents, followUp, timezone }: Agreement,
  works: readonly Source[],
  portfolio: Portfolio,
  { asOf, end }: Span,
): AgreementOutlook {
  const day = today(asOf, timezone);
  const authorDay = today(asOf, portfolio.profile.timezone);
  return {
    id,
    works: works.map((source) => workOn(source, portfolio, asOf)),
    consents: consents.map((consent) => consentOn(consent, { day, end })),
    followUp: followUp ? nextFollowUp(followUp, authorDay) : null,
  };
}

function workOn(source: Source, portfolio: Portfolio, asOf: AsOf): WorkToday {
  const { disclosure } = decideWork(source, portfolio, asOf, null);
  return { work: source.work, ...disclosure };
}

function consentOn(
  { id, on, until, revoked, evidence }: Consent,
  { day, end }: { readonly day: string; readonly end: string },
): ConsentToday {
  const state =
    revoked !== undefined && revoked <= day
      ? 'revoked'
      : until !== undefined && until < day
        ? 'expired'
        : on > day
          ? 'not-yet'
          : until !== undefined && until <= end
            ? 'expiring'
            : 'valid';
  return { id, state, until: until ?? null, evidence: evidence.sha256 };
}

/** @returns the first call on `day` or later; null if the only one is past. */
export function nextFollowUp({ on, everyMonths }: FollowUp, day: string): string | null {
  if (on >= day) return on;
  if (everyMonths === undefined) return null;
  // From the first one each time, so that the 31st does not wander to the 28th.
  for (let count = everyMonths; ; count += everyMonths) {
    const next = addMonths(on, count);
    if (next >= day) return next;
  }
}

function changesOf(source: Source, portfolio: Portfolio, { asOf, end }: Span): readonly Change[] {
  const day = earliestDay(source, portfolio, asOf);
  const days = turningDays(source, portfolio).filter((each) => each > day && each <= end);
  return days.flatMap((each) => {
    const before = decideWork(source, portfolio, { day: addDays(each, -1) }, null).disclosure;
    const after = decideWork(source, portfolio, { day: each }, null).disclosure;
    const shown = before.withheld.filter((reason) => !after.withheld.includes(reason));
    const hidden = after.withheld.filter((reason) => !before.withheld.includes(reason));
    // Of a sealed work nothing is seen, whatever could be shown of it.
    const isSame = before.level === after.level;
    if (isSame && (after.level === 'sealed' || shown.length + hidden.length === 0)) return [];
    const { work } = source;
    const levels = { from: before.level, to: after.level };
    return [{ day: each, work, ...levels, shown, hidden, because: after.because }];
  });
}

/** @returns the day it is where it begins last: what opens on the next one is still to come there. */
function earliestDay({ facts }: Source, { agreements, profile }: Portfolio, asOf: AsOf): string {
  const zones = (facts.nda || []).flatMap((id) => agreements.get(id)?.timezone ?? []);
  const days = (zones.length > 0 ? zones : [profile.timezone]).map((zone) => today(asOf, zone));
  return days.reduce((least, day) => (day < least ? day : least));
}

/** @returns every day on which an answer about a work can change, in order. */
function turningDays({ facts }: Source, { agreements }: Portfolio): readonly string[] {
  const bound = (facts.nda || []).flatMap((id) => agreements.get(id) ?? []);
  const days = bound.flatMap(({ schedule, consents }) => [
    ...schedule.map(({ from }) => from),
    ...consents.flatMap(({ on, until, revoked }) => [
      on,
      ...(until ? [addDays(until, 1)] : []),
      ...(revoked ? [revoked] : []),
    ]),
  ]);
  const opens = 'opens' in facts && facts.opens ? [facts.opens] : [];
  return [...new Set([...days, ...opens])].toSorted();
}

/** Only what the author wants shown is missed. */
function missingFor(
  { work, facts }: Source,
  agreement: Agreement,
  { asOf, end }: Span,
): readonly MissingConsent[] {
  const day = today(asOf, agreement.timezone);
  return agreement.schedule
    .filter(({ from, consent }) => consent === 'required' && from <= end)
    .filter(({ level }) => reaches(facts.disclosure, level))
    .filter(({ from, level }) => {
      const asked = from > day ? from : day;
      return !consentsOn(agreement, work, asked).some((each) => reaches(each.level, level));
    })
    .map(({ from, level }) => ({ agreement: agreement.id, work, level, from }));
}
