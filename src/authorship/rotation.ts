import { z } from 'zod';
import { toBase64url, fromBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { fingerprintOf } from './author.ts';
import type { Author } from './author.ts';
import { parseJson, payloadOf, signJws, toJwk, verifyJws } from './jws.ts';

/** Why a key was replaced. */
export const ROTATION_REASONS = ['planned', 'compromised', 'lost-device'] as const;

const Bytes32 = z.string().refine((text) => fromBase64url(text)?.length === 32);
const Jwk = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Bytes32 });

const Statement = z.strictObject({
  format: z.literal('colophon-rotation/1'),
  site: z.url({ protocol: /^https?$/ }),
  /** Counted from 1. */
  number: z.int().min(1),
  old: Jwk,
  new: Jwk,
  reason: z.enum(ROTATION_REASONS),
  on: z.string().regex(/^\d{4}-\d\d-\d\d$/),
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
  const payload = toBase64url(toUtf8(canonicalJson(statement)));
  return `${canonicalJson({ payload, signatures })}\n`;
}

/** Reads a statement and checks both signatures. @returns null if anything about it is wrong. */
export async function readRotation(text: string): Promise<RotationStatement | null> {
  const signed = Signed.safeParse(parseJson(text));
  if (!signed.success || `${canonicalJson(signed.data)}\n` !== text) return null;
  const { payload, signatures } = signed.data;
  const tokens = signatures.map((each) => `${each.protected}.${payload}.${each.signature}`);
  const statement = Statement.safeParse(payloadOf(tokens[0] ?? ''));
  if (!statement.success) return null;
  const keys = [statement.data.old, statement.data.new];
  const verdicts = await Promise.all(
    keys.map((key, index) => verifyJws(tokens[index] ?? '', key, TYPE)),
  );
  return verdicts.every((verdict) => verdict === 'valid') ? statement.data : null;
}

/** What reading all statements of an author can tell. */
export type RotationsVerdict =
  | {
      readonly status: 'valid';
      /** Oldest first; the one that signs now is last. */
      readonly keys: readonly Uint8Array[];
    }
  | { readonly status: 'broken'; readonly at: number };

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
    const statement = await readRotation(text);
    const at = index + 1;
    if (!statement || statement.number !== at || statement.site !== site)
      return { status: 'broken', at };
    const old = fromBase64url(statement.old.x) ?? new Uint8Array();
    if (expected !== null && fingerprintOf(old) !== expected) return { status: 'broken', at };
    keys.push(old);
    expected = fingerprintOf(fromBase64url(statement.new.x) ?? new Uint8Array());
  }
  if (expected !== null && expected !== fingerprintOf(current))
    return { status: 'broken', at: texts.length };
  return { status: 'valid', keys: [...keys, current] };
}
