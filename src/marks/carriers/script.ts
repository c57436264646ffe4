import { choiceCarrier, orderPlaces, orderedBy } from '../choices.ts';
import type { Choice, ChoiceLanguage, SeenChoices } from '../choices.ts';
import type { FileCarrier, WorkFile } from '../file-carrier.ts';
import { runsOf } from './script-places.ts';
import type { Dialect } from './script-places.ts';
import type { Run, Unit } from './script-units.ts';

const languages = [
  scriptOf(['jsx'], ['.js', '.mjs', '.cjs', '.jsx']),
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
 */
export const script: FileCarrier<SeenChoices> = {
  id: 'script',
  accepts: (file) => languages.some((language) => language.accepts(file)),
  embed: (file, mark) => languageOf(file).embed(file, mark),
  keeps: (before, after) => languageOf(before).keeps(before, after),
  observe: (file) => languageOf(file).observe(file),
  judge: (seen, mark) => languages[0].judge(seen, mark),
};

function languageOf(file: WorkFile): FileCarrier<SeenChoices> {
  return languages.find((language) => language.accepts(file)) ?? languages[0];
}

function scriptOf(dialect: Dialect, endings: readonly string[]): FileCarrier<SeenChoices> {
  const language: ChoiceLanguage = {
    id: 'script',
    endings,
    places: (source) =>
      runsOf(source, dialect).flatMap((run) =>
        orderPlaces(namesOf(run), contextOf(run), mayMove(run)),
      ),
    write: (source, choose) => rewrite(source, runsOf(source, dialect), choose),
  };
  return choiceCarrier(language);
}

function namesOf({ units }: Run): readonly string[] {
  return units.map(({ name }) => name);
}

function contextOf({ kind }: Run) {
  return (first: string, second: string) => [kind, first, second].join('\n');
}

function mayMove({ units }: Run): (first: string, second: string) => boolean {
  const groups = new Map(units.map(({ name, group }) => [name, group]));
  return (first, second) => {
    const group = groups.get(first);
    return typeof group === 'number' && group === groups.get(second);
  };
}

/** A place in the text, what is to stand there, and the places inside of it. */
interface Slot {
  readonly unit: Unit;
  readonly filler: Unit;
  readonly inner: Slot[];
}

function rewrite(
  source: string,
  runs: readonly Run[],
  choose: (context: string) => Choice,
): string {
  const slots = runs.flatMap((run) => slotsOf(run, choose));
  const ofUnit = new Map(slots.map((slot) => [slot.unit, slot]));
  // What is moved may hold something that is moved as well, so it is written from the inside out.
  const textOf = (start: number, end: number, inner: readonly Slot[]): string => {
    const parts: string[] = [];
    let at = start;
    for (const { unit, filler } of inner) {
      const text = textOf(filler.start, filler.end, ofUnit.get(filler)?.inner ?? []);
      parts.push(source.slice(at, unit.start), text, filler === unit ? '' : filler.terminator);
      at = unit.end;
    }
    return parts.join('') + source.slice(at, end);
  };
  return textOf(0, source.length, nest(slots));
}

function slotsOf(run: Run, choose: (context: string) => Choice): readonly Slot[] {
  const byName = new Map(run.units.map((unit) => [unit.name, unit]));
  const isFree = mayMove(run);
  const wanted = orderedBy(namesOf(run), contextOf(run), choose, isFree);
  return run.units.map((unit, index) => ({
    unit,
    filler: byName.get(wanted[index] ?? '') ?? unit,
    inner: [],
  }));
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
