import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { parseJson } from '../bytes/json.ts';
import { signJws } from './jws.ts';
import type { LedgerAuthor, LedgerVersion, WorkRecord } from './ledger.ts';
import { ledgerOpener, textDigest } from './ledger.ts';
import type { Witness } from './witness.ts';

/** What an author hands to a doubter. */
export interface Proof {
  /** An SD-JWT with key binding (RFC 9901 §4): ledger version, chosen disclosures, signature. */
  readonly presentation: string;
  /** Of the ledger version. Each one's hash is signed with the challenge. */
  readonly witnesses: readonly Witness[];
}

/** What is to be shown, to whom, as an answer to what. */
export interface ProofRequest {
  readonly work: string;
  /** Names of claims of the work's record. */
  readonly reveal: readonly string[];
  /** The doubter's, as given. */
  readonly challenge: string;
  /** For whom it is made, in words; signed. */
  readonly recipient?: string | undefined;
  readonly now: Date;
}

/** A version of the ledger with what is needed to open it. */
export interface OpenLedger {
  readonly version: LedgerVersion;
  readonly records: readonly WorkRecord[];
  readonly witnesses: readonly Witness[];
}

export const PROOF_FORMAT = 'colophon-proof/1';
/** RFC 9901 §4.3. */
export const KEY_BINDING_TYPE = 'kb+jwt';

/** Where proofs are read, and the audience they are signed for. */
export function verifyPageOf(site: string): string {
  return new URL('verify/', site).href;
}

/**
 * Shows the chosen claims of a work and nothing else, and signs them with the challenge, the
 * audience and the time.
 *
 * @param author - the holder of the key that signed the version.
 */
export function makeProof(
  { version, records, witnesses }: OpenLedger,
  author: LedgerAuthor,
  request: ProofRequest,
): Proof {
  const opened = ledgerOpener(records, author).openWork(request.work);
  const claims = request.reveal.map((name) => {
    const encoded = opened.claims.get(name);
    if (encoded === undefined) throw new Error('a claim to reveal is not in the record');
    return encoded;
  });
  const shown = `${version.text}${[opened.encoded, ...claims].join('~')}~`;
  const keyBinding = signJws(
    KEY_BINDING_TYPE,
    {
      aud: verifyPageOf(version.site),
      iat: Math.floor(request.now.getTime() / 1000),
      nonce: request.challenge,
      sd_hash: textDigest(shown),
      witnesses: witnesses.map(({ bytes }) => toBase64url(sha256(bytes))),
      ...(request.recipient !== undefined && { recipient: request.recipient }),
    },
    author,
  );
  return { presentation: shown + keyBinding, witnesses };
}

const WitnessField = z.strictObject({
  kind: z.enum(['rfc3161', 'opentimestamps']),
  name: z.string().max(100),
  bytes: z.string().max(400_000),
});
const ProofFile = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  presentation: z.string().max(8_000_000),
  witnesses: z.array(WitnessField).max(20),
});

/** Writes a proof as a file: canonical JSON, so that one proof is one text. */
export function writeProofFile({ presentation, witnesses }: Proof): string {
  const fields = witnesses.map(({ kind, name, bytes }) => ({
    kind,
    name,
    bytes: toBase64url(bytes),
  }));
  return `${canonicalJson({ format: PROOF_FORMAT, presentation, witnesses: fields })}\n`;
}

/** @returns the proof of a file, unchecked; null if the text is not one that `writeProofFile` wrote. */
export function readProofFile(text: string): Proof | null {
  const file = ProofFile.safeParse(parseJson(text));
  if (!file.success) return null;
  const witnesses = file.data.witnesses.map(({ bytes, ...rest }) => ({
    ...rest,
    bytes: fromBase64url(bytes) ?? new Uint8Array(),
  }));
  const proof = { presentation: file.data.presentation, witnesses };
  return writeProofFile(proof) === text ? proof : null;
}
