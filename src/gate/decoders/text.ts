import { hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { subtitles } from './subtitles.ts';

/** UTF-16 by its byte order mark, and UTF-8 that holds no control characters. */
export const text: FileDecoder = {
  name: 'text',
  accepts: (bytes) => encodingOf(bytes) !== null,
  *layers(bytes) {
    const encoding = encodingOf(bytes) ?? 'utf-8';
    const text = new TextDecoder(encoding).decode(bytes);
    yield { kind: 'text', name: '', text };
    yield* subtitles(text);
  },
};

function encodingOf(bytes: Uint8Array): string | null {
  if (hasMagic(bytes, '\u00FF\u00FE')) return 'utf-16le';
  if (hasMagic(bytes, '\u00FE\u00FF')) return 'utf-16be';
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(decoded) ? null : 'utf-8';
  } catch {
    // Not UTF-8: no text that we know.
    return null;
  }
}
