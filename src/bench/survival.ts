import { MissingTool } from './journeys/tools.ts';
import type { Journey } from './journeys/journey.ts';
import type { WorkFile } from '../marks/index.ts';

/** What a reader says of what arrived. `wrong`: it told a mark that was never put in. */
export type Arrival = 'back' | 'lost' | 'wrong';

/** Marked files and how their mark is looked for. */
export interface Sample {
  readonly name: string;
  /** Several, if the mark is spread over files that belong together. */
  readonly files: readonly WorkFile[];
  read(files: readonly WorkFile[]): Promise<Arrival>;
}

/** A carrier, or a tool of somebody else that does the same. */
export interface Column {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** Carriers that take the same journeys. */
export interface Group {
  readonly title: string;
  /** What was marked, in a sentence. */
  readonly inputs: string;
  readonly columns: readonly Column[];
  readonly journeys: readonly Journey[];
}

/** A table with what has to be said below it. */
export interface Survival {
  readonly markdown: string;
  /** Marks that were told and never put in. There must be none. */
  readonly wrong: readonly string[];
}

const TIMEOUT_MS = 300_000;

/** Sends every file of a group on every journey, each once. */
export async function travel(group: Group, log: (line: string) => void): Promise<Survival> {
  const { title, inputs, columns, journeys } = group;
  const notes: string[] = [];
  const wrong: string[] = [];
  const rows: string[] = [];
  for (const journey of journeys) {
    const arrived = new Map<WorkFile, WorkFile | Error>();
    const cells: string[] = [];
    for (const column of columns) {
      const outcome = await count(column, journey, arrived);
      cells.push(outcome.cell);
      notes.push(...outcome.reasons.map((reason) => `${journey.name}: ${reason}`));
      wrong.push(...outcome.wrong.map((name) => `${title}, ${column.name}, ${name}`));
    }
    rows.push(row([journey.name, ...cells]));
    log(`${title}: ${journey.name}: ${cells.join(', ')}`);
  }
  const head = [
    row(['after', ...columns.map(({ name }) => name)]),
    row(
      columns.map(() => '---'),
      '---',
    ),
  ];
  const below = [...new Set(notes)].map((note) => `- ${note}`).join('\n');
  const table = [...head, ...rows].join('\n');
  return { markdown: [`## ${title}`, inputs, table, below].filter(Boolean).join('\n\n'), wrong };
}

function row(cells: readonly string[], first?: string): string {
  return `| ${[...(first ? [first] : []), ...cells].join(' | ')} |`;
}

interface Count {
  readonly cell: string;
  readonly reasons: readonly string[];
  readonly wrong: readonly string[];
}

/** A journey that fails says so in its cell, and the others go on. */
async function count(
  { samples }: Column,
  journey: Journey,
  arrived: Map<WorkFile, WorkFile | Error>,
): Promise<Count> {
  let back = 0;
  const wrong: string[] = [];
  const failures: Error[] = [];
  for (const { name, files, read } of samples) {
    const results: (WorkFile | Error)[] = [];
    for (const file of files) {
      const result = arrived.get(file) ?? (await attempt(journey, file));
      arrived.set(file, result);
      results.push(result);
    }
    const there = results.filter((result): result is WorkFile => !(result instanceof Error));
    failures.push(...results.filter((result) => result instanceof Error));
    const arrival = there.length > 0 ? await read(there) : 'lost';
    if (arrival === 'back') back += 1;
    if (arrival === 'wrong') wrong.push(`${journey.name}, ${name}`);
  }
  if (failures.some((error) => error instanceof MissingTool))
    return { cell: 'not on this machine', reasons: [], wrong };
  const reasons = [...new Set(failures.map(({ message }) => `failed: ${message}`))];
  const [reason] = reasons;
  if (reason && failures.length === samples.flatMap(({ files }) => files).length)
    return { cell: reason, reasons: [], wrong };
  const failed = failures.length > 0 ? `, ${failures.length} failed` : '';
  return { cell: `${back} of ${samples.length}${failed}`, reasons, wrong };
}

async function attempt(journey: Journey, file: WorkFile): Promise<WorkFile | Error> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), TIMEOUT_MS);
  });
  try {
    return await Promise.race([journey.travel(file), late]);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    clearTimeout(timer);
  }
}
