import { createHash } from 'node:crypto';

// A page may name the digest of what it loads (`integrity`), and so may lists of a service worker
// and of a package. Such a file must stay as it is, to the byte.

const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
const RUNS = /[\da-f]{32,128}|[\w+/-]{43,88}={0,2}/gi;

/** @returns everything in a text that could be a digest, in one writing. */
export function digestsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(RUNS)].map(([run]) => written(run)));
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
  const name = /^(?:sha\d{3}-)?(.*?)=*$/.exec(run)?.[1] ?? run;
  return name.replaceAll('+', '-').replaceAll('/', '_');
}
