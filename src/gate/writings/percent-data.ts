import { fromPercent } from '../../bytes/percent.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';
import { declaredCharsets } from '../decoders/charsets.ts';
import { matchesFrom } from './writing.ts';
import type { Writing } from './writing.ts';

/** A data URL that is no base64: what it says of itself, and what stands in it, up to what no URL has (RFC 2397). */
const DATA_URL = /data:[\w/+.-]*((?:;(?!base64,)[\w="'.-]+)*),([!#-;=?-[\]^_a-z{|}~]*)/iy;
const ESCAPE = /%[\da-f]{2}/i;

/**
 * Data URLs in another charset than UTF-8, in which escapes by percent signs are undone elsewhere: letters of two bytes
 * may be half escaped, and some charsets are plain ASCII.
 */
export const percentData: Writing = function* (text) {
  for (const [, parameters = '', data = ''] of matchesFrom(text, 'data:', DATA_URL)) {
    if (!ESCAPE.test(data)) continue;
    const bytes = fromPercent(data);
    const isDeclared = /charset/i.test(parameters);
    const [charset = null] = isDeclared ? declaredCharsets(parameters) : [];
    const isUtf8 = fromUtf8(bytes) !== null;
    // That of URLs, and ASCII: what their letters say is known.
    if (isUtf8 && (charset === 'utf-8' || charset === 'windows-1252' || !isDeclared)) continue;
    if (charset === null || charset === 'utf-8') yield { kind: 'bytes', name: 'data-url', bytes };
    else yield { kind: 'text', name: 'data-url', text: new TextDecoder(charset).decode(bytes) };
  }
};
