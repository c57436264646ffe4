import { z } from 'zod';
import { CARRIER_IDS } from '../marks/index.ts';
import { MarkOpening } from './mark-openings.ts';
import { PROOF_PROBLEMS } from './read-proof.ts';
import { WITNESS_STATUSES } from './witness.ts';

// What `verify --json` prints and the verify page shows. Published as a JSON Schema, so a change
// that breaks readers raises the number in `format`.

const AuthorOf = z.strictObject({
  name: z.string(),
  site: z.string(),
  fingerprint: z.string().describe('SHA-256 of the raw Ed25519 public key, in groups of 8 digits'),
});

const Opened = z.strictObject({
  statement: z.strictObject({
    version: z.literal(1),
    work: z.string(),
    statement: z.string(),
    name: z.string(),
    date: z.string().optional(),
    key: z.string(),
  }),
  isSigned: z.boolean().nullable().describe('null: this platform cannot check Ed25519'),
});

const SightingReport = z.strictObject({
  carrier: z.enum(CARRIER_IDS),
  id: z.string().describe('8 bytes as hexadecimal digits'),
  author: AuthorOf,
  work: z.string().nullable().describe("from the author's signed list"),
  url: z.string().nullable(),
  isListed: z.boolean().describe('whether the author claims this mark, in a signed list or proof'),
  where: z.strictObject({
    paragraph: z.int().nullable().describe('counted from 1'),
    words: z.string(),
    files: z.int().optional().describe('a mark of delivered work, found in so many files together'),
    places: z
      .strictObject({ agreeing: z.int(), found: z.int(), of: z.int() })
      .optional()
      .describe('a mark in wordings: places that agree, of those found, of all that are known'),
  }),
  chance: z.number().describe('a bound on the chance that this arises by accident'),
  opened: Opened.nullable(),
  layer: z.literal('covert').optional().describe("a mark that only the author's seed finds"),
  isSupport: z
    .literal(true)
    .optional()
    .describe('too likely by chance to be believed alone; does not make the report verified'),
  claim: z.string().nullable().describe('the claim of a proof in this run that opens this mark'),
});
export type SightingReport = z.infer<typeof SightingReport>;

export const WitnessReport = z.strictObject({
  version: z.int().describe('of the ledger'),
  kind: z.enum(['rfc3161', 'opentimestamps']),
  name: z.string(),
  status: z.enum(WITNESS_STATUSES),
  time: z.string().nullable().describe('the data existed by then, ISO 8601'),
  by: z.array(z.string()),
});
export type WitnessReport = z.infer<typeof WitnessReport>;

const ValidProof = z.strictObject({
  status: z.literal('valid'),
  author: AuthorOf,
  version: z.int(),
  digest: z.string().describe('SHA-256 of the ledger version, base64url'),
  isPublished: z.boolean().nullable(),
  witnesses: z.array(WitnessReport),
  claims: z.record(z.string(), z.unknown()),
  marks: z.array(
    z.strictObject({
      claim: z.string(),
      opening: MarkOpening,
      isRecomputed: z.boolean().nullable(),
    }),
  ),
  challenge: z.string(),
  isAnswer: z.boolean().nullable().describe('null: no challenge was given to compare with'),
  signedAt: z.string(),
  recipient: z.string().nullable(),
});
const RefusedProof = z.strictObject({
  status: z.literal('refused'),
  reason: z.enum(PROOF_PROBLEMS),
  detail: z.string().nullable().describe('what came instead'),
});
export const ProofReport = z.discriminatedUnion('status', [ValidProof, RefusedProof]);
export type ProofReport = z.infer<typeof ProofReport>;

const LedgerReport = z.strictObject({
  author: AuthorOf.nullable(),
  status: z.enum(['valid', 'broken']),
  versions: z.int(),
  problem: z.string().nullable(),
  witnesses: z.array(WitnessReport),
});
export type LedgerReport = z.infer<typeof LedgerReport>;

/** Everything that looking at some targets found. */
export const VerifyReport = z.strictObject({
  format: z.literal('colophon-report/1'),
  verified: z.boolean().describe('a claimed mark was found, or a proof holds'),
  results: z.array(
    z.strictObject({
      target: z.string(),
      sightings: z.array(SightingReport),
      proof: ProofReport.nullable(),
    }),
  ),
  ledger: LedgerReport.nullable().describe('of the author whose documents were at hand'),
  skipped: z.array(z.string()).describe('files of a kind that no mark is read from'),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

/** The JSON Schema (2020-12) that is published with the site. */
export function reportSchema(): string {
  const schema = z.toJSONSchema(VerifyReport, { target: 'draft-2020-12' });
  return `${JSON.stringify({ title: 'Report of Colophon verify', ...schema }, null, 2)}\n`;
}
