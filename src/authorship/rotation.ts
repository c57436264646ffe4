import { z } from 'zod';
import { toBase64url, fromBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import type { Author } from './author.ts';
import { parseJson } from '../bytes/json.ts';
import { isCanonical, payloadOf, signJws, toJwk, verifyJws } from './jws.ts';

/** Why a key was replaced. */
export const ROTATION_REASONS = ['planned', 'compromised', 'lost-device'] as const;

// One key, one text: the statements are compared by it.
const Bytes32 = z
  .string()
  .refine((text) => isCanonical(text) && fromBase64url(text)?.length === 32);
const Jwk = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Bytes32 });

const Statement = z.strictObject({
  format: z.literal('colophon-rotation/1'),
  site: z.url({ protocol: /^https?$/ }),
  /** Counted from 1. */
  number: z.int().min(1),
  old: Jwk,
  new: Jwk,
  reason: z.enum(ROTATION_REASONS),
  on: z.iso.date(),
});
/** Says that one key takes the place of another. */
export type RotationStatement = z.infer<typeof Statement>;

// JWS JSON Serialization with two signatures (RFC 7515 §7.2.1).
const Signed = z.strictObject({
  payload: z.string(),
  signatures: z.array(z.strictObject({ protected: z.string(), signature: z.string() })).length(2),
});

const TYPE = 'colophon-rotation+jwt';

type KeyHolder = Pick<Author, 'site' | 'publicKey' | 'fingerprint' | 'sign'>;

/** Links a new key to the old one: a statement that both sign, as canonical JSON. */
export function makeRotation(
  old: KeyHolder,
  next: KeyHolder,
  { number, reason, on }: Pick<RotationStatement, 'number' | 'reason' | 'on'>,
): string {
  const statement: RotationStatement = {
    format: 'colophon-rotation/1',
    site: old.site,
    number,
    old: toJwk(old.publicKey),
    new: toJwk(next.publicKey),
    reason,
    on,
  };
  const tokens = [old, next].map((each) => signJws(TYPE, statement, each));
  const signatures = tokens.map((token) => {
    const [header = '', , signature = ''] = token.split('.');
    return { protected: header, signature };
  });
  return `${canonicalJson({ payload: encode(statement), signatures })}\n`;
}

function encode(statement: RotationStatement): string {
  return toBase64url(toUtf8(canonicalJson(statement)));
}

/** Reads a statement and checks both signatures. @returns null if anything about it is wrong. */
export async function readRotation(text: string): Promise<RotationStatement | null> {
  const signed = Signed.safeParse(parseJson(text));
  if (!signed.success || `${canonicalJson(signed.data)}\n` !== text) return null;
  const { payload, signatures } = signed.data;
  // One statement, one text: both keys together could sign the same in other words.
  const statement = Statement.safeParse(payloadOf(`.${payload}.`));
  if (!statement.success || encode(statement.data) !== payload) return null;
  const tokens = signatures.map((each) => `${each.protected}.${payload}.${each.signature}`);
  const keys = [statement.data.old, statement.data.new];
  const verdicts = await Promise.all(
    keys.map((key, index) => verifyJws(tokens[index] ?? '', key, TYPE)),
  );
  return verdicts.every((verdict) => verdict === 'valid') ? statement.data : null;
}

/** Why a statement is no step on the way from the first key to the one that signs now. */
export type RotationProblem =
  /** Not a statement that both of its keys signed. */
  | 'malformed'
  | 'wrong-number'
  | 'other-site'
  /** It replaces another key than the one the statement before it led to. */
  | 'wrong-old-key'
  /** It is the last, and leads to another key than the one that signs now. */
  | 'wrong-new-key';

/** What reading all statements of an author can tell. */
export type RotationsVerdict =
  | {
      readonly status: 'valid';
      /** Oldest first; the one that signs now is last. */
      readonly keys: readonly Uint8Array[];
    }
  | {
      readonly status: 'broken';
      /** Which statement, counted from 1. */
      readonly at: number;
      readonly problem: RotationProblem;
    };

/**
 * Follows an author's keys from the first to the one that signs now.
 *
 * @param texts - statements, oldest first.
 * @param current - the key that signs now.
 */
export async function readRotations(
  texts: readonly string[],
  { site, publicKey: current }: { readonly site: string; readonly publicKey: Uint8Array },
): Promise<RotationsVerdict> {
  const keys: Uint8Array[] = [];
  let expected: string | null = null;
  for (const [index, text] of texts.entries()) {
    const at = index + 1;
    const statement = await readRotation(text);
    if (!statement) return { status: 'broken', at, problem: 'malformed' };
    const problem = problemOf(statement, { at, site, old: expected });
    if (problem) return { status: 'broken', at, problem };
    keys.push(fromBase64url(statement.old.x) ?? new Uint8Array());
    expected = statement.new.x;
  }
  if (expected !== null && expected !== toBase64url(current))
    return { status: 'broken', at: texts.length, problem: 'wrong-new-key' };
  return { status: 'valid', keys: [...keys, current] };
}

/** @returns what is wrong with a genuine statement in its place; null if nothing is. */
function problemOf(
  statement: RotationStatement,
  { at, site, old }: { at: number; site: string; old: string | null },
): RotationProblem | null {
  if (statement.number !== at) return 'wrong-number';
  if (statement.site !== site) return 'other-site';
  return old === null || statement.old.x === old ? null : 'wrong-old-key';
}
