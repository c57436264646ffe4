import { editsFrom, inOrder } from './writing.ts';
import type { Rewriting } from './writing.ts';

/** The address of a link, behind its words: of programs, `a[0](x)` has the same signs. */
const ADDRESS =
  /\]\((?:<|https?:|mailto:|[/#]|\.{1,2}\/)[^()\s<>]{0,2048}>?(?:\s{1,4}"[^"\n]{0,400}")?\)/y;
/** Where the address of a link stands, by a name. */
const NAMED = /\]\[[^\]\n]{0,80}\](?=[\s.,;:!?)]|$)/y;
/** A footnote. */
const NOTE = /\[\^[\w-]{1,40}\](?!:)/y;
const nothing = () => '';

/**
 * What stands in Markdown between two words that a reader sees side by side: addresses of links, and notes. Most
 * pages of a manual lie beside it as such (`llms.txt`).
 *
 * @see CommonMark 0.31.2, section 6.3 (links); GitHub's footnotes.
 */
export const links: Rewriting = {
  name: 'links',
  edits(text) {
    const edits = [
      ...editsFrom(text, '](', ADDRESS, nothing),
      ...editsFrom(text, '][', NAMED, nothing),
      ...editsFrom(text, '[^', NOTE, nothing),
    ];
    return edits.length > 1 ? inOrder(edits) : edits;
  },
};
