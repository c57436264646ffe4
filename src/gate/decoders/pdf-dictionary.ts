import { Unreadable } from '../decoder.ts';

const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]+/g;
/** Strings are kept as they are, so that a sign in one begins no comment. */
const STRING_OR_COMMENT = /\((?:[^()\\]|\\[\s\S])*\)|%[^\r\n]*/g;
const INDIRECT_FILTER =
  /\/(?:Filter|DecodeParms|DP)\s*(?:(?<id>\d+)\s+\d+\s+R|\[\s*(?<first>\d+)\s+\d+\s+R)/;
/** More references than that lead nowhere. */
const MOST = 8;

/**
 * A stream's dictionary in one form: without comments, with names as they are meant, and with what tells how it
 * is packed put in where only a reference to it stands.
 *
 * @param file - in which the objects are, as Latin-1.
 * @throws Unreadable if a reference leads nowhere.
 */
export function plainDictionary(dictionary: string, file: string): string {
  let plain = dictionary;
  if (plain.includes('%'))
    plain = plain.replace(STRING_OR_COMMENT, (all) => (all.startsWith('%') ? ' ' : all));
  plain = plainNames(plain);
  for (let count = 0; ; count++) {
    const { groups } = INDIRECT_FILTER.exec(plain) ?? {};
    const id = groups?.['id'] ?? groups?.['first'];
    if (id === undefined) return plain;
    if (count === MOST) throw new Unreadable('pdf: a stream does not tell how it is packed');
    plain = plain.replace(INDIRECT_FILTER, (all) =>
      all.replace(/\d+\s+\d+\s+R/, plainNames(objectOf(file, id))),
    );
  }
}

/** @returns the text with `#xx` in names undone. */
export function plainNames(text: string): string {
  if (!text.includes('#')) return text;
  return text.replace(NAME, (name) =>
    name.replace(/#([\da-f]{2})/gi, (_all, code) => String.fromCharCode(parseInt(code, 16))),
  );
}

function objectOf(file: string, id: string): string {
  const start = new RegExp(`(?:^|\\s)${id}\\s+\\d+\\s+obj\\b`).exec(file);
  const from = start ? start.index + start[0].length : -1;
  const end = from < 0 ? -1 : file.indexOf('endobj', from);
  if (end < 0) throw new Unreadable('pdf: a stream does not tell how it is packed');
  return file.slice(from, end).trim();
}
