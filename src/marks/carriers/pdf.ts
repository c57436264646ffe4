import type { FileCarrier, HiddenMark, WorkFile } from '../file-carrier.ts';
import { copiesIn, judgeCopies } from './copies.ts';
import type { SeenCopies } from './copies.ts';
import { candidatesIn } from './pdf-scan.ts';

/**
 * Copies of a payload in a PDF: in its catalog, its properties and its metadata, which the next
 * program may drop; and on every page in the widths of invisible spaces, which programs that
 * rewrite pages keep, and which nobody can read, search or hear.
 *
 * Everything is visible to whoever opens the file in an editor, and gone if he takes it out, or if
 * pages are drawn anew (pdftocairo, a browser's printer) or become pictures. A linearized file comes back not linearized.
 */
export const pdf: FileCarrier<SeenCopies> = {
  id: 'pdf',

  accepts: ({ name, bytes }) =>
    name.toLowerCase().endsWith('.pdf') &&
    new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-'),

  async embed(file, mark) {
    return (await writer()).embedInPdf(file, mark);
  },

  async keeps(before, after) {
    return (await writer()).keepsPages(before, after);
  },

  async observe({ bytes }) {
    try {
      return copiesIn(candidatesIn(bytes));
    } catch {
      // Bytes that even a scan cannot get through, such as too many for one text, tell nothing.
      return null;
    }
  },

  judge: judgeCopies,
};

/**
 * Hides a mark that everybody with the published key can read, in a PDF that is published: in its
 * catalog and on its pages, not where documents tell about themselves, since a release takes that out.
 *
 * @returns a file that looks and reads as before; read by `readOvertPdf`.
 * @throws MarkError FILE_MALFORMED if it cannot be opened, is locked or signed, or would change.
 */
export async function markOvertPdf(file: WorkFile, mark: HiddenMark): Promise<Uint8Array> {
  return (await writer()).markOvertPdf(file, mark);
}

/** Only where there is a PDF: the parser is hundreds of modules, a fifth of what a command loads. */
function writer() {
  return import('./pdf-writer.ts');
}
