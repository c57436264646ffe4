import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Tagged, encode } from 'cborg';
import { concat } from '../bytes/concat.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import type { CredentialAlgorithm, CredentialSigner } from './certificate.ts';
import { hardBinding } from './binding.ts';
import type { HardBinding } from './binding.ts';
import { findSlot } from './container.ts';
import type { CredentialFormat, Slot } from './container.ts';
import { box, boxContent, superbox } from './jumbf.ts';

/** What a credential says. All of it is public. */
export interface CredentialFacts {
  readonly format: CredentialFormat;
  /** The id of the mark in the pixels, or on the pages, hexadecimal. */
  readonly markId: string;
  readonly signer: CredentialSigner;
  /** How the file came to be, in a word of the IPTC, such as `digitalCapture`. */
  readonly sourceType: string;
}

/** Ours: not in the C2PA's list of soft binding algorithms. */
const SOFT_BINDING = { picture: 'com.colophon.image.1', pdf: 'com.colophon.pdf.1' } as const;
const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const COSE = { algorithm: 1, chain: 33, sign1Tag: 18 } as const;

/** RFC 9053, section 2; the curves hash the message themselves, as their algorithm says. */
const SIGNATURES: Readonly<
  Record<
    CredentialAlgorithm,
    { number: number; sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array }
  >
> = {
  EdDSA: { number: -8, sign: (message, key) => ed25519.sign(message, key) },
  ES256: { number: -7, sign: (message, key) => p256.sign(message, key, { lowS: false }) },
  ES384: { number: -35, sign: (message, key) => p384.sign(message, key, { lowS: false }) },
};

/**
 * Puts a signed C2PA manifest into a picture or a PDF. The last thing to do to it: any later change makes
 * the credential invalid. The same input gives the same bytes.
 *
 * @throws RangeError if the bytes are not of the format.
 */
export async function addCredential(
  bytes: Uint8Array,
  facts: CredentialFacts,
): Promise<Uint8Array> {
  const isPdf = facts.format === 'application/pdf';
  const ready = isPdf ? await withManifest(bytes) : bytes;
  let size = 0;
  // The manifest names its own size, whose number takes one to five bytes: asked again until it fits.
  for (;;) {
    const slot = findSlot(ready, facts.format, size);
    const wrapped = slot.wrap(evenStore(bytes, facts, { slot, size }));
    if (wrapped.length === size) return concat([slot.before, wrapped, slot.after]);
    size = wrapped.length;
  }
}

/** The parser of PDFs is hundreds of modules, and loaded only where there is one. */
async function withManifest(bytes: Uint8Array): Promise<Uint8Array> {
  const { withEmptyManifest } = await import('./pdf-manifest.ts');
  return withEmptyManifest(bytes);
}

/** Where a store goes, and how long it is said to be with its wrapping. */
interface Place {
  readonly slot: Slot;
  readonly size: number;
}

/** RIFF pads what is odd, and readers do not agree on whether that byte is part of it. */
function evenStore(bytes: Uint8Array, facts: CredentialFacts, { slot, size }: Place): Uint8Array {
  const padded = (padding: number) =>
    manifestStore(bytes, facts, hardBinding(slot, facts.format, size, padding));
  const store = padded(0);
  return store.length % 2 === 0 || facts.format === 'image/avif' ? store : padded(1);
}

function manifestStore(
  bytes: Uint8Array,
  facts: CredentialFacts,
  binding: HardBinding,
): Uint8Array {
  const id = uuidOf(sha256(concat([bytes, toUtf8(facts.markId)])));
  const assertions = assertionsOf(facts, binding);
  const claim = encode({
    instanceID: `xmp:iid:${id}`,
    claim_generator_info: { name: 'Colophon' },
    signature: 'self#jumbf=c2pa.signature',
    created_assertions: assertions.map(({ label, whole }) => ({
      url: `self#jumbf=c2pa.assertions/${label}`,
      hash: sha256(boxContent(whole)),
    })),
    alg: 'sha256',
  });
  const manifest = superbox(
    'c2ma',
    `urn:c2pa:${id}`,
    superbox('c2as', 'c2pa.assertions', ...assertions.map(({ whole }) => whole)),
    superbox('c2cl', 'c2pa.claim.v2', box('cbor', claim)),
    superbox('c2cs', 'c2pa.signature', box('cbor', sign(claim, facts.signer))),
  );
  return superbox('c2pa', 'c2pa', manifest);
}

function assertionsOf({ format, markId, sourceType }: CredentialFacts, binding: HardBinding) {
  const assertion = (label: string, value: object) => ({
    label,
    whole: superbox('cbor', label, box('cbor', encode(value))),
  });
  const actions = [
    { action: 'c2pa.created', digitalSourceType: `${SOURCE_TYPES}${sourceType}` },
    { action: 'c2pa.watermarked.bound' },
  ];
  const alg = format === 'application/pdf' ? SOFT_BINDING.pdf : SOFT_BINDING.picture;
  const blocks = [{ scope: {}, value: markId }];
  return [
    assertion('c2pa.actions.v2', { actions }),
    assertion('c2pa.soft-binding', { alg, blocks, pad: new Uint8Array() }),
    assertion(binding.label, binding.value),
  ];
}

/** @returns a COSE_Sign1 (RFC 9052 §4.2) over a claim that is not repeated in it. */
function sign(claim: Uint8Array, { chain, algorithm, secretKey }: CredentialSigner): Uint8Array {
  const { number, sign: signBytes } = SIGNATURES[algorithm];
  const header = new Map<number, unknown>([
    [COSE.algorithm, number],
    [COSE.chain, chain],
  ]);
  const head = encode(header);
  const signed = encode(['Signature1', head, new Uint8Array(), claim]);
  const signature = signBytes(signed, secretKey);
  return encode(new Tagged(COSE.sign1Tag, [head, new Map(), null, signature]));
}

/** A UUID with the bits of version 4, which C2PA asks for; the others are the digest's, not random. */
function uuidOf(digest: Uint8Array): string {
  const bytes = Uint8Array.from(digest.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
