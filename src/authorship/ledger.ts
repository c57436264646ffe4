import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import type { Author } from './author.ts';
import { fingerprintOf } from './author.ts';
import { payloadOf, signJws, toJwk, verifyJws } from './jws.ts';
import type { JwsVerdict } from './jws.ts';
import { disclosureDigest, makeDisclosure, splitPresentation } from './sd-jwt.ts';

/** Everything the ledger commits to about one work. Private, whatever the work's level is. */
export interface WorkRecord {
  /** The slug. */
  readonly work: string;
  readonly claims: Readonly<Record<string, Json>>;
}

/** What issuing and opening a ledger needs of an author. */
export type LedgerAuthor = Pick<
  Author,
  'name' | 'site' | 'publicKey' | 'fingerprint' | 'detectionKey' | 'sign' | 'ledgerHash'
>;

/** One version of a ledger, as published. */
export interface LedgerVersion {
  /** An SD-JWT without disclosures: what stands in its file, to the byte. */
  readonly text: string;
  /** SHA-256 of `text`, base64url: how the next version and proofs refer to it. */
  readonly digest: string;
  readonly number: number;
  /** Digest of the version before; null for the first. */
  readonly previous: string | null;
  readonly name: string;
  readonly site: string;
  readonly publicKey: Uint8Array;
  readonly fingerprint: string;
  readonly detectionKey: Uint8Array;
  /** Of works and decoys, sorted; nobody else can tell which is which. */
  readonly digests: readonly string[];
}

/** What reading one version of a stranger can tell. */
export type LedgerVersionVerdict =
  | { readonly status: 'valid'; readonly version: LedgerVersion }
  | { readonly status: 'malformed' }
  | { readonly status: Exclude<JwsVerdict, 'valid'> };

const TYPE = 'colophon-ledger+sd-jwt';
const SALT_SIZE = 16;
/** Fewer than this many works cannot be told from none at all. */
const MIN_WORKS = 256;
const MIN_CLAIMS = 16;

const Bytes32 = z.string().refine((text) => fromBase64url(text)?.length === 32);
/** SHA-256, base64url: by form alone, since a ledger has a thousand of them. */
const Digest = z.string().regex(/^[\w-]{43}$/);
const Payload = z.strictObject({
  iss: z.url({ protocol: /^https?$/ }).max(2000),
  name: z.string().max(200),
  version: z.int().min(1),
  previous: Digest.optional(),
  // RFC 7800 §3.2: the key that presentations are signed with.
  cnf: z.strictObject({
    jwk: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Bytes32 }),
  }),
  detection_key: Bytes32,
  _sd_alg: z.literal('sha-256'),
  works: z.strictObject({ _sd: z.array(Digest).max(65_536) }),
});
type Payload = z.infer<typeof Payload>;

/**
 * Issues the next version of the ledger: an SD-JWT (RFC 9901) over a digest for each work, sealed
 * ones too, among decoys. Neither titles, clients, order nor the number of works can be read from
 * it, nor what changed since the version before: every salt depends on all records together. The
 * digests are a function of seed and records alone, so they can be made again from these.
 *
 * @param previous - the newest version; null for the first.
 */
export function issueLedger(
  records: readonly WorkRecord[],
  author: LedgerAuthor,
  previous: LedgerVersion | null,
): string {
  const payload: Payload = {
    iss: author.site,
    name: author.name,
    version: (previous?.number ?? 0) + 1,
    ...(previous && { previous: previous.digest }),
    cnf: { jwk: toJwk(author.publicKey) },
    detection_key: toBase64url(author.detectionKey),
    _sd_alg: 'sha-256',
    works: { _sd: [...ledgerDigests(records, author)] },
  };
  assertSilent(payload, records);
  return `${signJws(TYPE, payload, author)}~`;
}

/** @returns the digests of a ledger with these records, sorted. */
export function ledgerDigests(
  records: readonly WorkRecord[],
  author: Pick<LedgerAuthor, 'ledgerHash'>,
): readonly string[] {
  const opener = ledgerOpener(records, author);
  const works = records.map(({ work }) => disclosureDigest(opener.openWork(work).encoded));
  return padded(works, MIN_WORKS, (index) => opener.decoy(`works/${index}`));
}

/** Makes the disclosures of a ledger again, from its records. */
export interface LedgerOpener {
  /** @returns the disclosure of a work, and those of its claims, by name. */
  openWork(work: string): {
    readonly encoded: string;
    readonly claims: ReadonlyMap<string, string>;
  };
  decoy(place: string): string;
}

/** @param records - all records of that version: salts depend on every one of them. */
export function ledgerOpener(
  records: readonly WorkRecord[],
  author: Pick<LedgerAuthor, 'ledgerHash'>,
): LedgerOpener {
  const sorted = records.toSorted((a, b) => (a.work < b.work ? -1 : 1));
  const state = author.ledgerHash('ledger/1/state', toUtf8(canonicalJson(sorted.map(plain))));
  const hash = (use: string, ...place: string[]) =>
    author.ledgerHash(`ledger/1/${use}`, toUtf8(canonicalJson([toBase64url(state), ...place])));
  const salt = (...place: string[]) => hash('salt', ...place).slice(0, SALT_SIZE);
  const decoy = (place: string) => toBase64url(sha256(hash('decoy', place)));
  const byWork = new Map(records.map((record) => [record.work, record]));
  return {
    decoy,
    openWork(work) {
      const names = Object.entries(byWork.get(work)?.claims ?? {});
      const claims = new Map(
        names.map(([name, value]) => [name, makeDisclosure(salt(work, name), name, value)]),
      );
      const digests = padded([...claims.values()].map(disclosureDigest), MIN_CLAIMS, (index) =>
        decoy(`${work}/${index}`),
      );
      const name = toBase64url(hash('name', work).slice(0, SALT_SIZE));
      return { encoded: makeDisclosure(salt(work), name, { _sd: [...digests] }), claims };
    },
  };
}

function plain({ work, claims }: WorkRecord): Json {
  return { work, claims };
}

/**
 * Fills up with decoys (RFC 9901 §4.2.5) to a power of two, so that at least a third are decoys,
 * and sorts, so that the order says nothing (§9.4 asks for either).
 */
function padded(
  digests: readonly string[],
  atLeast: number,
  decoy: (index: number) => string,
): readonly string[] {
  const wanted = Math.max(atLeast, 2 ** Math.ceil(Math.log2(Math.max(1, digests.length * 1.5))));
  const decoys = Array.from({ length: wanted - digests.length }, (_, index) => decoy(index));
  return [...digests, ...decoys].sort();
}

/**
 * A ledger is public for ever, so that it says nothing is asserted each time and not only tested:
 * all that varies is digests, and no text of a record is in what else it says.
 */
function assertSilent(payload: Payload, records: readonly WorkRecord[]): void {
  const parsed = Payload.parse(payload);
  const open = canonicalJson({ ...parsed, iss: '', name: '', works: {} });
  const told = records.some((record) =>
    stringsIn(plain(record)).some((text) => text.length >= 8 && open.includes(text)),
  );
  if (told) throw new Error('a ledger was about to hold a text of its records');
}

function stringsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner: Json | undefined) => stringsIn(inner));
}

/** Reads one version and checks that the key it names signed it. Never throws. */
export async function readLedgerVersion(text: string): Promise<LedgerVersionVerdict> {
  const parts = splitPresentation(text);
  if (!parts || parts.disclosures.length > 0 || parts.keyBinding !== '')
    return { status: 'malformed' };
  const payload = Payload.safeParse(payloadOf(parts.issued));
  if (!payload.success || !isSortedSet(payload.data.works._sd)) return { status: 'malformed' };
  const { jwk } = payload.data.cnf;
  const verdict = await verifyJws(parts.issued, jwk, TYPE);
  return verdict === 'valid'
    ? { status: 'valid', version: toVersion(text, payload.data) }
    : { status: verdict };
}

function isSortedSet(digests: readonly string[]): boolean {
  return digests.every((digest, index) => index === 0 || (digests[index - 1] ?? '') < digest);
}

function toVersion(text: string, payload: Payload): LedgerVersion {
  const publicKey = bytesOf(payload.cnf.jwk.x);
  return {
    text,
    digest: textDigest(text),
    number: payload.version,
    previous: payload.previous ?? null,
    name: payload.name,
    site: payload.iss,
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    detectionKey: bytesOf(payload.detection_key),
    digests: payload.works._sd,
  };
}

function bytesOf(base64url: string): Uint8Array {
  return fromBase64url(base64url) ?? new Uint8Array();
}

/** @returns the SHA-256 of a text in UTF-8, base64url. */
export function textDigest(text: string): string {
  return toBase64url(sha256(toUtf8(text)));
}

/** What is wrong with a ledger, at which version. */
export type LedgerProblem =
  'malformed' | 'bad-signature' | 'unsupported' | 'wrong-number' | 'not-linked' | 'foreign-key';

/** What reading a whole ledger can tell. */
export type LedgerVerdict =
  | { readonly status: 'valid'; readonly versions: readonly LedgerVersion[] }
  | { readonly status: 'broken'; readonly at: number; readonly problem: LedgerProblem };

/**
 * Reads a ledger: every version signed, numbered from 1, linked to the one before, by keys that
 * may sign it. Never throws.
 *
 * @param texts - oldest first.
 * @param keys - the author's keys, oldest first: the one that signs now, after those it replaced.
 */
export async function readLedger(
  texts: readonly string[],
  keys: readonly Uint8Array[],
): Promise<LedgerVerdict> {
  const fingerprints = keys.map(fingerprintOf);
  const versions: LedgerVersion[] = [];
  let oldestKey = 0;
  for (const [index, text] of texts.entries()) {
    const verdict = await readLedgerVersion(text);
    const at = index + 1;
    if (verdict.status !== 'valid') return { status: 'broken', at, problem: verdict.status };
    const { version } = verdict;
    const problem = linkProblem(version, at, versions.at(-1) ?? null);
    if (problem) return { status: 'broken', at, problem };
    // A key that was replaced must not come back.
    oldestKey = fingerprints.indexOf(version.fingerprint, oldestKey);
    if (oldestKey < 0) return { status: 'broken', at, problem: 'foreign-key' };
    versions.push(version);
  }
  return { status: 'valid', versions };
}

function linkProblem(
  version: LedgerVersion,
  number: number,
  before: LedgerVersion | null,
): LedgerProblem | null {
  if (version.number !== number) return 'wrong-number';
  return version.previous === (before?.digest ?? null) ? null : 'not-linked';
}
