import { Unzlib } from 'fflate';
import { toHex } from '../../bytes/hex.ts';
import { PAYLOAD_SIZE } from '../payload.ts';
import { hexRunsIn } from './copies.ts';

// Reads a stranger's PDF without parsing it: there is no cross-reference to follow in circles, and
// a file that is cut or mended still tells. What streams hold is looked at wherever they stand.

const MAX_FILE_SIZE = 256 * 2 ** 20;
const MAX_UNPACKED_SIZE = 64 * 2 ** 20;
/** Deflate makes at most 1,032 bytes of one: a step makes 17 MB at worst. */
const INFLATE_STEP = 16 * 2 ** 10;
/** What looking at a stream costs at least, counted as unpacked bytes: no more than 32,768 are. */
const STREAM_COST = 2048;
/** A stream's dictionary stands before it, in fewer characters than this. */
const DICTIONARY_REACH = 2000;

/** The widths that spell a payload's bytes: `SPACE_BASE` + byte × `SPACE_STEP` thousandths. */
const SPACE_BASE = 100;
/** Rewriters round positions: pdfwrite's are wrong by up to 0.3 thousandths at size 1. */
const SPACE_STEP = 4;

/** @returns each candidate for a payload: those written in digits, and those written in spaces. */
export function* candidatesIn(bytes: Uint8Array): Generator<string> {
  if (bytes.length > MAX_FILE_SIZE) return;
  for (const text of textsIn(bytes)) {
    yield* hexRunsIn(text);
    yield* spacedIn(text);
  }
}

/** Writes a payload as the distances between spaces: operands of the TJ operator. */
export function toSpaces(payload: Uint8Array): string {
  const parts = [...payload].map((byte) => `( ) -${SPACE_BASE + byte * SPACE_STEP} `);
  return `[${parts.join('')}( )]`;
}

function* spacedIn(text: string): Generator<string> {
  for (const [, inside = ''] of text.matchAll(/\[([^[\]]{28,600})\]\s{0,8}TJ/g)) {
    const numbers = inside
      .replaceAll(/\([^()]{0,4}\)|<[^<>]{0,8}>/g, ' ')
      .trim()
      .split(/\s+/);
    if (numbers.length !== PAYLOAD_SIZE) continue;
    const values = numbers.map((number) => Math.round((-number - SPACE_BASE) / SPACE_STEP));
    if (values.every((value) => value >= 0 && value < 256)) yield toHex(Uint8Array.from(values));
  }
}

function* textsIn(bytes: Uint8Array): Generator<string> {
  // One character a byte, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(bytes);
  yield text;
  let left = MAX_UNPACKED_SIZE;
  for (const { start, end } of streamsIn(text)) {
    const unpacked = inflated(bytes.subarray(start, end), left);
    if (unpacked !== null) yield unpacked;
    left -= STREAM_COST + (unpacked?.length ?? 0);
    if (left <= 0) return;
  }
}

function* streamsIn(text: string): Generator<{ start: number; end: number }> {
  let at = text.indexOf('stream');
  while (at >= 0) {
    const end = text.indexOf('endstream', at + 6);
    if (end < 0) return;
    const start = at + (text[at + 6] === '\r' ? 8 : 7);
    if (!isPicture(text, at)) yield { start, end };
    at = text.indexOf('stream', end + 9);
  }
}

function isPicture(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - DICTIONARY_REACH), at);
  return /\/Subtype\s*\/Image\b/.test(before.slice(before.lastIndexOf('obj') + 1));
}

function inflated(packed: Uint8Array, limit: number): string | null {
  const [first = 0, second = 0] = packed;
  // RFC 1950 §2.2: method 8, and the two bytes are a multiple of 31.
  if ((first & 15) !== 8 || (first * 256 + second) % 31 !== 0) return null;
  const decoder = new TextDecoder('latin1');
  let text = '';
  const unpacker = new Unzlib((chunk) => {
    text += decoder.decode(chunk, { stream: true });
  });
  try {
    for (let at = 0; at < packed.length && text.length < limit; at += INFLATE_STEP)
      unpacker.push(packed.subarray(at, at + INFLATE_STEP), at + INFLATE_STEP >= packed.length);
  } catch {
    // What came before the damage still counts; there may be an end-of-line after the data, too.
    return text;
  }
  return text;
}
