import { relative } from 'node:path';
import type { LogEntry, LogReading, ReleaseEntry } from '../../release/release-log.ts';
import type { CheckedWitness } from '../../authorship/index.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import { manifestHash, readReleaseLog } from '../release/log-folder.ts';
import type { ReleaseLog } from '../release/log-folder.ts';
import { checkEntryWitnesses } from '../release/log-witnesses.ts';

/** What `npm run nda -- log --json` prints. */
export interface LogReport extends LogReading {
  readonly format: 'colophon-release-log-report/1';
  /** What others attest of entries, by their numbers. */
  readonly witnesses: Readonly<Record<number, readonly CheckedWitness[]>>;
  /** Releases that the log does not know of: something else stood in the place of the last one. */
  readonly gaps: readonly Gap[];
}

/** A release that was put in place by another machine, or by hand. */
export interface Gap {
  readonly out: string;
  /** The entry before which it stood there; null if it stands there now. */
  readonly before: number | null;
}

/**
 * @param now - the manifests that lie in the output folders.
 * @returns where something lay in an output folder that no entry put there.
 */
export function findGaps(
  { entries, broken }: Pick<LogReading, 'entries' | 'broken'>,
  now: ReadonlyMap<string, string | null>,
): readonly Gap[] {
  const last = new Map<string, string>();
  const gaps: Gap[] = [];
  for (const entry of entries.filter((each): each is ReleaseEntry => each.kind === 'release')) {
    const known = last.get(entry.out);
    // A folder that was removed gives nothing to compare.
    if (known !== undefined && entry.replaces !== null && entry.replaces !== known)
      gaps.push({ out: entry.out, before: entry.number });
    last.set(entry.out, entry.manifest);
  }
  // Where a log breaks, nobody knows what the entries after it put in place.
  for (const [out, manifest] of broken ? [] : last) {
    const there = now.get(out) ?? null;
    if (there !== null && there !== manifest) gaps.push({ out, before: null });
  }
  return gaps;
}

/** Follows a log, and looks at what stands in its output folders now. */
export async function logReport(log: ReleaseLog, portfolio: Portfolio): Promise<LogReport> {
  const reading = await readReleaseLog(log);
  const outs = [...new Set(reading.entries.map(({ out }) => out))];
  const now = await Promise.all(outs.map(async (out) => [out, await manifestHash(out)] as const));
  return {
    format: 'colophon-release-log-report/1',
    ...reading,
    witnesses: await checkEntryWitnesses(log, reading.end.number, portfolio),
    gaps: findGaps(reading, new Map(now)),
  };
}

/** @returns the log for a person. */
export function renderLog({ entries, broken, gaps, witnesses }: LogReport): string {
  const whole = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, each signed and chained to the one before`;
  return [
    ...entries.flatMap((entry) => [entryLine(entry), ...witnessLines(witnesses[entry.number])]),
    broken ? `BROKEN at entry ${broken.number}: ${PROBLEMS[broken.problem]}` : whole,
    ...gaps.map(gapLine),
  ].join('\n');
}

const PROBLEMS = {
  missing: 'its file is missing',
  malformed: 'its file is no entry',
  'bad-signature': 'its signature does not fit: it was changed',
  'unknown-key': 'signed with a key that is not yours',
  'wrong-number': 'it stands in the place of another one',
  'broken-chain': 'the entry before it is not the one that it was chained to',
} as const;

function entryLine(entry: LogEntry): string {
  const head = `${String(entry.number).padStart(4)}  ${entry.at}`;
  const out = relative(process.cwd(), entry.out) || '.';
  if (entry.kind === 'retraction')
    return `${head}  retraction  ${entry.work}: ${entry.urls.length} URLs gone from ${out}, asked ${entry.asked}`;
  const { works, copies, files, manifest, gate, asOf, retracted } = entry;
  const sealed = copies.length > 0 ? [`${copies.length} sealed copies`] : [];
  const accepted = gate.accepted.length > 0 ? [`${gate.accepted.length} findings accepted`] : [];
  const down = retracted.length > 0 ? [`${retracted.length} retracted`] : [];
  const parts = [`${works.length} works as of ${asOf.slice(0, 10)}`, `${files} files`];
  const all = [...parts, ...sealed, ...accepted, ...down, `manifest ${manifest.slice(0, 16)}…`];
  return `${head}  release     ${out}: ${all.join(', ')}`;
}

function witnessLines(witnesses: readonly CheckedWitness[] = []): readonly string[] {
  return witnesses.map(
    ({ name, status, time, by }) =>
      `${' '.repeat(6)}${[name, status, time ?? '', ...by].join('  ')}`,
  );
}

function gapLine({ out, before }: Gap): string {
  const place = relative(process.cwd(), out) || '.';
  return before === null
    ? `${place} holds another release than the last one in this log`
    : `before entry ${before}, ${place} held a release that is not in this log`;
}
