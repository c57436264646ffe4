import { MarkError } from '../errors.ts';
import type { Change } from './embed.ts';
import type { SoundSource } from './sound.ts';

// RIFF WAVE, as Microsoft and IBM describe it (Multimedia Programming Interface 1.0, 1991), with
// WAVE_FORMAT_EXTENSIBLE. Only samples are ever changed: every other byte stays as it is.

const PCM = 1;
const FLOAT = 3;
/** The format stands in the first two bytes of a GUID further on. */
const EXTENSIBLE = 0xfffe;
const MOST_CHANNELS = 32;
const RATES = { from: 8000, to: 384_000 } as const;

/** A file of samples. */
export interface Wav {
  readonly source: SoundSource;
  /** Where the samples are, in bytes from the start of the file. */
  readonly data: { readonly start: number; readonly end: number };
  /**
   * Adds to the samples of a copy. Integers are rounded, without dither: where what is added rounds
   * to nothing a sample keeps its value, and silence stays silence.
   *
   * @param bytes - a copy of the file that was opened, changed in place.
   */
  add(bytes: Uint8Array, change: Change): void;
  /** The least step of a sample, at full scale 1. */
  readonly step: number;
}

/** @returns whether bytes begin as a WAV file does, and not as one beyond 4 GB (RF64). */
export function isWav(bytes: Uint8Array): boolean {
  return textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WAVE';
}

/** @throws MarkError FILE_MALFORMED if it is none, or its samples are of a kind that is not read. */
export function openWav(bytes: Uint8Array, name: string): Wav {
  if (!isWav(bytes)) throw malformed(name, 'expected a WAV file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { format, data } = chunksOf(bytes, view);
  if (!format) throw malformed(name, 'expected a `fmt ` chunk');
  if (!data) throw malformed(name, 'expected a `data` chunk');
  const { tag, channelCount, rate, block, bits } = readFormat(view, format);
  const codec = CODECS[`${tag}/${bits}`];
  if (!codec)
    throw malformed(
      name,
      `expected samples of 16, 24 or 32 bits, or floating point; got ${bits} bits of format ${tag}`,
    );
  if (channelCount < 1 || channelCount > MOST_CHANNELS || block !== (channelCount * bits) / 8)
    throw malformed(name, `expected 1 to ${MOST_CHANNELS} channels, each sample in whole bytes`);
  if (rate < RATES.from || rate > RATES.to)
    throw malformed(name, `expected ${RATES.from} to ${RATES.to} samples a second, got ${rate}`);
  const length = Math.floor((data.end - data.start) / block);
  const placeOf = (channel: number, at: number) => data.start + at * block + (channel * bits) / 8;
  return {
    source: {
      rate,
      channelCount,
      length,
      read(channel, from, to) {
        const piece = new Float32Array(to - from);
        for (let at = Math.max(0, from); at < Math.min(length, to); at++)
          piece[at - from] = codec.read(view, placeOf(channel, at));
        return piece;
      },
    },
    data,
    step: codec.step,
    add(copy, { start, channels }) {
      const into = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
      for (const [channel, change] of channels.entries())
        for (let at = 0; at < change.length; at++)
          codec.add(into, placeOf(channel, start + at), change[at] ?? 0);
    },
  };
}

/** Reads and changes one sample. */
interface Codec {
  readonly step: number;
  read(view: DataView, at: number): number;
  add(view: DataView, at: number, change: number): void;
}

const CODECS: Readonly<Record<string, Codec>> = {
  [`${PCM}/16`]: integers(16, {
    get: (view, at) => view.getInt16(at, true),
    set: (view, at, value) => view.setInt16(at, value, true),
  }),
  [`${PCM}/24`]: integers(24, {
    get: (view, at) => (view.getInt8(at + 2) << 16) | view.getUint16(at, true),
    set: (view, at, value) => {
      view.setUint16(at, value & 0xffff, true);
      view.setInt8(at + 2, value >> 16);
    },
  }),
  [`${PCM}/32`]: integers(32, {
    get: (view, at) => view.getInt32(at, true),
    set: (view, at, value) => view.setInt32(at, value, true),
  }),
  [`${FLOAT}/32`]: floats({
    get: (view, at) => view.getFloat32(at, true),
    set: (view, at, value) => view.setFloat32(at, value, true),
  }),
  [`${FLOAT}/64`]: floats({
    get: (view, at) => view.getFloat64(at, true),
    set: (view, at, value) => view.setFloat64(at, value, true),
  }),
};

interface Access {
  get(view: DataView, at: number): number;
  set(view: DataView, at: number, value: number): void;
}

function integers(bits: number, { get, set }: Access): Codec {
  const scale = 2 ** (bits - 1);
  return {
    step: 1 / scale,
    read: (view, at) => get(view, at) / scale,
    add(view, at, change) {
      const value = get(view, at) + Math.round(change * scale);
      set(view, at, Math.max(-scale, Math.min(scale - 1, value)));
    },
  };
}

/** What is not a number stays so, and is taken for silence. */
function floats({ get, set }: Access): Codec {
  return {
    step: 0,
    read(view, at) {
      const value = get(view, at);
      return Number.isFinite(value) ? value : 0;
    },
    add(view, at, change) {
      const value = get(view, at);
      if (change !== 0 && Number.isFinite(value)) set(view, at, value + change);
    },
  };
}

interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** A program that writes to a pipe does not know the size: what runs beyond the file ends with it. */
function chunksOf(bytes: Uint8Array, view: DataView): { format?: Chunk; data?: Chunk } {
  const found: { format?: Chunk; data?: Chunk } = {};
  let at = 12;
  while (at + 8 <= bytes.length && !(found.format && found.data)) {
    const size = view.getUint32(at + 4, true);
    const chunk = { start: at + 8, end: Math.min(bytes.length, at + 8 + size) };
    const name = textAt(bytes, at);
    if (name === 'fmt ' && chunk.end - chunk.start >= 16) found.format = chunk;
    if (name === 'data') found.data = chunk;
    // Chunks begin at even places.
    at = chunk.start + size + (size & 1);
  }
  return found;
}

function readFormat(view: DataView, { start, end }: Chunk) {
  const tag = view.getUint16(start, true);
  const isExtensible = tag === EXTENSIBLE && end - start >= 26;
  return {
    tag: isExtensible ? view.getUint16(start + 24, true) : tag,
    channelCount: view.getUint16(start + 2, true),
    rate: view.getUint32(start + 4, true),
    block: view.getUint16(start + 12, true),
    bits: view.getUint16(start + 14, true),
  };
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCodePoint(...bytes.subarray(at, at + 4));
}

function malformed(name: string, what: string): MarkError {
  return new MarkError('FILE_MALFORMED', `${name}: ${what}`);
}

/** @returns a WAV file of floating point samples. */
export function writeWav(rate: number, channels: readonly Float32Array[]): Uint8Array {
  const length = channels[0]?.length ?? 0;
  const block = channels.length * 4;
  const bytes = new Uint8Array(44 + length * block);
  const view = new DataView(bytes.buffer);
  const put = (at: number, text: string) => {
    for (let letter = 0; letter < 4; letter++) bytes[at + letter] = text.codePointAt(letter) ?? 0;
  };
  put(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  put(8, 'WAVE');
  put(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, FLOAT, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * block, true);
  view.setUint16(32, block, true);
  view.setUint16(34, 32, true);
  put(36, 'data');
  view.setUint32(40, length * block, true);
  for (const [channel, samples] of channels.entries())
    for (let at = 0; at < length; at++)
      view.setFloat32(44 + at * block + channel * 4, samples[at] ?? 0, true);
  return bytes;
}
