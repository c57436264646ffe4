import { asTexts } from '../decoder.ts';
import type { Writing } from './writing.ts';

const IS_REGISTRY = /^\uFEFF?\s{0,8}(?:Windows Registry Editor Version|REGEDIT)/;
/** A value of a kind that is no number, over several lines. */
const VALUE = /=hex(?:\([\da-f]{1,8}\))?:((?:[\da-f]{2},?|\\\r?\n[ \t]{0,8}){6,})/gi;

/** Values in files for the registry of Windows: texts in which something is put in, lists of texts, and bytes. */
export const registry: Writing = function* (text) {
  if (!IS_REGISTRY.test(text)) return;
  for (const [, value = ''] of text.matchAll(VALUE)) {
    const digits = value.match(/[\da-f]{2}/gi) ?? [];
    yield* asTexts(
      'registry',
      Uint8Array.from(digits, (digit) => parseInt(digit, 16)),
    );
  }
};
