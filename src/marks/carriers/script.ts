import { chooser, judgeChoices, orderPlaces, seenIn } from '../choices.ts';
import type { SeenChoices } from '../choices.ts';
import { ACCEPTED_CHANCE } from '../file-carrier.ts';
import type { FileCarrier, HiddenMark, Judgement, WorkFile } from '../file-carrier.ts';
import { judgeOrders, rankedBy, rankingOf } from '../orders.ts';
import type { Ranking, SeenOrder } from '../orders.ts';
import { sourceCarrier } from '../source-carrier.ts';
import { runsOf } from './script-places.ts';
import type { Dialect } from './script-places.ts';
import type { Run, Unit } from './script-units.ts';

interface Way {
  readonly rankOf: Ranking;
  /** Whether also those get their semicolon that stay in a row where none moves. */
  readonly endsAll: boolean;
}

/** What of a script could be a mark. */
interface SeenScript {
  readonly orders: readonly SeenOrder[];
  /** As marks of version 1 are read. */
  readonly choices: SeenChoices;
  /** How many things could stand in another order, less one for each row of them. */
  readonly places: number;
}

const languages = [
  scriptOf(['jsx'], ['.js', '.mjs', '.cjs', '.jsx']),
  // Declarations alone: before the others, whose endings theirs end in.
  scriptOf([['typescript', { dts: true }]], ['.d.ts', '.d.mts', '.d.cts']),
  // Without JSX, since `<T>(x)` is a type's assertion here.
  scriptOf(['typescript'], ['.ts', '.mts', '.cts']),
  scriptOf(['typescript', 'jsx'], ['.tsx']),
] as const;

/**
 * JavaScript and TypeScript: in which order stand what may stand in any. The names in the braces of
 * an import or export, plain destructured properties, neighbouring functions, neighbouring methods
 * of a class, and clauses of a `switch` that do not fall through.
 *
 * A program does what it did, unless it looks at itself: `toString()` of a function, line numbers in
 * a stack trace, the order of `Reflect.ownKeys(Class.prototype)` or of a sloppy script's globals. A
 * destructured object is taken to be plain: a Proxy or a getter can see in which order its
 * properties are read, and the message about a missing object names the first of them. Functions
 * that stand in a call keep their parameters, since test runners read them from the function's text.
 *
 * A source map made before marking is off by the moved lines: mark first, then build. What a
 * bundler inlines or leaves out loses its places.
 *
 * Each row stands by rank. Version 1 of the mark chose the order of pairs; it is still read.
 */
export const script: FileCarrier<SeenScript> = {
  id: 'script',
  accepts: (file) => languages.some((language) => language.accepts(file)),
  embed: (file, mark) => languageOf(file).embed(file, mark),
  keeps: (before, after) => languageOf(before).keeps(before, after),
  observe: (file) => languageOf(file).observe(file),
  judge: (seen, mark) => languages[0].judge(seen, mark),
};

function languageOf(file: WorkFile): FileCarrier<SeenScript> {
  return languages.find((language) => language.accepts(file)) ?? languages[0];
}

function scriptOf(dialect: Dialect, endings: readonly string[]): FileCarrier<SeenScript> {
  return sourceCarrier<Way, SeenScript>({
    id: 'script',
    endings,
    wayOf: (mark) => ({ rankOf: rankingOf('script', mark), endsAll: false }),
    write: (source, way) => rewrite(source, runsOf(source, dialect), way),
    comparable: (source) =>
      rewrite(source, runsOf(source, dialect), { rankOf: (name) => name, endsAll: true }),
    see: (source) => seenInRuns(runsOf(source, dialect)),
    count: ({ places }) => places,
    judge,
  });
}

function seenInRuns(runs: readonly Run[]): SeenScript {
  const groups = runs.flatMap(groupsOf);
  return {
    places: groups.reduce((sum, units) => sum + units.length - 1, 0),
    orders: runs.map((run) => run.units.map((unit) => nameIn(run, unit))),
    choices: seenIn(
      runs.flatMap((run) =>
        orderPlaces(
          run.units.map(({ name }) => name),
          (first, second) => [run.kind, first, second].join('\n'),
          mayMove(run),
        ),
      ),
    ),
  };
}

function nameIn({ kind }: Run, { name }: Unit): string {
  return `${kind}\n${name}`;
}

/** @returns those that may change places with each other. */
function groupsOf({ units }: Run): readonly (readonly Unit[])[] {
  const groups = Map.groupBy(
    units.filter(({ group }) => group !== null),
    ({ group }) => group,
  );
  return [...groups.values()];
}

/** Whether the two of a pair may change places. */
function mayMove({ units }: Run): (first: string, second: string) => boolean {
  const groups = new Map(units.map(({ name, group }) => [name, group]));
  return (first, second) => {
    const group = groups.get(first);
    return typeof group === 'number' && group === groups.get(second);
  };
}

function judge(seen: readonly SeenScript[], mark: HiddenMark): Judgement {
  const now = judgeOrders(
    seen.flatMap(({ orders }) => orders),
    rankingOf('script', mark),
  );
  const choices = seen.map((each) => each.choices);
  const before = judgeChoices(choices, chooser('script', mark));
  const telling = before.chance < now.chance ? before : now;
  const chance = Math.min(1, 2 * telling.chance);
  return { ...telling, chance, isThere: chance <= ACCEPTED_CHANCE };
}

/** A place in the text, what is to stand there, and the places inside of it. */
interface Slot {
  readonly unit: Unit;
  readonly filler: Unit;
  readonly terminator: Unit['terminator'];
  readonly inner: Slot[];
}

function rewrite(source: string, runs: readonly Run[], way: Way): string {
  const slots = runs.flatMap((run) => slotsOf(run, way));
  const ofUnit = new Map(slots.map((slot) => [slot.unit, slot]));
  // What is moved may hold something that is moved as well, so it is written from the inside out.
  const textOf = (start: number, end: number, inner: readonly Slot[]): string => {
    const parts: string[] = [];
    let at = start;
    for (const { unit, filler, terminator } of inner) {
      const text = textOf(filler.start, filler.end, ofUnit.get(filler)?.inner ?? []);
      parts.push(source.slice(at, unit.start), text, terminator);
      at = unit.end;
    }
    return parts.join('') + source.slice(at, end);
  };
  return textOf(0, source.length, nest(slots));
}

/** Those of one group share out their places. If one moves, all end where the next may follow. */
function slotsOf(run: Run, { rankOf, endsAll }: Way): readonly Slot[] {
  return groupsOf(run).flatMap((units) => {
    const fillers = rankedBy(units, (unit) => rankOf(nameIn(run, unit)));
    const isEnded = endsAll || units.some((unit, at) => fillers[at] !== unit);
    return units.map((unit, at): Slot => {
      const filler = fillers[at] ?? unit;
      return { unit, filler, terminator: isEnded ? filler.terminator : '', inner: [] };
    });
  });
}

/** Puts every slot into the one around it. @returns the outermost. */
function nest(slots: readonly Slot[]): readonly Slot[] {
  const roots: Slot[] = [];
  const open: Slot[] = [];
  for (const slot of slots.toSorted((a, b) => a.unit.start - b.unit.start)) {
    while ((open.at(-1)?.unit.end ?? Infinity) <= slot.unit.start) open.pop();
    (open.at(-1)?.inner ?? roots).push(slot);
    open.push(slot);
  }
  return roots;
}
