import { toLatin1 } from '../../bytes/latin1.ts';
import { LIMITS, Unreadable } from '../decoder.ts';
import type { GatePorts } from '../decoder.ts';
import type { Writing } from './writing.ts';

/** How Excalidraw packs a scene into a picture of it: zlib, as a string of one letter for each byte. */
const PACKED = /"encoded"\s{0,8}:\s{0,8}"((?:[^"\\]|\\[\s\S])*)"/;

/** A scene within a picture that shows it, with all that lies outside of what is shown. */
export const excalidraw: Writing = function* (text, { ports }) {
  if (!text.includes('"bstring"')) return;
  const packed = PACKED.exec(text)?.[1];
  // Another reading of the same bytes has them.
  if (packed === undefined || packed.includes('\uFFFD')) return;
  const letters = lettersOf(packed);
  if (letters === null) return;
  const bytes = toLatin1(letters);
  const scene =
    unpacked(bytes, ports) ?? unpacked(toLatin1(new TextDecoder().decode(bytes)), ports);
  if (scene) return yield { kind: 'bytes', name: 'excalidraw', bytes: scene, isDeclared: true };
  if (!/"compressed"\s{0,8}:\s{0,8}false/.test(text))
    throw new Unreadable('holds a scene of Excalidraw that cannot be read');
  yield { kind: 'bytes', name: 'excalidraw', bytes, isDeclared: true };
};

function unpacked(bytes: Uint8Array, ports: GatePorts): Uint8Array | null {
  try {
    return ports.inflate(bytes, LIMITS.layerBytes).bytes;
  } catch {
    // Some files have its letters in UTF-8.
    return null;
  }
}

/** @returns null if not every letter stands for a byte: then it was read in another charset. */
function lettersOf(packed: string): string | null {
  try {
    const letters = String(JSON.parse(`"${packed}"`));
    return /^[\u0000-\u00FF]*$/.test(letters) ? letters : null;
  } catch {
    // An example in a program.
    return null;
  }
}
