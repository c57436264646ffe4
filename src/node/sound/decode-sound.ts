import type { GivenFile } from '../../authorship/index.ts';
import { isWav, writeWav } from '../../marks/audio/index.ts';

// Decoders that are WebAssembly within a script: nothing to install beside them. Each is loaded when a
// file asks for it.

/** What a decoder makes of a file. */
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
}

/** A mark is looked for in no more than 20 minutes: that is more than 320 kbit/s need for them. */
const MOST_BYTES = 64 * 2 ** 20;
/** Without loss it takes more: stereo at 96 kHz and 24 bits, halved. */
const MOST_BYTES_LOSSLESS = 6 * MOST_BYTES;

/**
 * Decodes a file of sound, judged by its first bytes: MP3, FLAC, Ogg with Vorbis, Opus or FLAC. AAC is not
 * among them: no decoder for it is kept well enough.
 *
 * @returns the same sound as WAV, under the same name; the file itself if it is none that is decoded, or
 *   broken.
 */
export async function decodeSound(file: GivenFile): Promise<GivenFile> {
  const decoder = isWav(file.bytes) ? undefined : decoderOf(file.bytes);
  if (!decoder) return file;
  try {
    const { channelData, sampleRate } = await decoder(file.bytes);
    if (!channelData[0]?.length) return file;
    return { name: file.name, bytes: writeWav(sampleRate, channelData) };
  } catch {
    // What only looks like sound, or is cut in its head, holds nothing to look at.
    return file;
  }
}

type Decoder = (bytes: Uint8Array) => Promise<Decoded>;

function decoderOf(bytes: Uint8Array): Decoder | undefined {
  const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  if (head.startsWith('fLaC')) return decodeFlac;
  if (head.startsWith('OggS')) {
    if (head.includes('OpusHead')) return decodeOpus;
    return head.includes('\u0001vorbis') ? decodeVorbis : decodeFlac;
  }
  // ISO/IEC 11172-3 §2.4.1.3: eleven ones, then a layer that is not the reserved one.
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0 && (bytes[1] ?? 0) & 0x06;
  return head.startsWith('ID3') || isFrame ? decodeMpeg : undefined;
}

async function decodeMpeg(bytes: Uint8Array): Promise<Decoded> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  return decodeWith(new MPEGDecoder(), (decoder) => decoder.decode(bytes.subarray(0, MOST_BYTES)));
}

async function decodeFlac(bytes: Uint8Array): Promise<Decoded> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  return decodeWith(new FLACDecoder(), (decoder) =>
    decoder.decodeFile(bytes.subarray(0, MOST_BYTES_LOSSLESS)),
  );
}

async function decodeVorbis(bytes: Uint8Array): Promise<Decoded> {
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  return decodeWith(new OggVorbisDecoder(), (decoder) =>
    decoder.decodeFile(bytes.subarray(0, MOST_BYTES)),
  );
}

async function decodeOpus(bytes: Uint8Array): Promise<Decoded> {
  const [{ default: CodecParser }, { OpusDecoder }] = await Promise.all([
    import('codec-parser'),
    import('opus-decoder'),
  ]);
  const pages = new CodecParser('application/ogg').parseAll(bytes.subarray(0, MOST_BYTES));
  const frames = pages.flatMap((page) => ('codecFrames' in page ? page.codecFrames : []));
  const header = frames[0]?.header as OpusHeader | undefined;
  if (!header) return { channelData: [], sampleRate: 0 };
  const { channels, preSkip } = header;
  const decoder = new OpusDecoder({
    channels,
    // RFC 7845 §5.1.1.1: one or two channels are one stream, and no table says so.
    streamCount: header.streamCount ?? 1,
    coupledStreamCount: header.coupledStreamCount ?? channels - 1,
    channelMappingTable: [
      ...(header.channelMappingTable ?? Array.from({ length: channels }).keys()),
    ],
    preSkip,
  });
  return decodeWith(decoder, () => decoder.decodeFrames(frames.map(({ data }) => data)));
}

/** Frees the decoder whatever comes of it. */
async function decodeWith<D extends { readonly ready: Promise<void>; free(): void }>(
  decoder: D,
  decode: (decoder: D) => Decoded | Promise<Decoded>,
): Promise<Decoded> {
  await decoder.ready;
  try {
    return await decode(decoder);
  } finally {
    decoder.free();
  }
}

/** RFC 7845 §5.1, as the parser names its fields. */
interface OpusHeader {
  readonly channels: number;
  readonly streamCount: number | undefined;
  readonly coupledStreamCount: number | undefined;
  readonly channelMappingTable: Iterable<number> | undefined;
  readonly preSkip: number;
}
