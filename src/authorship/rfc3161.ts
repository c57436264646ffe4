import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Integer, Null, ObjectIdentifier, OctetString, Sequence, fromBER } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  CryptoEngine,
  ExtKeyUsage,
  MessageImprint,
  SignedData,
  SignedDataVerifyError,
  TSTInfo,
  TimeStampReq,
  TimeStampResp,
} from 'pkijs';
import type { Attribute, SignedDataVerifyResult, SignerInfo } from 'pkijs';
import { toHex } from '../bytes/hex.ts';

/** What a time stamp says: signed by `authority` at `time`, for exactly our data. */
export interface TimestampFacts {
  /** `genTime`, ISO 8601 in UTC. */
  readonly time: string;
  /** The common name of who signed. */
  readonly authority: string;
}

/** Why a time stamp says nothing. */
export type TimestampProblem =
  | 'malformed'
  | 'refused'
  | 'other-data'
  | 'other-nonce'
  | 'weak-hash'
  | 'wrong-purpose'
  | 'wrong-certificate'
  | 'bad-signature';

/** What reading a time stamp can tell. `unknown-root`: genuine, but nobody here knows the root. */
export type TimestampVerdict =
  | (TimestampFacts & {
      readonly status: 'valid';
      /** The name of the certificate the chain ends at, and the SHA-256 of it, hexadecimal. */
      readonly root: string;
      readonly rootFingerprint: string;
    })
  | (TimestampFacts & { readonly status: 'unknown-root' })
  | { readonly status: 'invalid'; readonly reason: TimestampProblem };

/** What a time stamp is checked against. */
export interface TimestampExpectation {
  readonly data: Uint8Array;
  /** What the request said; leave out for a stamp from long ago. */
  readonly nonce?: Uint8Array | undefined;
  /** Certificates that a chain may end at, DER. */
  readonly roots: readonly Uint8Array[];
}

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  extKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
} as const;

/** SHA-256, SHA-384, SHA-512. */
const DIGESTS = ['1', '2', '3'].map((end) => `2.16.840.1.101.3.4.2.${end}`);
/** RSA whose hash stands beside it, RSA with SHA-2, RSA-PSS, ECDSA with SHA-2. */
const SIGNATURES = [
  ...['1', '10', '11', '12', '13'].map((end) => `1.2.840.113549.1.1.${end}`),
  ...['2', '3', '4'].map((end) => `1.2.840.10045.4.3.${end}`),
];

/** An engine of our own, so that nothing depends on what a page or a test has set globally. */
const engine = new CryptoEngine({ name: 'webcrypto', crypto: globalThis.crypto });

/**
 * Writes a request for a time stamp over the SHA-256 of `data`.
 *
 * @param nonce - random bytes, at least 8.
 * @returns DER, for `application/timestamp-query`.
 * @see RFC 3161 §2.4.1.
 */
export function makeTimestampRequest(data: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({
        algorithmId: OID.sha256,
        algorithmParams: new Null(),
      }),
      hashedMessage: new OctetString({ valueHex: sha256(data) }),
    }),
    nonce: new Integer({ valueHex: positive(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** DER writes an integer in as few bytes as can be, and the first bit is its sign. */
function positive(nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(nonce);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

/**
 * Checks a response of a time stamping authority: that it is for our data, signed now, by a
 * certificate made for nothing else, whose chain held at that time. Never throws.
 *
 * @param response - a TimeStampResp (RFC 3161 §2.4.2), DER.
 */
export async function readTimestamp(
  response: Uint8Array,
  expectation: TimestampExpectation,
): Promise<TimestampVerdict> {
  const token = parseResponse(response);
  if (typeof token === 'string') return invalid(token);
  const { signed, info, signer } = token;
  const problem = imprintProblem(info, expectation) ?? algorithmProblem(signer);
  if (problem) return invalid(problem);
  const verified = await verifyChain(signed, info, expectation);
  if (!verified?.signerCertificate) return invalid('bad-signature');
  const certificate = verified.signerCertificate;
  if (!isForTimeStamping(certificate)) return invalid('wrong-purpose');
  if (!namesCertificate(signer, certificate)) return invalid('wrong-certificate');
  const facts = { time: info.genTime.toISOString(), authority: nameOf(certificate) };
  const root = verified.certificatePath.at(-1);
  if (!root) return { status: 'unknown-root', ...facts };
  const rootFingerprint = toHex(sha256(derOf(root)));
  return { status: 'valid', ...facts, root: nameOf(root), rootFingerprint };
}

function invalid(reason: TimestampProblem): TimestampVerdict {
  return { status: 'invalid', reason };
}

interface Token {
  readonly signed: SignedData;
  readonly info: TSTInfo;
  readonly signer: SignerInfo;
}

/** Turns whatever the parsers throw at a stranger's bytes into an answer. */
function parseResponse(bytes: Uint8Array): Token | TimestampProblem {
  try {
    const { offset, result } = fromBER(new Uint8Array(bytes));
    if (offset !== bytes.length) return 'malformed';
    const response = new TimeStampResp({ schema: result });
    // RFC 3161 §2.4.2: granted, or granted with modifications.
    const isGranted = response.status.status === 0 || response.status.status === 1;
    if (!isGranted || !response.timeStampToken) return 'refused';
    const signed = new SignedData({ schema: response.timeStampToken.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    const [signer, ...more] = signed.signerInfos;
    if (eContentType !== OID.tstInfo || !eContent || !signer || more.length > 0) return 'malformed';
    return { signed, info: TSTInfo.fromBER(eContent.getValue()), signer };
  } catch {
    return 'malformed';
  }
}

function imprintProblem(
  { messageImprint, nonce: given }: TSTInfo,
  { data, nonce }: TimestampExpectation,
): TimestampProblem | null {
  const { hashAlgorithm, hashedMessage } = messageImprint;
  if (hashAlgorithm.algorithmId !== OID.sha256) return 'weak-hash';
  if (toHex(hashedMessage.valueBlock.valueHexView) !== toHex(sha256(data))) return 'other-data';
  if (nonce === undefined) return null;
  const isSame = given && toHex(given.valueBlock.valueHexView) === toHex(positive(nonce));
  return isSame ? null : 'other-nonce';
}

function algorithmProblem({ digestAlgorithm, signatureAlgorithm, signedAttrs }: SignerInfo) {
  // RFC 5652 §5.3: content that is not plain data is signed by way of attributes.
  const typed = attribute(signedAttrs?.attributes, OID.contentType);
  const isTyped = typed instanceof ObjectIdentifier && typed.getValue() === OID.tstInfo;
  if (!isTyped) return 'malformed' as const;
  const isStrong =
    DIGESTS.includes(digestAlgorithm.algorithmId) &&
    SIGNATURES.includes(signatureAlgorithm.algorithmId);
  return isStrong ? null : ('weak-hash' as const);
}

function attribute(attributes: readonly Attribute[] | undefined, type: string): unknown {
  return attributes?.find((each) => each.type === type)?.values[0];
}

/**
 * Verifies signature and chain. Not `TimeStampResp.verify()`, which takes any root for good.
 *
 * @returns null if the signature does not hold; an empty path if the chain ends at no root of ours.
 */
async function verifyChain(
  signed: SignedData,
  { genTime }: TSTInfo,
  { data, roots }: TimestampExpectation,
): Promise<SignedDataVerifyResult | null> {
  const trustedCerts = roots.flatMap(parseCertificate);
  const verify = async (checkChain: boolean) => {
    const parameters = {
      signer: 0,
      data: new Uint8Array(data).buffer,
      checkDate: genTime,
      checkChain,
      trustedCerts,
    };
    const verified = await signed.verify({ ...parameters, extendedMode: true }, engine);
    const holds =
      verified.signatureVerified === true && verified.signerCertificateVerified === true;
    return holds ? verified : null;
  };
  try {
    return await verify(true);
  } catch (error) {
    if (!(error instanceof SignedDataVerifyError) || error.code !== CHAIN_FAILED) return null;
  }
  try {
    const verified = await verify(false);
    return verified && { ...verified, certificatePath: [] };
  } catch {
    return null;
  }
}

/** How pkijs says that the signer's chain did not validate; the signature was not looked at yet. */
const CHAIN_FAILED = 5;

function parseCertificate(der: Uint8Array): Certificate[] {
  try {
    return [Certificate.fromBER(new Uint8Array(der))];
  } catch {
    return [];
  }
}

/** RFC 3161 §2.3: the certificate is for time stamping alone, and says so critically. */
function isForTimeStamping({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === OID.extKeyUsage);
  const parsed: unknown = usage?.parsedValue;
  const purposes = parsed instanceof ExtKeyUsage ? parsed.keyPurposes : [];
  return usage?.critical === true && purposes.join() === OID.timeStamping;
}

/**
 * Whether the signed attributes name the certificate that was used (RFC 5816 §2.2.1): without it,
 * another certificate with the same key could be put in its place.
 */
function namesCertificate({ signedAttrs }: SignerInfo, certificate: Certificate): boolean {
  const der = derOf(certificate);
  const second = certificateHash(attribute(signedAttrs?.attributes, OID.signingCertificateV2));
  if (second) return isHash(second, sha256(der));
  const first = certificateHash(attribute(signedAttrs?.attributes, OID.signingCertificate));
  return first !== null && isHash(first, sha1(der));
}

function isHash(bytes: Uint8Array, hash: Uint8Array): boolean {
  return toHex(bytes) === toHex(hash);
}

/** The hash in SigningCertificate(V2): its first certificate's, RFC 5035 §§3 and 4. */
function certificateHash(value: unknown): Uint8Array | null {
  const id = firstOf(firstOf(value));
  const fields: readonly unknown[] = id instanceof Sequence ? id.valueBlock.value : [];
  // A hash algorithm before it would be another than SHA-256, which is the default.
  const [hash] = fields;
  return hash instanceof OctetString ? hash.valueBlock.valueHexView : null;
}

function firstOf(value: unknown): unknown {
  return value instanceof Sequence ? value.valueBlock.value[0] : null;
}

function derOf(certificate: Certificate): Uint8Array {
  return new Uint8Array(certificate.toSchema().toBER());
}

function nameOf({ subject }: Certificate): string {
  const find = (type: string) =>
    subject.typesAndValues.find((each) => each.type === type)?.value.valueBlock.value as unknown;
  const name = find(OID.commonName) ?? find(OID.organization);
  return typeof name === 'string' ? name : '';
}
