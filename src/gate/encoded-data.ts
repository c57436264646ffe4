/** A longer run of letters and digits is encoded data, in which words turn up by chance. */
const LONGEST_WRITTEN = 64;
/** SHA-1 in base64 has 27: the shortest digest that is as long as something written may be. */
const SHORTEST_DIGEST = 27;
/**
 * How often the kind of letter changes at least, but from a capital to a small one, for each letter. It does 0.45
 * times in random base64 (one digest of SHA-256 in forty stays below), 0.43 in that of programs, 0.36 in
 * that of prose; and 0.1 to 0.25 in identifiers and addresses, whose words are longer than three letters.
 */
const LEAST_CHANGES = 0.3;
/** In base64 one of 64 is a slash, in an address one of five to ten. */
const MOST_SLASHES = 1 / 16;

/**
 * Tells whether a place lies in encoded data: digests, keys, pictures in base64. Data is of both cases
 * and digits, and changes between them as nobody writes.
 */
export function isInEncodedData(source: string, from: number, to: number): boolean {
  const long = runAround(source, from, to, /[\w+/=]/);
  if (long.length > LONGEST_WRITTEN && isMixed(long) && !isAddress(long)) return true;
  const digest = runAround(source, from, to, /[\w-]/).replaceAll(/[_-]/g, '');
  return digest.length >= SHORTEST_DIGEST && isMixed(digest) && changesIn(digest) >= LEAST_CHANGES;
}

function isMixed(run: string): boolean {
  return /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);
}

function isAddress(run: string): boolean {
  const slashes = run.split('/').length - 1;
  return slashes > run.length * MOST_SLASHES && changesIn(run) < LEAST_CHANGES;
}

function changesIn(run: string): number {
  const kinds = [...run.replaceAll(/[^A-Za-z0-9]/g, '')].map(kindOf);
  const changes = kinds.filter((kind, at) => {
    const last = kinds[at - 1] ?? kind;
    return kind !== last && !(last === 'capital' && kind === 'small');
  });
  return changes.length / Math.max(1, kinds.length - 1);
}

function kindOf(letter: string): 'digit' | 'capital' | 'small' {
  if (letter >= 'a') return 'small';
  return letter >= 'A' ? 'capital' : 'digit';
}

/** @returns what stands around a place without a gap, no farther than is needed to judge it. */
function runAround(source: string, from: number, to: number, letter: RegExp): string {
  let [start, end] = [from, to];
  while (start > from - LONGEST_WRITTEN && letter.test(source.charAt(start - 1))) start -= 1;
  while (end < to + LONGEST_WRITTEN && letter.test(source.charAt(end))) end += 1;
  return source.slice(start, end);
}
