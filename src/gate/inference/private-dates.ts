import { datesIn } from '../languages/days-in-text.ts';
import type { Evidence, Inference } from './inference.ts';
import type { KnownWork } from './known-work.ts';
import { placeOf } from './parts.ts';
import type { Block } from './parts.ts';

/** Beside a month, what makes it the beginning or end of an engagement. */
const ENGAGEMENT =
  /client|contract|engagement|project|under (?:an? )?(?:nda|embargo)|confidential|booked|заказчик|клиент|контракт|проект|договор|неразглашен|занят|顧客|契約|案件|守秘|機密/iu;

/** It stands in many texts as an example of a date. */
const NEW_YEAR = /-01-01$/;

/**
 * Finds days and months in the output that are those of a sealed work.
 *
 * A work under embargo is not named, but its dates join what is public: "booked until July 2026" and
 * a new version of the ledger in August give its end; a page that says when the embargo falls tells
 * on which day to look, and the day of an agreement stands in the client's own files. So its days may
 * stand nowhere, its first and last month not together, and neither of them beside a word for an
 * engagement; unless something public has the same dates.
 */
export function findPrivateDates({ texts, works, workAt }: Evidence): readonly Inference[] {
  const sealed = works.filter(({ state }) => state === 'sealed');
  const open = publicDates(works);
  return texts.flatMap(({ file, blocks }) =>
    blocks.flatMap((block) => {
      const dates = datesIn(block.text).map(({ date }) => date);
      const isOfWork = workAt(file) !== null;
      return (dates.length === 0 ? [] : sealed)
        .filter((work) => isTold(work, { dates, open, block, isOfWork }))
        .map((work) => ({
          rule: 'private-date' as const,
          work,
          file,
          what: block.name === 'time' ? 'time' : 'date',
          ...placeOf(block),
        }));
    }),
  );
}

interface PublicDates {
  readonly days: ReadonlySet<string>;
  readonly months: ReadonlySet<string>;
  /** From which month to which, as one text. */
  readonly periods: ReadonlySet<string>;
}

interface Saying {
  readonly dates: readonly string[];
  readonly open: PublicDates;
  readonly block: Block;
  /** Whether it stands on the page of a public work, which speaks of its own time. */
  readonly isOfWork: boolean;
}

function isTold({ privateDays, period }: KnownWork, saying: Saying): boolean {
  const { dates, open, block, isOfWork } = saying;
  const isDayTold = privateDays.some(
    (day) => dates.includes(day) && !open.days.has(day) && !NEW_YEAR.test(day),
  );
  if (isDayTold || !period) return isDayTold;
  const told = new Set(dates.map((date) => date.slice(0, 7)));
  const ends = [period.started, ...(period.ended ? [period.ended] : [])];
  if (period.ended && period.ended !== period.started && ends.every((month) => told.has(month)))
    return !open.periods.has(ends.join());
  const isEndTold = ends.some((month) => told.has(month) && !open.months.has(month));
  return isEndTold && !isOfWork && ENGAGEMENT.test(block.text);
}

function publicDates(works: readonly KnownWork[]): PublicDates {
  const open = works.filter(({ state }) => state !== 'sealed');
  const periods = open.flatMap(({ period }) => period ?? []);
  const days = open.flatMap(({ publicDays }) => publicDays);
  const ends = periods.flatMap(({ started, ended }) => [started, ended ?? started]);
  return {
    days: new Set(days),
    months: new Set([...ends, ...days.map((day) => day.slice(0, 7))]),
    periods: new Set(periods.map(({ started, ended }) => [started, ended].join())),
  };
}
