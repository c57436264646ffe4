import { bigEndian } from '../../bytes/big-endian.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { elementsIn, isMaster, readNumber } from './ebml.ts';
import type { Element } from './ebml.ts';
import { opaque } from './opaque.ts';
import { codedRuns } from './strings.ts';
import { isText } from '../writings/data-start.ts';
import { unpack } from './unpack.ts';

const ID = {
  segment: 0x18538067,
  track: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  encryption: 0x5035,
  packing: 0x4254,
  block: 0xa1,
  simpleBlock: 0xa3,
  fileData: 0x465c,
  codecPrivate: 0x63a2,
  tagBinary: 0x4485,
} as const;
const VIDEO = 1;
const AUDIO = 2;
/** RFC 9559 has eight levels, but for chapters and tags, which may hold their like. */
const MAX_DEPTH = 64;
/** bzip2 and LZO, of which nobody made much use. */
const UNREADABLE_PACKING = new Set([1, 2]);
/** The first bytes of all frames are said once, and left out in each. */
const STRIPPED = 3;

/**
 * Matroska and WebM: titles, tags, chapters and all other elements as strings, attachments as files,
 * subtitles as text, and whatever stands in plain letters in sound and pictures.
 *
 * @see RFC 9559.
 */
export const matroska: FileDecoder = {
  name: 'matroska',
  accepts: (bytes) => hasMagic(bytes, '\u001A\u0045\u00DF\u00A3'),
  *layers(bytes, ports) {
    const reader = new Reader(ports);
    yield* reader.read(bytes);
    yield* reader.spoken();
    if (![...elementsIn(bytes)].some(({ id }) => id === ID.segment))
      throw new Unreadable('matroska: ends before its content');
  },
};

class Reader {
  private readonly ports: GatePorts;
  /** Tracks of sound and pictures, by number; the others are read. */
  private readonly coded = new Set<number>();
  /** Whether the track that is read is one of these. */
  private isCoded = false;
  /** What each track of subtitles says, cue by cue. */
  private readonly cues = new Map<number, string[]>();

  constructor(ports: GatePorts) {
    this.ports = ports;
  }

  *read(bytes: Uint8Array, depth = 0): Iterable<Layer> {
    if (depth > MAX_DEPTH) throw new Unreadable('matroska: is nested too deeply');
    for (const element of elementsIn(bytes)) {
      const { id, data } = element;
      if (id === ID.encryption) throw new Unreadable('matroska: a track is encrypted');
      if (id === ID.packing && this.isUnreadable(bigEndian(data)))
        throw new Unreadable('matroska: a track is packed in a way that nobody uses, pack it anew');
      if (id === ID.track) this.learn(data);
      if (id === ID.block || id === ID.simpleBlock) yield* this.block(data);
      else if (id === ID.fileData) yield { kind: 'bytes', name: 'attachment', bytes: data };
      else if (isMaster(id)) yield* this.read(data, depth + 1);
      else yield* asTexts('metadata', data);
      // What describes a track may be packed as its frames are.
      if (id === ID.codecPrivate || id === ID.tagBinary) yield* opaque(data, this.ports);
    }
  }

  private isUnreadable(packing: number): boolean {
    return UNREADABLE_PACKING.has(packing) || (packing === STRIPPED && !this.isCoded);
  }

  /** Cues one behind the other, as they are heard: a name may go on in the next one. */
  *spoken(): Iterable<Layer> {
    for (const cues of this.cues.values())
      yield { kind: 'text', name: 'subtitles', text: cues.join('\n') };
  }

  private learn(track: Uint8Array): void {
    const elements = [...elementsIn(track)];
    const type = valueOf(elements, ID.trackType);
    this.isCoded = type === VIDEO || type === AUDIO;
    if (this.isCoded) this.coded.add(valueOf(elements, ID.trackNumber));
  }

  private *block(data: Uint8Array): Iterable<Layer> {
    const { value, length } = readNumber(data, 0, true);
    // Behind the track's number stand a time and flags.
    const frame = data.subarray(length + 3);
    if (this.coded.has(value ?? 0)) return yield* codedRuns('media', frame);
    const cue = isZlib(frame) ? this.inflate(frame) : frame;
    yield* asTexts('subtitle', cue);
    if (isText(cue)) this.hear(value ?? 0, new TextDecoder().decode(cue));
  }

  private hear(track: number, cue: string): void {
    const cues = this.cues.get(track) ?? [];
    this.cues.set(track, cues);
    cues.push(
      cue
        .replace(FIELDS, '')
        .replace(/<[^<>]*>|\{[^{}]*\}/g, '')
        .replaceAll('\\N', '\n'),
    );
  }

  private inflate(frame: Uint8Array): Uint8Array {
    return unpack('matroska: subtitles', frame, this.ports.inflate).bytes;
  }
}

/** SubStation: what stands before the text of a cue. @see "SSA/ASS Subtitles" of the Matroska specification. */
const FIELDS = /^\d+,(?:[^,\n]*,){7}/;

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}

function valueOf(elements: readonly Element[], id: number): number {
  return bigEndian(elements.find((element) => element.id === id)?.data ?? new Uint8Array());
}
