import type { Agreement } from '../schemas/agreement.ts';
import { reaches } from '../schemas/level.ts';
import type { Level, Reason } from '../schemas/level.ts';
import { today } from './day.ts';
import type { AsOf } from './day.ts';
import { consentsOn, stepOn } from './disclose.ts';
import { decideWork } from './publish.ts';
import type { Portfolio, SourceWork } from './sources.ts';

/** By what one agreement lets a work be public as it is. */
export interface Permission {
  readonly agreement: string;
  /** The day from which the step of its schedule holds; null if none does. */
  readonly step: string | null;
  /** Ids of the consents that the step, or a figure, screen or person that is shown, rests on. */
  readonly consents: readonly string[];
}

/** A work that has pages on a day, and by what it may. */
export interface PermittedWork {
  readonly work: string;
  readonly kind: SourceWork<unknown, unknown>['kind'];
  readonly level: Level;
  readonly withheld: readonly Reason[];
  readonly permissions: readonly Permission[];
}

/** @returns every work that is public on a day. */
export function permittedWorks(portfolio: Portfolio, asOf: AsOf): readonly PermittedWork[] {
  return [...portfolio.studies, ...portfolio.talks].flatMap((source) => {
    const { work, kind } = source;
    const { disclosure, agreements } = decideWork(source, portfolio, asOf, null);
    const { level, withheld } = disclosure;
    if (level === 'sealed') return [];
    return [{ work, kind, level, withheld, permissions: permissionsOf(work, agreements, asOf) }];
  });
}

/** @returns what each agreement of a work contributes on a day. */
function permissionsOf(
  work: string,
  agreements: readonly Agreement[],
  asOf: AsOf,
): readonly Permission[] {
  return agreements.map((agreement) => {
    const day = today(asOf, agreement.timezone);
    const step = stepOn(agreement, work, day);
    const consents = consentsOn(agreement, work, day).filter(
      ({ level, shows }) =>
        (step?.consent === 'required' && reaches(level, step.level)) ||
        shows.some((reason) => !agreement.permits.includes(reason)),
    );
    return {
      agreement: agreement.id,
      step: step?.from ?? null,
      consents: consents.map(({ id }) => id),
    };
  });
}
