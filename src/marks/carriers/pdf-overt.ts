import { fromHex } from '../../bytes/hex.ts';
import type { MarkSighting } from '../carrier.ts';
import { FALSE_POSITIVE, decodePayload } from '../payload.ts';
import { copiesIn } from './copies.ts';
import { candidatesIn } from './pdf-scan.ts';

// Apart from `pdf.ts`, whose parser is large: the verify page reads marks and writes none.

/**
 * Reads the marks that `markOvertPdf` put in, blind. Never throws, whoever made the file.
 *
 * @returns each id once; its chance counts every candidate that was tried.
 */
export function readOvertPdf(bytes: Uint8Array, key: Uint8Array): readonly MarkSighting[] {
  const candidates = [...candidatesOf(bytes)];
  const chance = Math.min(1, candidates.length * FALSE_POSITIVE);
  return candidates.flatMap((candidate) => {
    const payload = decodePayload(fromHex(candidate) ?? new Uint8Array(), key);
    if (payload?.layer !== 'overt') return [];
    return [{ id: payload.id, paragraph: null, words: '', chance }];
  });
}

function candidatesOf(bytes: Uint8Array): Iterable<string> {
  try {
    return copiesIn(candidatesIn(bytes)).keys();
  } catch {
    // Bytes that even a scan cannot get through, such as too many for one text, tell nothing.
    return [];
  }
}
