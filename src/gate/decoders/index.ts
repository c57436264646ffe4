import type { FileDecoder } from '../decoder.ts';
import { binary } from './binary.ts';
import { brotli, gzip } from './compressed.ts';
import { font } from './font.ts';
import { gif } from './gif.ts';
import { isoMedia } from './iso-media.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import { webp } from './riff.ts';
import { text } from './text.ts';

/** In order: the first that accepts a file reads it. What none accepts is a finding. */
export const FILE_DECODERS: readonly FileDecoder[] = [
  gzip,
  png,
  jpeg,
  webp,
  gif,
  isoMedia,
  font,
  binary,
  brotli,
  text,
];
