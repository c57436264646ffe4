import type { Around, Way } from './way.ts';

/**
 * The name of a work's folder. If it is one word, that is a word of texts and of programs as well: only in
 * an address or the name of a file it surely is the work's.
 */
export function* slugWays(words: readonly string[]): Iterable<Way> {
  const forms = words.map((word) => [word]);
  if (words.length > 1) return yield { words: forms };
  yield { words: forms, isOther: isOutsideAddress };
  yield { words: forms, how: 'as a word of its own', severity: 'warning' };
}

const FILE =
  /^[\w-]{0,16}\.(?:avif|css|gif|html?|ics|jpe?g|js|json|mdx?|mp[34]|pdf|png|svg|vtt|webm|webp|xml|ya?ml|zip)\b/i;

function isOutsideAddress({ before, after }: Around): boolean {
  return !/[/\\]$/.test(before) && !/^[/\\]/.test(after) && !FILE.test(after);
}
