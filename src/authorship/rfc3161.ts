import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  GeneralizedTime,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  fromBER,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  ExtKeyUsage,
  MessageImprint,
  RSASSAPSSParams,
  SignedData,
  SignedDataVerifyError,
  TSTInfo,
  TimeStampReq,
  TimeStampResp,
} from 'pkijs';
import type { Attribute, FindIssuerCallback, SignedDataVerifyResult, SignerInfo } from 'pkijs';
import { toHex } from '../bytes/hex.ts';
import { fromUtf8 } from '../bytes/utf8.ts';

/** What a time stamp says: signed by `authority` at `time`, for exactly our data. */
export interface TimestampFacts {
  /** `genTime`, ISO 8601 in UTC. */
  readonly time: string;
  /** How far the clock may be off either way, as the authority says itself; null if it does not. */
  readonly accuracyMs: number | null;
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
  | 'expired-certificate'
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
  anyUsage: '2.5.29.37.0',
  basicConstraints: '2.5.29.19',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  rsaPss: '1.2.840.113549.1.1.10',
} as const;

/** SHA-256, SHA-384, SHA-512. */
const DIGESTS = ['1', '2', '3'].map((end) => `2.16.840.1.101.3.4.2.${end}`);
/** RSA whose hash stands beside it, RSA with SHA-2, ECDSA with SHA-2. */
const SIGNATURES = [
  ...['1', '11', '12', '13'].map((end) => `1.2.840.113549.1.1.${end}`),
  ...['2', '3', '4'].map((end) => `1.2.840.10045.4.3.${end}`),
];

/** Real responses bring up to four certificates. A stranger's must not keep us busy. */
const MAX_CERTIFICATES = 16;
/** How often an issuer may be looked for. pkijs follows certificates that sign each other forever. */
const MAX_LOOKUPS = 32;

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
  const fault = certificateProblem(token, certificate) ?? pathProblem(verified.certificatePath);
  if (fault) return invalid(fault);
  const time = info.genTime.toISOString();
  const facts = { time, accuracyMs: accuracyOf(info), authority: nameOf(certificate) };
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
    if ((signed.certificates?.length ?? 0) > MAX_CERTIFICATES) return 'malformed';
    const content = fromBER(eContent.getValue());
    const info = new TSTInfo({ schema: content.result });
    const isWhole = content.offset === eContent.getValue().byteLength;
    return isWhole && isPlainTime(info, content.result) ? { signed, info, signer } : 'malformed';
  } catch {
    return 'malformed';
  }
}

/** RFC 3161 §2.4.2: seconds, in UTC. pkijs would also take local time, and a thirteenth month. */
function isPlainTime({ genTime }: TSTInfo, content: unknown): boolean {
  const field = content instanceof Sequence ? content.valueBlock.value[4] : null;
  const text = field instanceof GeneralizedTime ? fromUtf8(field.valueBlock.valueHexView) : null;
  if (text === null || !/^\d{14}(?:\.\d+)?Z$/.test(text)) return false;
  return genTime.toISOString().replace(/\D/g, '').startsWith(text.slice(0, 14));
}

function accuracyOf({ accuracy }: TSTInfo): number | null {
  if (!accuracy) return null;
  const { seconds = 0, millis = 0, micros = 0 } = accuracy;
  return seconds * 1000 + millis + micros / 1000;
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
  const isSound = DIGESTS.includes(digestAlgorithm.algorithmId) && isStrong(signatureAlgorithm);
  return isSound ? null : ('weak-hash' as const);
}

/** Whether a signature is over SHA-256 or better. */
function isStrong({ algorithmId, algorithmParams }: AlgorithmIdentifier): boolean {
  if (algorithmId !== OID.rsaPss) return SIGNATURES.includes(algorithmId);
  try {
    // RFC 4055 §3.1: the hash stands in the parameters; left out, it is SHA-1.
    const { hashAlgorithm } = new RSASSAPSSParams({ schema: algorithmParams });
    return DIGESTS.includes(hashAlgorithm.algorithmId);
  } catch {
    return false;
  }
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
      findIssuer: boundedFindIssuer(),
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

function boundedFindIssuer(): FindIssuerCallback {
  let lookups = 0;
  return (certificate, validation) => {
    lookups += 1;
    if (lookups > MAX_LOOKUPS) throw new Error('certificates: too many issuers to look for');
    return validation.defaultFindIssuer(certificate, validation, engine);
  };
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

function certificateProblem(
  { signer, info }: Token,
  certificate: Certificate,
): TimestampProblem | null {
  const { notBefore, notAfter, signatureAlgorithm } = certificate;
  if (!isForTimeStamping(certificate)) return 'wrong-purpose';
  if (!namesCertificate(signer, certificate)) return 'wrong-certificate';
  if (!isStrong(signatureAlgorithm)) return 'weak-hash';
  const isTimely = notBefore.value <= info.genTime && info.genTime <= notAfter.value;
  return isTimely ? null : 'expired-certificate';
}

/** RFC 3161 §2.3: the certificate is for time stamping alone, and says so critically. */
function isForTimeStamping(certificate: Certificate): boolean {
  const isCritical = extension(certificate, OID.extKeyUsage)?.critical === true;
  return isCritical && purposesOf(certificate)?.join() === OID.timeStamping;
}

/** @returns null if the certificate does not say what it is for. */
function purposesOf(certificate: Certificate): readonly string[] | null {
  const usage = extension(certificate, OID.extKeyUsage);
  if (!usage) return null;
  const parsed: unknown = usage.parsedValue;
  return parsed instanceof ExtKeyUsage ? parsed.keyPurposes : [];
}

function extension({ extensions = [] }: Certificate, type: string) {
  return extensions.find(({ extnID }) => extnID === type);
}

/**
 * What pkijs does not look at on the way from the signer to the root. Without it a certificate
 * authority that was limited by its own could make time stamping authorities.
 */
function pathProblem([, ...issuers]: readonly Certificate[]): TimestampProblem | null {
  const between = issuers.slice(0, -1);
  if (!between.every(({ signatureAlgorithm }) => isStrong(signatureAlgorithm))) return 'weak-hash';
  const isAllowed = between.every(mayIssue) && issuers.every(reachesDown);
  return isAllowed ? null : 'wrong-purpose';
}

function mayIssue(certificate: Certificate): boolean {
  const purposes = purposesOf(certificate);
  const allowed: readonly string[] = [OID.timeStamping, OID.anyUsage];
  return purposes === null || purposes.some((purpose) => allowed.includes(purpose));
}

/** RFC 5280 §4.2.1.9: how many certificates may stand between an issuer and the signer. */
function reachesDown(certificate: Certificate, below: number): boolean {
  const parsed: unknown = extension(certificate, OID.basicConstraints)?.parsedValue;
  const limit = parsed instanceof BasicConstraints ? parsed.pathLenConstraint : undefined;
  return limit === undefined || (typeof limit === 'number' && below <= limit);
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
