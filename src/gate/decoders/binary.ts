import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { cffStrings } from './cff-strings.ts';

const MAGICS: readonly (readonly [magic: string, offset: number])[] = [
  ['\u0000asm', 0],
  ['\u0000OpenTimestamps\u0000\u0000Proof\u0000', 0],
  ['MThd\u0000\u0000\u0000\u0006', 0],
  // Drawings of Windows and of LibreOffice: the letters of each text stand in a row.
  [' EMF', 40],
  ['\u00D7\u00CD\u00C6\u009A', 0],
  ['\u0001\u0000\u0009\u0000\u0000\u0003', 0],
  ['VCLMTF', 0],
  // Profiles of colours (ICC.1, section 7.2).
  ['acsp', 36],
  // Tables of letters for PDF.js: where they come from, the name of another table, numbers.
  ['\u00E0RCopyright 1990-2009 Adobe', 1],
];
/** Parts of Office files without a signature: where lines broke, and what the printer was set to. */
const NAMES = /(?:^|\/)(?:layout-cache|printerSettings\d*\.bin)$/;

/**
 * Formats that hold their texts as they are and are read as strings: WebAssembly, time stamps of
 * OpenTimestamps, MIDI, drawings, content credentials (C2PA), profiles of colours (ICC), bare fonts and
 * tables of PDF.js.
 */
export const binary: FileDecoder = {
  name: 'binary',
  accepts: (bytes, file) =>
    MAGICS.some(([magic, offset]) => hasMagic(bytes, magic, offset)) ||
    isCredential(bytes) ||
    isBareCff(bytes) ||
    NAMES.test(file),
  *layers(bytes) {
    yield* asTexts('content', bytes);
    if (isBareCff(bytes)) yield* cffStrings('content', bytes);
  },
};

/** A font without its wrapper, as PDF.js has them: names in a row, outlines. @see Adobe TN5176, section 6. */
function isBareCff(bytes: Uint8Array): boolean {
  return hasMagic(bytes, '\u0001\0\u0004') && hasMagic(bytes, '\0\u0001\u0001\u0001', 4);
}

/** A manifest store (ISO 19566-5) of claims alone: one with files in it may hold pictures. */
function isCredential(bytes: Uint8Array): boolean {
  if (!hasMagic(bytes, 'jumb', 4) || !hasMagic(bytes, 'jumdc2pa', 12)) return false;
  return !new TextDecoder('latin1').decode(bytes).includes('bidb');
}
