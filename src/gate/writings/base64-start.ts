import { MAGIC_STARTS, hasAnyMagic, isText } from './data-start.ts';
import type { Base64Run } from './letter-runs.ts';

/** With fewer letters, nothing that does not say what it is is packed. */
const LEAST_PACKED = 24;

/**
 * Whether a row of letters may be encoded data, told from the first of them. Nothing of it is copied, and
 * what tells most is asked first, because nearly every long name in a program gets here.
 */
export function isPromisingBase64(text: string, run: Base64Run): boolean {
  // Deflate says nothing at its start.
  const mayBePacked =
    run.paddedEnd - run.start >= LEAST_PACKED &&
    (run.paddedEnd > run.end || holds(text, run, DIGIT));
  if (!mayBePacked && NO_START[firstByte(text, run)] === 1) return false;
  const size = readHead(text, run);
  if (size === 0) return false;
  if (!mayBePacked && !isText(head, true, size) && !hasAnyMagic(head.subarray(0, size)))
    return false;
  // Words are of one case; of encoded letters hardly any run is.
  return holds(text, run, UPPER) && holds(text, run, LOWER);
}

const SIXTH_BITS = Uint8Array.from({ length: 128 }, (_each, code) => {
  const letter = String.fromCharCode(code).replace('-', '+').replace('_', '/');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return Math.max(0, letters.indexOf(letter));
});
/** For each byte whether neither a text nor a format that is known by its first bytes begins with it. */
const NO_START = Uint8Array.from({ length: 256 }, (_each, byte) =>
  isText(Uint8Array.of(byte), true) || MAGIC_STARTS.has(byte) ? 0 : 1,
);

function firstByte(text: string, { start }: Base64Run): number {
  const [one, other] = [text.charCodeAt(start), text.charCodeAt(start + 1)];
  return ((SIXTH_BITS[one] ?? 0) << 2) | ((SIXTH_BITS[other] ?? 0) >> 4);
}

/** The first bytes of a run, until the next one is read. */
const head = new Uint8Array(12);

/** @returns how many bytes are in `head`; 0 if a letter is missing. */
function readHead(text: string, { start, end, paddedEnd }: Base64Run): number {
  const count = Math.min(end - start, paddedEnd - start >= 16 ? 16 : 12);
  if (count % 4 === 1) return 0;
  let [bits, held, size] = [0, 0, 0];
  for (let at = start; at < start + count; at++) {
    held = ((held << 6) | (SIXTH_BITS[text.charCodeAt(at)] ?? 0)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    head[size++] = held >> bits;
  }
  return size;
}

type Range = readonly [first: number, last: number];
const DIGIT: Range = [0x30, 0x39];
const UPPER: Range = [0x41, 0x5a];
const LOWER: Range = [0x61, 0x7a];

function holds(text: string, { start, end }: Base64Run, [first, last]: Range): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= first && unit <= last) return true;
  }
  return false;
}
