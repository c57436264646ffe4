import { fromLatin1 } from '../../bytes/latin1.ts';
import { Unreadable, asTexts } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';
import { pdfTokens } from './pdf-tokens.ts';

const MAGIC = /^\u0004?%!(?:PS|FontType)/;

/**
 * PostScript is a program: what it shows may be in codes of its own fonts, packed, or computed. So what
 * stands in it is searched, its strings one after the other as well, and the file is refused all the same.
 */
export const postScript: FileDecoder = {
  name: 'postscript',
  accepts: (bytes) => MAGIC.test(new TextDecoder('latin1').decode(bytes.subarray(0, 16))),
  *layers(bytes) {
    yield* asTexts('', bytes);
    const strings = [];
    for (const token of pdfTokens(fromLatin1(bytes)))
      if (token.kind === 'string') strings.push(token.value);
    yield { kind: 'text', name: 'strings', text: strings.join('') };
    throw new Unreadable('is PostScript, which only a printer can read: export it as PDF or SVG');
  },
};
