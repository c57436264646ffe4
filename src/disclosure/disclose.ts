import type { Agreement, Consent } from '../schemas/agreement.ts';
import { reaches, strictest } from '../schemas/level.ts';
import type { Level, Reason } from '../schemas/level.ts';
import { today } from './day.ts';
import type { AsOf } from './day.ts';

/** What a work says about itself: the part of its front matter that decides. */
export interface Claim {
  readonly work: string;
  /** The most the author wants shown. */
  readonly disclosure: Level;
  readonly opens?: string | undefined;
  readonly withhold: readonly Reason[];
  /** The day it was taken down. */
  readonly retracted?: string | undefined;
}

/** What may be public of one work on one day. */
export interface Disclosure {
  readonly level: Level;
  /** In the order of `REASONS`. */
  readonly withheld: readonly Reason[];
  /** Why it is no more open than this, in words for the author; never published. */
  readonly because: string;
}

const DETAILS = ['F', 'S', 'P'] as const;

/**
 * Decides what may be public of a work: the strictest of the author's wish, the embargo and every
 * agreement. Consents never raise a level above the schedule; they only let a step count that
 * requires one.
 *
 * @param agreements - all agreements that bind the work; empty if none does.
 * @param authorZone - whose midnight an embargo without agreement opens at.
 */
export function disclose(
  claim: Claim,
  agreements: readonly Agreement[],
  asOf: AsOf,
  authorZone: string,
): Disclosure {
  const zone = agreements[0]?.timezone ?? authorZone;
  const limits = [
    { level: claim.disclosure, because: 'the author asks for no more' },
    ...retraction(claim),
    ...embargo(claim, today(asOf, zone)),
    ...agreements.map((agreement) => allowed(agreement, claim.work, asOf)),
  ];
  const level = strictest(limits.map((limit) => limit.level));
  const because = limits.find((limit) => limit.level === level)?.because ?? '';
  return { level, withheld: withheldAt(level, claim, agreements, asOf), because };
}

/** On every day, those before it included: no `--as-of` brings a page back. */
function retraction({ retracted }: Claim) {
  if (retracted === undefined) return [];
  return [{ level: 'sealed' as const, because: `retracted on ${retracted}` }];
}

function embargo({ opens }: Claim, day: string) {
  if (opens === undefined || day >= opens) return [];
  return [{ level: 'sealed' as const, because: `under embargo until ${opens}` }];
}

/** @returns the step of the schedule that counts for `work` on `day`; undefined before the first. */
export function stepOn(agreement: Agreement, work: string, day: string) {
  return agreement.schedule.findLast(
    ({ from, level, consent }) =>
      day >= from &&
      (consent === 'not-required' ||
        consentsOn(agreement, work, day).some((each) => reaches(each.level, level))),
  );
}

function allowed(agreement: Agreement, work: string, asOf: AsOf) {
  const step = stepOn(agreement, work, today(asOf, agreement.timezone));
  if (!step)
    return { level: 'sealed' as const, because: `${agreement.id}: nothing is allowed yet` };
  return { level: step.level, because: `${agreement.id}: the step of ${step.from}` };
}

/** @returns the consents that cover `work` on `day`. */
export function consentsOn(agreement: Agreement, work: string, day: string): readonly Consent[] {
  return agreement.consents.filter(
    ({ on, until, revoked, works }) =>
      on <= day &&
      (until === undefined || day <= until) &&
      (revoked === undefined || day < revoked) &&
      (works === 'all' || works.includes(work)),
  );
}

/** @returns the reasons something is withheld for, at a given level. */
export function withheldAt(
  level: Level,
  claim: Claim,
  agreements: readonly Agreement[],
  asOf: AsOf,
): readonly Reason[] {
  const name = reaches(level, 'named') ? [] : (['N'] as const);
  const details = DETAILS.filter(
    (reason) =>
      level !== 'full' && agreements.some((each) => !shows(each, reason, claim.work, asOf)),
  );
  const all = new Set<Reason>([...name, ...details, ...claim.withhold]);
  return (['N', 'F', 'S', 'T', 'P'] as const).filter((reason) => all.has(reason));
}

function shows(
  agreement: Agreement,
  reason: (typeof DETAILS)[number],
  work: string,
  asOf: AsOf,
): boolean {
  const consents = consentsOn(agreement, work, today(asOf, agreement.timezone));
  return agreement.permits.includes(reason) || consents.some((each) => each.shows.includes(reason));
}
