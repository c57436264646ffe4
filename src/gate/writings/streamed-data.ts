import type { Layer } from '../decoder.ts';
import { endOfLiteral, literalText } from './literal.ts';

/** What pages of Next.js and of React Router call for each piece of what is sent beside them. */
const CALLS = ['__next_f.push([1,', 'streamController.enqueue('];

/** Data that a page of React brings along in many scripts: a piece ends where a packet did, within a word as well. */
export function* streamedData(page: string): Iterable<Layer> {
  for (const call of CALLS) {
    const pieces = piecesOf(page, call);
    if (pieces.length > 1) yield { kind: 'text', name: 'streamed', text: pieces.join('') };
  }
}

function piecesOf(page: string, call: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = page.indexOf(call); at >= 0; at = page.indexOf(call, at)) {
    const start = at + call.length;
    at = page.charAt(start) === '"' ? endOfLiteral(page, start) : start;
    if (at > start) pieces.push(literalText(page.slice(start + 1, at - 1)));
  }
  return pieces;
}
