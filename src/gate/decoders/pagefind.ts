import { cborStrings, isCborOfTexts } from '../cbor-strings.ts';
import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

const MARK = 'pagefind_dcd';

/**
 * The search of a site, as pagefind unpacks it: a page in JSON, or tables in CBOR. Where all strings of those are texts they
 * are in UTF-8, and need not be tried in the charsets of old programs.
 */
export const pagefind: FileDecoder = {
  name: 'pagefind',
  accepts: (bytes) => hasMagic(bytes, MARK),
  *layers(bytes) {
    const content = bytes.subarray(MARK.length);
    if (hasMagic(content, '{'))
      return yield { kind: 'bytes', name: 'content', bytes: content, isDeclared: true };
    if (isCborOfTexts(content))
      yield { kind: 'text', name: 'content', text: new TextDecoder().decode(content) };
    else yield* asTexts('content', content);
    yield { kind: 'text', name: 'strings', text: [...cborStrings(content)].join('\n') };
  },
};
