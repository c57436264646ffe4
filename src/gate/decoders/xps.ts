import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

const PAGE = /\.fpage(?:$|\/)/i;

/** Pages of XPS place letters one by one, or draw them, and nobody here can look at such a page. */
export const xps: FileDecoder = {
  name: 'xps',
  accepts: (bytes, file) => PAGE.test(file) || hasMagic(bytes, '<FixedPage'),
  *layers() {
    throw new Unreadable('is a page of XPS, which cannot be looked at: export the document as PDF');
  },
};
