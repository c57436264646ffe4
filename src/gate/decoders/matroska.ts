import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { elementsIn, isMaster, readNumber } from './ebml.ts';
import type { Element } from './ebml.ts';
import { runs } from './strings.ts';
import { unpack } from './unpack.ts';

const ID = {
  segment: 0x18538067,
  track: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  encryption: 0x5035,
  block: 0xa1,
  simpleBlock: 0xa3,
  fileData: 0x465c,
} as const;
const VIDEO = 1;
const AUDIO = 2;

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
    yield* new Reader(ports).read(bytes);
    if (![...elementsIn(bytes)].some(({ id }) => id === ID.segment))
      throw new Unreadable('matroska: ends before its content');
  },
};

class Reader {
  private readonly ports: GatePorts;
  /** Tracks of sound and pictures, by number; the others are read. */
  private readonly coded = new Set<number>();

  constructor(ports: GatePorts) {
    this.ports = ports;
  }

  *read(bytes: Uint8Array): Iterable<Layer> {
    for (const element of elementsIn(bytes)) {
      const { id, data } = element;
      if (id === ID.encryption) throw new Unreadable('matroska: a track is encrypted');
      if (id === ID.track) this.learn(data);
      if (id === ID.block || id === ID.simpleBlock) yield* this.block(data);
      else if (id === ID.fileData) yield { kind: 'bytes', name: 'attachment', bytes: data };
      else if (isMaster(id)) yield* this.read(data);
      else yield* asTexts('metadata', data);
    }
  }

  private learn(track: Uint8Array): void {
    const elements = [...elementsIn(track)];
    const type = valueOf(elements, ID.trackType);
    if (type === VIDEO || type === AUDIO) this.coded.add(valueOf(elements, ID.trackNumber));
  }

  private *block(data: Uint8Array): Iterable<Layer> {
    const { value, length } = readNumber(data, 0, true);
    // Behind the track's number stand a time and flags.
    const frame = data.subarray(length + 3);
    if (this.coded.has(value ?? 0)) return yield* runs('media', frame);
    yield* asTexts('subtitle', isZlib(frame) ? this.inflate(frame) : frame);
  }

  private inflate(frame: Uint8Array): Uint8Array {
    return unpack('matroska: subtitles', frame, this.ports.inflate).bytes;
  }
}

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}

function valueOf(elements: readonly Element[], id: number): number {
  const data = elements.find((element) => element.id === id)?.data;
  return (data ?? new Uint8Array()).reduce((value, byte) => value * 256 + byte, 0);
}
