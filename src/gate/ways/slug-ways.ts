import type { Around, Way } from './way.ts';

/**
 * The name of a work's folder. If it is one word, that is a word of texts and of programs as well: only in
 * an address or the name of a file it surely is the work's, and in a sentence it may be.
 */
export function* slugWays(words: readonly string[]): Iterable<Way> {
  const forms = words.map((word) => [word]);
  if (words.length > 1) return yield { words: forms };
  yield { words: forms, isOther: isOutsideAddress };
  yield { words: forms, how: 'as a word of its own', severity: 'warning', isOther: isInProgram };
}

const FILE =
  /^[\w-]{0,16}\.(?:avif|css|gif|html?|ics|jpe?g|js|json|mdx?|mp[34]|pdf|png|svg|vtt|webm|webp|xml|ya?ml|zip)\b/i;

function isOutsideAddress({ before, after }: Around): boolean {
  return !/[/\\]$/.test(before) && !/^[/\\]/.test(after) && !FILE.test(after);
}

/** Not among spaces and signs of a sentence, as in `{port:8080}` and `e.port=1`. */
function isInProgram({ before, after }: Around): boolean {
  return !/(?:^|[\s>«„“"'])$/u.test(before) || !/^(?:$|[\s<»“”"']|[.,;:!?](?:\s|$))/u.test(after);
}
