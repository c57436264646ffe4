import { indexOfMark } from '../../bytes/marks-in-bytes.ts';
import type { Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';

/** What subtitles begin with: a mark, and that their name is in UTF-16. */
const MAGIC = 'GAB2\0\u0002\0';

/**
 * Subtitles among the frames of a film: a whole file of SubRip or SubStation in one piece, in any charset, behind its
 * name. They are looked for by their mark, since tables of such films are often wrong.
 *
 * @see "Subtitles in AVI files" of AVI-Mux GUI; `libavformat/avidec.c` of FFmpeg.
 */
export function* aviSubtitles(frames: Uint8Array): Iterable<Layer> {
  for (let at = indexOfMark(frames, MAGIC); at >= 0; at = indexOfMark(frames, MAGIC, at + 1)) {
    const cursor = new Cursor(frames, 'avi: subtitles', 'little', at + MAGIC.length);
    const name = new TextDecoder('utf-16le').decode(cursor.take(cursor.u32()));
    yield { kind: 'text', name: 'subtitles/name', text: name };
    cursor.skip(2);
    yield { kind: 'bytes', name: 'subtitles', bytes: cursor.take(cursor.u32()) };
  }
}
