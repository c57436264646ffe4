import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { toBase64url } from '../bytes/base64.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { normalizeChallenge } from './challenge.ts';
import { payloadOf, toJwk, verifyJws } from './jws.ts';
import type { LedgerVersion } from './ledger.ts';
import { readLedgerVersion, textDigest } from './ledger.ts';
import { MarkOpening, recomputes } from './mark-openings.ts';
import { KEY_BINDING_TYPE, readProofFile, verifyPageOf } from './proof.ts';
import { readProofLink } from './proof-link.ts';
import { resolveClaims, splitPresentation } from './sd-jwt.ts';
import type { Presentation } from './sd-jwt.ts';
import type { CheckedWitness, Witness, WitnessContext } from './witness.ts';
import { checkWitness } from './witness.ts';

/** A ledger version at hand, with what attests to its time. */
export interface WitnessedVersion {
  readonly text: string;
  readonly witnesses: readonly Witness[];
}

/** What a reader knows, and expects of a proof. */
export interface ProofContext extends WitnessContext {
  readonly now: Date;
  /** Older proofs are stale. */
  readonly maxAgeMs: number;
  /** What the doubter asked; null if the reader does not know it. */
  readonly challenge: string | null;
  /** Whose proof it must be, by the keys' fingerprints; null if nobody in particular is expected. */
  readonly fingerprints: readonly string[] | null;
  readonly versions: readonly WitnessedVersion[];
}

/** Why a proof is refused. */
export const PROOF_PROBLEMS = [
  'malformed',
  'cut',
  'unknown-version',
  'bad-ledger',
  'reveals-nothing',
  'changed-disclosures',
  'not-signed',
  'bad-signature',
  'other-content',
  'other-audience',
  'foreign',
  'other-challenge',
  'stale',
  'from-the-future',
  'bad-witness',
  'false-opening',
  'unsupported',
] as const;
export type ProofProblem = (typeof PROOF_PROBLEMS)[number];

/** A mark that a proof opens. */
export interface OpenedMark {
  /** The name of its claim, such as `mark:3`. */
  readonly claim: string;
  readonly opening: MarkOpening;
  /** Whether its id was computed again; null if what was revealed is not enough for that. */
  readonly isRecomputed: boolean | null;
}

/** Everything a valid proof says. */
export interface ProofFacts {
  readonly version: LedgerVersion;
  /** Whether the version is one of those at hand; null if there are none. */
  readonly isPublished: boolean | null;
  readonly witnesses: readonly CheckedWitness[];
  /** The revealed claims, marks left out. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly marks: readonly OpenedMark[];
  readonly challenge: string;
  /** Whether that is what the doubter asked; null if the reader does not know. */
  readonly isAnswer: boolean | null;
  readonly signedAt: Date;
  readonly recipient: string | null;
}

/** What reading a proof can tell. `detail` is what came instead, where that helps a person. */
export type ProofVerdict =
  | { readonly status: 'valid'; readonly facts: ProofFacts }
  | {
      readonly status: 'refused';
      readonly reason: ProofProblem;
      readonly detail: string | null;
    };

/** 64 bytes as base64url. */
const SIGNATURE_LENGTH = 86;

/** Clocks differ. */
const SKEW_MS = 5 * 60_000;

const KeyBinding = z.strictObject({
  aud: z.string(),
  iat: z.int().min(0).max(8_640_000_000_000),
  nonce: z.string().min(1).max(1000),
  sd_hash: z.string(),
  witnesses: z.array(z.string()).max(20),
  recipient: z.string().max(1000).optional(),
});
type KeyBinding = z.infer<typeof KeyBinding>;

/** Whether a text is meant as a proof: a file, a link or a bare presentation. */
export function isProof(text: string): boolean {
  const start = text.trimStart().slice(0, 200);
  return (
    /^\{\s*"format"\s*:\s*"colophon-proof\//.test(start) ||
    /^(?:https?:\/\/\S*)?#proof=/.test(start) ||
    /^[\w-]{20,}\.[\w-]{20}/.test(start)
  );
}

/** Reads and checks a proof of a stranger: a file, a link, or a bare presentation. Never throws. */
export async function readProof(text: string, context: ProofContext): Promise<ProofVerdict> {
  const found = find(text, context);
  if (typeof found === 'string') return refuse(found);
  return check(found.presentation, found.witnesses, context);
}

function refuse(reason: ProofProblem, detail: string | null = null): ProofVerdict {
  return { status: 'refused', reason, detail };
}

interface Found {
  readonly presentation: string;
  /** null: the proof brings none, and those at hand are looked at. */
  readonly witnesses: readonly Witness[] | null;
}

function find(text: string, { versions }: ProofContext): Found | ProofProblem {
  const link = readProofLink(
    text,
    versions.map((each) => each.text),
  );
  if (link.status === 'link') return { presentation: link.presentation, witnesses: null };
  if (link.status !== 'no-link') return link.status;
  if (!text.trimStart().startsWith('{')) return { presentation: text.trim(), witnesses: null };
  const file = readProofFile(text);
  if (file) return file;
  return text.trimEnd().endsWith('}') ? 'malformed' : 'cut';
}

async function check(
  text: string,
  witnesses: Found['witnesses'],
  context: ProofContext,
): Promise<ProofVerdict> {
  const parts = splitPresentation(text);
  if (!parts) return refuse('malformed');
  const issued = await readLedgerVersion(`${parts.issued}~`);
  if (issued.status === 'unsupported') return refuse('unsupported');
  if (issued.status !== 'valid') return refuse('bad-ledger');
  const { version } = issued;
  // A version of the ledger as it is published has this form too, and is no forgery.
  if (parts.disclosures.length === 0 && parts.keyBinding === '') return refuse('reveals-nothing');
  const shown = resolveClaims(payloadOf(parts.issued), parts.disclosures);
  const work = shown && onlyWork(shown['works']);
  if (!work) return refuse('changed-disclosures');
  const binding = await readBinding(parts, text, version);
  if (typeof binding === 'string') return refuse(binding);
  const problem = expectationProblem(binding, version, context);
  if (problem) return problem;
  const checked = await checkWitnesses(version, binding, witnesses, context);
  if (!checked) return refuse('bad-witness');
  const { claims, marks } = sortClaims(work, version);
  const isFalse = marks === null || marks.some(({ isRecomputed }) => isRecomputed === false);
  if (isFalse) return refuse('false-opening');
  return {
    status: 'valid',
    facts: {
      version,
      isPublished:
        context.versions.length === 0
          ? null
          : context.versions.some((each) => each.text === version.text),
      witnesses: checked,
      claims,
      marks,
      challenge: binding.nonce,
      isAnswer: context.challenge === null ? null : true,
      signedAt: new Date(binding.iat * 1000),
      recipient: binding.recipient ?? null,
    },
  };
}

/** A proof is about one work, whose claim has a random name. */
function onlyWork(works: unknown): Record<string, unknown> | null {
  if (typeof works !== 'object' || works === null) return null;
  const [work, ...more] = Object.values(works) as unknown[];
  const isObject = typeof work === 'object' && work !== null && !Array.isArray(work);
  // The line above is the type.
  return isObject && more.length === 0 ? (work as Record<string, unknown>) : null;
}

async function readBinding(
  { issued, disclosures, keyBinding }: Presentation,
  text: string,
  version: LedgerVersion,
): Promise<KeyBinding | ProofProblem> {
  if (keyBinding === '') return 'not-signed';
  if ((keyBinding.split('.')[2] ?? '').length < SIGNATURE_LENGTH) return 'cut';
  const verdict = await verifyJws(keyBinding, toJwk(version.publicKey), KEY_BINDING_TYPE);
  if (verdict !== 'valid') return verdict;
  const payload = KeyBinding.safeParse(payloadOf(keyBinding));
  if (!payload.success) return 'malformed';
  const shown = `${[issued, ...disclosures].join('~')}~`;
  // RFC 9901 §4.3.1: over everything before the key binding, to the character.
  const isBound = payload.data.sd_hash === textDigest(shown) && text === shown + keyBinding;
  return isBound ? payload.data : 'other-content';
}

function expectationProblem(
  { aud, nonce, iat }: KeyBinding,
  { site, fingerprint }: LedgerVersion,
  { fingerprints, challenge, now, maxAgeMs }: ProofContext,
): ProofVerdict | null {
  if (fingerprints && !fingerprints.includes(fingerprint)) return refuse('foreign', fingerprint);
  if (aud !== verifyPageOf(site)) return refuse('other-audience', aud);
  if (challenge !== null && normalizeChallenge(challenge) !== normalizeChallenge(nonce))
    return refuse('other-challenge', nonce);
  const age = now.getTime() - iat * 1000;
  const signedAt = new Date(iat * 1000).toISOString();
  if (age > maxAgeMs) return refuse('stale', signedAt);
  return age < -SKEW_MS ? refuse('from-the-future', signedAt) : null;
}

/** @returns null if one that the proof brings is broken or was not signed with it. */
async function checkWitnesses(
  version: LedgerVersion,
  { witnesses: signed }: KeyBinding,
  brought: Found['witnesses'],
  context: ProofContext,
): Promise<readonly CheckedWitness[] | null> {
  const atHand = context.versions.find((each) => each.text === version.text)?.witnesses ?? [];
  const data = toUtf8(version.text);
  const checked = await Promise.all(
    (brought ?? atHand).map((each) => checkWitness(each, data, context)),
  );
  if (!brought) return checked.filter(({ status }) => status !== 'invalid');
  const hashes = brought.map(({ bytes }) => toBase64url(sha256(bytes)));
  const isSigned = hashes.join() === signed.join();
  return isSigned && checked.every(({ status }) => status !== 'invalid') ? checked : null;
}

function sortClaims(work: Record<string, unknown>, { detectionKey }: LedgerVersion) {
  const slug = typeof work['work'] === 'string' ? work['work'] : null;
  const entries = Object.entries(work);
  const isMark = ([name]: readonly [string, unknown]) => name.startsWith('mark:');
  const opened = entries.filter(isMark).map(([claim, value]) => {
    const opening = MarkOpening.safeParse(value);
    if (!opening.success) return null;
    const isRecomputed = recomputes(opening.data, detectionKey, slug);
    return { claim, opening: opening.data, isRecomputed };
  });
  const marks = opened.filter((each) => each !== null);
  return {
    claims: Object.fromEntries(entries.filter((entry) => !isMark(entry))),
    marks: marks.length === opened.length ? marks : null,
  };
}
