import { editsFrom } from './writing.ts';
import type { Rewriting } from './writing.ts';

const ESCAPE = /_x([\da-f]{4})_/iy;

/**
 * Letters that may not stand in names of XML, as programs of Microsoft escape them: columns of SharePoint, texts of Excel
 * (ISO/IEC 29500-1, section 22.9.2.19).
 */
export const xmlNames: Rewriting = {
  name: 'xml-names',
  edits: (text) =>
    editsFrom(text, '_x', ESCAPE, ([, code = '']) => String.fromCharCode(parseInt(code, 16))),
};
