import { createHash } from 'node:crypto';

// A page may name the digest of what it loads (`integrity`), and so may lists of a service worker
// and of a package. Such a file must stay as it is, to the byte.

const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
/** Of their writings, without what fills base64 up. */
const SIZES = new Set([32, 40, 43, 64, 86, 96, 128]);
/** The longest is `sha512-` with 86 letters. */
const RUNS = /[\da-f]{32,128}|[\w+/-]{43,93}={0,2}/gi;

/** @returns everything in a text that could be a digest, in one writing. */
export function digestsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [run] of text.matchAll(RUNS)) {
    const digest = written(run);
    if (SIZES.has(digest.length)) found.add(digest);
  }
  return found;
}

/** @returns the digests by which somebody might name these bytes, in the same writing. */
export function digestsOf(bytes: Uint8Array): readonly string[] {
  return ALGORITHMS.flatMap((algorithm) => {
    const digest = createHash(algorithm).update(bytes).digest();
    return [digest.toString('hex'), written(digest.toString('base64'))];
  });
}

/** Hexadecimal in lower case; base64 and base64url as one. */
function written(run: string): string {
  if (/^[\da-f]+$/i.test(run)) return run.toLowerCase();
  return run
    .replace(/^sha\d{3}-|=+$/g, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
