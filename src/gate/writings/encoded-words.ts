import { Unreadable } from '../decoder.ts';
import { decodeWords } from '../decoders/mail-headers.ts';
import { editsOf } from './writing.ts';
import type { Rewriting } from './writing.ts';

const WORDS =
  /=\?[\w-]{2,40}\?[bq]\?[^?\s]{1,400}\?=(?:\s{1,8}=\?[\w-]{2,40}\?[bq]\?[^?\s]{1,400}\?=)*/gi;

/** Words of headers of mail (RFC 2047) in archives, patches and tables, cut in two where they are long. */
export const encodedWords: Rewriting = {
  name: 'encoded-words',
  edits: (text) => (text.includes('?=') ? editsOf(text, WORDS, ([words]) => decodedOr(words)) : []),
};

function decodedOr(words: string): string {
  try {
    return decodeWords(words);
  } catch (error) {
    // Here it may be anything that only looks like one.
    if (error instanceof Unreadable) return words;
    throw error;
  }
}
