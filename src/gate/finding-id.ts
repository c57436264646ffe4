import { canonicalJson } from '../bytes/canonical-json.ts';
import { toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { keyedHash } from '../marks/index.ts';
import type { Finding, NamedFinding } from './findings.ts';

/** 64 bits: no two of a site's findings share an id by chance. */
const ID_BYTES = 8;

/** For folders that belong to no site. It makes no secret: an id is made of what is printed anyway. */
export const PUBLIC_KEY = toUtf8('colophon/findings/no-site/1');

/**
 * Gives each finding a name, 16 hexadecimal digits, which stays the same as long as rule, term,
 * file, way in and the words around it do, at each place in the file: a second place makes another
 * finding of it, so that accepting the first does not hide it. It does not depend on other findings,
 * but for those that are alike in all of these: they are numbered in their order.
 *
 * Nothing but what the finding prints goes into the name, so nothing else can be guessed from it;
 * the key only keeps names of two sites apart.
 *
 * @param key - derived from the author's seed, or `PUBLIC_KEY`.
 */
export function nameFindings(
  findings: readonly Finding[],
  key: Uint8Array,
): readonly NamedFinding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const place = placeOf(finding);
    const ordinal = counts.get(place) ?? 0;
    counts.set(place, ordinal + 1);
    const data = toUtf8(canonicalJson([place, ordinal]));
    return { ...finding, id: toHex(keyedHash(key, 'finding-id/1', data).slice(0, ID_BYTES)) };
  });
}

function placeOf({ rule, term, file, path, snippet, elsewhere = [] }: Finding): string {
  // In any order: files are read in the same one, but what is in them may change places.
  const others = elsewhere.toSorted();
  const parts = [rule, term ?? '', steadyName(file), path, snippet, ...others];
  // A name or a snippet may be cut within a character.
  return canonicalJson(parts.map((part) => part.toWellFormed()));
}

/** Without what changes when other files do: digests that bundlers put into names, and positions. */
function steadyName(file: string): string {
  return file
    .replace(/^(_astro\/.+?)\.[\w-]{8,}(\.\w+)$/, '$1$2')
    .replace(/ \(file \d+ in order of names\)$/, '');
}
