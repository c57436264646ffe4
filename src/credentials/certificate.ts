import { ed25519 } from '@noble/curves/ed25519.js';
import { sha1 } from '@noble/hashes/legacy.js';
import {
  BitString,
  Boolean as Bool,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
  Set as DerSet,
  Constructed,
  Utf8String,
} from 'asn1js';
import type { BaseBlock } from 'asn1js';

/** What a signer's key may be of: those that C2PA allows and that sign the same each time here. */
export type CredentialAlgorithm = 'EdDSA' | 'ES256' | 'ES384';

/** Who signs: the chain, the signer's own certificate first, DER; and its secret key. */
export interface CredentialSigner {
  readonly chain: readonly Uint8Array[];
  readonly algorithm: CredentialAlgorithm;
  readonly secretKey: Uint8Array;
}

const ED25519 = '1.3.101.112';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const KEY_USAGE = { sign: [7, 0x80], certify: [2, 0x04] } as const;

/**
 * Issues the author's certificate by an authority of the author's own: validators refuse one that
 * signs itself, and show this one as genuine, by an issuer they do not know. Deterministic.
 *
 * @param keys - two secret keys of 32 bytes, used for nothing else.
 */
export function issueOwnCertificate(
  name: string,
  keys: { readonly authority: Uint8Array; readonly signer: Uint8Array },
): CredentialSigner {
  const root = { name: `${name} (own authority)`, key: keys.authority };
  const leaf = { name, key: keys.signer };
  return {
    chain: [certify(leaf, root, false), certify(root, root, true)],
    algorithm: 'EdDSA',
    secretKey: keys.signer,
  };
}

interface Party {
  readonly name: string;
  readonly key: Uint8Array;
}

function certify(subject: Party, issuer: Party, isAuthority: boolean): Uint8Array {
  const publicKey = ed25519.getPublicKey(subject.key);
  const body = seq(
    tagged(0, new Integer({ value: 2 })),
    new Integer({ valueHex: serial(publicKey) }),
    seq(oid(ED25519)),
    nameOf(issuer),
    seq(time(2020), time(2099)),
    nameOf(subject),
    seq(seq(oid(ED25519)), new BitString({ valueHex: Uint8Array.from(publicKey) })),
    tagged(3, seq(...extensions(publicKey, ed25519.getPublicKey(issuer.key), isAuthority))),
  );
  const signature = ed25519.sign(new Uint8Array(body.toBER()), issuer.key);
  const whole = seq(
    body,
    seq(oid(ED25519)),
    new BitString({ valueHex: Uint8Array.from(signature) }),
  );
  return new Uint8Array(whole.toBER());
}

function extensions(own: Uint8Array, issuer: Uint8Array, isAuthority: boolean): BaseBlock[] {
  const [unused, bits] = isAuthority ? KEY_USAGE.certify : KEY_USAGE.sign;
  const usage = new BitString({ unusedBits: unused, valueHex: Uint8Array.of(bits) });
  const issuerId = new Primitive({
    idBlock: { tagClass: 3, tagNumber: 0 },
    valueHex: keyId(issuer),
  });
  return [
    extension('2.5.29.19', true, isAuthority ? seq(new Bool({ value: true })) : seq()),
    extension('2.5.29.15', true, usage),
    ...(isAuthority ? [] : [extension('2.5.29.37', false, seq(oid(EMAIL_PROTECTION)))]),
    extension('2.5.29.14', false, new OctetString({ valueHex: keyId(own) })),
    extension('2.5.29.35', false, seq(issuerId)),
  ];
}

function extension(id: string, critical: boolean, value: BaseBlock): Sequence {
  const content = new OctetString({ valueHex: value.toBER() });
  return seq(oid(id), ...(critical ? [new Bool({ value: true })] : []), content);
}

function nameOf({ name }: Party): Sequence {
  const part = (id: string) =>
    new DerSet({ value: [seq(oid(id), new Utf8String({ value: name }))] });
  // Validators show the organization.
  return seq(part('2.5.4.10'), part('2.5.4.3'));
}

/** RFC 5280 §4.2.1.2, method 1. */
function keyId(publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(sha1(publicKey));
}

function serial(publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const id = keyId(publicKey).slice(0, 16);
  id[0] = ((id[0] ?? 0) & 0x3f) | 0x40;
  return id;
}

function time(year: number): BaseBlock {
  // RFC 5280 wants the short form up to 2049; the long one after it.
  if (year > 2049) return new GeneralizedTime({ valueDate: new Date(Date.UTC(year, 0, 1)) });
  return new Primitive({
    idBlock: { tagClass: 1, tagNumber: 23 },
    valueHex: Uint8Array.from(`${String(year).slice(2)}0101000000Z`, (each) => each.charCodeAt(0)),
  });
}

function seq(...value: BaseBlock[]): Sequence {
  return new Sequence({ value });
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value });
}

function tagged(tagNumber: number, value: BaseBlock): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
}
