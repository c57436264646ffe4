import { z } from 'zod';
import { fingerprintOf, payloadOf, signJws, toJwk, verifyJws } from '../authorship/index.ts';
import type { Signer } from '../authorship/index.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { Level, Reason } from '../schemas/level.ts';

/** Says what is signed, so that no signature of another kind passes for one of the log. */
const TYP = 'colophon-release-log+jws';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A work as a release published it. */
const PublishedWork = z.strictObject({
  work: z.string(),
  kind: z.enum(['case-studies', 'talks']),
  level: Level,
  withheld: z.array(Reason),
  /** By what each of its agreements allows that. */
  permissions: z.array(
    z.strictObject({
      agreement: z.string(),
      step: z.string().nullable(),
      consents: z.array(z.string()),
    }),
  ),
  /** Its pages, as whole URLs. */
  urls: z.array(z.string()),
});
export type PublishedWork = z.infer<typeof PublishedWork>;

/** A sealed copy as a release published it: for whom, only the sealed list of shares tells. */
const PublishedCopy = z.strictObject({
  share: z.string(),
  work: z.string(),
  kind: z.enum(['study', 'invitation']),
  /** What its reader sees; null for an invitation, which says what is public of its talk. */
  level: Level.nullable(),
  /** Whose permission it rests on. */
  agreements: z.array(z.string()),
});
export type PublishedCopy = z.infer<typeof PublishedCopy>;

const place = {
  /** From 1. */
  number: z.int().min(1),
  /** SHA-256 of the entry before, as it was signed; null for the first. */
  previous: Hash.nullable(),
  /** When, ISO 8601. */
  at: z.iso.datetime(),
};

/** A folder took the place of the last release. */
const ReleaseEntry = z.strictObject({
  format: z.literal('colophon-release-log/1'),
  kind: z.literal('release'),
  ...place,
  /** The day, or the instant, whose disclosure it is. */
  asOf: z.string(),
  /** The folder, absolute. */
  out: z.string(),
  /** SHA-256 of the manifest that was there before; null if there was none. */
  replaces: Hash.nullable(),
  /** SHA-256 of its manifest, which names every file. */
  manifest: Hash,
  files: z.int(),
  /** What the gate read, and which of its findings the author had accepted. */
  gate: z.strictObject({
    files: z.int(),
    bytes: z.int(),
    warnings: z.int(),
    accepted: z.array(
      z.strictObject({ id: z.string(), rule: z.string(), term: z.string().nullable() }),
    ),
  }),
  works: z.array(PublishedWork),
  /** Entries of before 2026-12 do not say. */
  copies: z.array(PublishedCopy).default([]),
  retracted: z.array(z.string()),
});
export type ReleaseEntry = z.infer<typeof ReleaseEntry>;

/** A work was taken down by the release of the entry before. */
const RetractionEntry = z.strictObject({
  format: z.literal('colophon-release-log/1'),
  kind: z.literal('retraction'),
  ...place,
  work: z.string(),
  /** When the author asked for it, ISO 8601. */
  asked: z.iso.datetime(),
  out: z.string(),
  /** The manifest of the release without it. */
  manifest: Hash,
  /** What is gone, as whole URLs. */
  urls: z.array(z.string()),
});
export type RetractionEntry = z.infer<typeof RetractionEntry>;

const LogEntry = z.discriminatedUnion('kind', [ReleaseEntry, RetractionEntry]);
export type LogEntry = z.infer<typeof LogEntry>;

/** An entry before it has its place. */
export type NewEntry = Unplaced<ReleaseEntry> | Unplaced<RetractionEntry>;
type Unplaced<E> = Omit<E, 'number' | 'previous' | 'format'>;

/** The end of a log, to which the next entry is chained. */
export interface LogEnd {
  readonly number: number;
  /** SHA-256 of the last entry as it was signed; null if there is none. */
  readonly hash: string | null;
}

/** Signs an entry at the end of a log. @returns a compact JWS. */
export function signEntry(entry: NewEntry, end: LogEnd, signer: Signer): string {
  const placed = {
    ...entry,
    format: 'colophon-release-log/1',
    number: end.number + 1,
    previous: end.hash,
  };
  // What could not be read again is not signed.
  return signJws(TYP, LogEntry.parse(placed) as Json, signer);
}

/** Why a log does not hold together. */
export type LogProblem =
  'missing' | 'malformed' | 'bad-signature' | 'unknown-key' | 'wrong-number' | 'broken-chain';

/** What following a log came to: the entries up to where it breaks, if it does. */
export interface LogReading {
  readonly entries: readonly LogEntry[];
  readonly end: LogEnd;
  readonly broken: { readonly number: number; readonly problem: LogProblem } | null;
}

/** What a log is followed with. */
export interface LogReader {
  /** Public keys whose signatures count: the author's, and those that were replaced. */
  readonly keys: readonly Uint8Array[];
  sha256(text: string): string;
}

/**
 * Follows a log from its first entry: signature, number and hash of the one before.
 *
 * @param texts - the entries as they lie there, oldest first; null where a number is missing.
 */
export async function readLog(
  texts: readonly (string | null)[],
  reader: LogReader,
): Promise<LogReading> {
  const entries: LogEntry[] = [];
  let end: LogEnd = { number: 0, hash: null };
  for (const [index, text] of texts.entries()) {
    const read = await readEntry(text, end, reader);
    if (typeof read === 'string')
      return { entries, end, broken: { number: index + 1, problem: read } };
    entries.push(read);
    end = { number: read.number, hash: reader.sha256(text ?? '') };
  }
  return { entries, end, broken: null };
}

async function readEntry(
  text: string | null,
  end: LogEnd,
  { keys }: LogReader,
): Promise<LogEntry | LogProblem> {
  if (text === null) return 'missing';
  const parsed = LogEntry.safeParse(payloadOf(text));
  if (!parsed.success) return 'malformed';
  const key = keys.find((each) => fingerprintOf(each) === keyId(text));
  if (!key) return 'unknown-key';
  if ((await verifyJws(text, toJwk(key), TYP)) !== 'valid') return 'bad-signature';
  if (parsed.data.number !== end.number + 1) return 'wrong-number';
  return parsed.data.previous === end.hash ? parsed.data : 'broken-chain';
}

/** The header is only a hint as to which key to try: the signature covers it. */
function keyId(text: string): unknown {
  // A header has the shape of a payload: one JSON object in base64url.
  const [header = ''] = text.split('.');
  return payloadOf(`.${header}.`)?.['kid'];
}

/** @returns the last release into `out`; undefined if the log knows of none. */
export function lastRelease(entries: readonly LogEntry[], out: string): ReleaseEntry | undefined {
  return entries.findLast(
    (each): each is ReleaseEntry => each.kind === 'release' && each.out === out,
  );
}

/**
 * @returns since when a work has been public as it is in the last release into `out`, without a
 *   break, ISO 8601; null if it is not.
 */
export function publicSince(
  entries: readonly LogEntry[],
  out: string,
  work: string,
): string | null {
  const releases = entries.filter(
    (each): each is ReleaseEntry => each.kind === 'release' && each.out === out,
  );
  const stateIn = ({ works }: ReleaseEntry) => {
    const found = works.find((each) => each.work === work);
    return found ? `${found.level} ${found.withheld.join('')}` : null;
  };
  const last = releases.at(-1);
  const now = last ? stateIn(last) : null;
  if (now === null) return null;
  const before = releases.findLastIndex((each) => stateIn(each) !== now);
  return releases[before + 1]?.at ?? null;
}
