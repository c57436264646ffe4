import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat } from '../bytes/concat.ts';
import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import type { Author } from './author.ts';

// SSH signatures as `ssh-keygen -Y sign` makes them: OpenSSH, PROTOCOL.sshsig.

const MAGIC = toUtf8('SSHSIG');
const VERSION = 1;
const KEY_TYPE = 'ssh-ed25519';
const HASH = 'sha512';
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';
const LINE = 70;

/**
 * Signs a message for one use.
 *
 * @param namespace - the use, such as `colophon`: a signature for one passes for no other.
 * @returns the armoured signature, ending in a line feed.
 */
export function signSsh(
  message: Uint8Array,
  namespace: string,
  author: Pick<Author, 'publicKey' | 'sign'>,
): string {
  const signature = concat([
    string(toUtf8(KEY_TYPE)),
    string(author.sign(signedBytes(message, namespace))),
  ]);
  const blob = concat([
    MAGIC,
    uint32(VERSION),
    string(sshKey(author.publicKey)),
    string(toUtf8(namespace)),
    string(new Uint8Array()),
    string(toUtf8(HASH)),
    string(signature),
  ]);
  return armour(blob);
}

/**
 * Checks a signature of a stranger. Never throws.
 *
 * @returns whose key made it, 32 bytes; null if it is malformed or does not hold.
 */
export function verifySsh(
  armoured: string,
  message: Uint8Array,
  namespace: string,
): Uint8Array | null {
  const blob = unarmour(armoured);
  const fields = blob && readFields(blob);
  if (!fields || fields.namespace !== namespace) return null;
  try {
    const isGenuine = ed25519.verify(
      fields.signature,
      signedBytes(message, namespace),
      fields.publicKey,
      { zip215: false },
    );
    return isGenuine ? fields.publicKey : null;
  } catch {
    // A key or signature that is no point of the curve: it does not hold.
    return null;
  }
}

/** @returns a public key as OpenSSH writes it: `ssh-ed25519` and base64. */
export function sshPublicKey(publicKey: Uint8Array): string {
  return `${KEY_TYPE} ${toBase64(sshKey(publicKey))}`;
}

/** RFC 8709 §4. */
function sshKey(publicKey: Uint8Array): Uint8Array {
  return concat([string(toUtf8(KEY_TYPE)), string(publicKey)]);
}

/** PROTOCOL.sshsig, section 3. */
function signedBytes(message: Uint8Array, namespace: string): Uint8Array {
  return concat([
    MAGIC,
    string(toUtf8(namespace)),
    string(new Uint8Array()),
    string(toUtf8(HASH)),
    string(sha512(message)),
  ]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** RFC 4251 §5: a length of four bytes, then the bytes. */
function string(bytes: Uint8Array): Uint8Array {
  return concat([uint32(bytes.length), bytes]);
}

function armour(blob: Uint8Array): string {
  const lines = toBase64(blob).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [BEGIN, ...lines, END, ''].join('\n');
}

/** One signature, one text: what our own writing of it differs from was tampered with. */
function unarmour(text: string): Uint8Array | null {
  const [begin, ...rest] = text.trimEnd().split(/\r?\n/);
  if (begin !== BEGIN || rest.pop() !== END) return null;
  const body = rest.join('');
  const blob = fromBase64(body);
  return blob && toBase64(blob) === body ? blob : null;
}

function readFields(blob: Uint8Array) {
  const reader = new Reader(blob);
  const isOurs = equals(reader.take(MAGIC.length), MAGIC) && reader.uint32() === VERSION;
  const key = new Reader(reader.string());
  const namespace = fromUtf8(reader.string());
  const reserved = reader.string();
  const hash = fromUtf8(reader.string());
  const signature = new Reader(reader.string());
  const types = [fromUtf8(key.string()), fromUtf8(signature.string())];
  const [publicKey, raw] = [key.string(), signature.string()];
  const isWhole = [reader, key, signature].every((each) => each.isAtEnd);
  const isKnown = types.every((type) => type === KEY_TYPE) && hash === HASH;
  const hasSizes = publicKey.length === 32 && raw.length === 64 && reserved.length === 0;
  if (!isOurs || !isWhole || !isKnown || !hasSizes) return null;
  return { publicKey: publicKey.slice(), signature: raw, namespace };
}

function equals(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Reads fields a stranger wrote: past the end there is nothing, and `isAtEnd` is false for good. */
class Reader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  take(size: number): Uint8Array {
    const taken = this.bytes.subarray(this.at, this.at + size);
    this.at += size;
    return taken;
  }

  uint32(): number {
    const bytes = this.take(4);
    return bytes.length === 4 ? new DataView(bytes.slice().buffer).getUint32(0) : 0;
  }

  string(): Uint8Array {
    return this.take(this.uint32());
  }
}
