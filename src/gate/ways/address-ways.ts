import { DOTS_IN_WORDS } from '../needle.ts';
import type { plainWords } from '../needle.ts';
import { reversed } from './way.ts';
import type { Forms, Way } from './way.ts';

const DOTS = ['dot', 'punkt', 'point', 'точка', 'ドット'];
const AT = ['at', 'ät', 'собака', 'アット'];

/** As it is, `harbour dot example`, and `example.harbour` as packages and directories begin. */
export function* domainWays(labels: readonly (readonly string[])[]): Iterable<Way> {
  // `example` alone stands in every manual.
  const own = labels.slice(0, -1).flat();
  const longest = own.toSorted((a, b) => b.length - a.length)[0];
  const way = (words: readonly (readonly string[])[], special: Omit<Way, 'words'> = {}): Way => {
    const rarest = words.findIndex(([form]) => form === longest);
    return { words, ...special, ...(rarest >= 0 && { rarest }) };
  };
  const formsOf = (label: readonly string[]) => label.map((word) => [word]);
  yield way(labels.flatMap(formsOf));
  if (labels.length < 2) return;
  yield way(between(labels.map(formsOf), [DOTS]), { how: DOTS_IN_WORDS });
  const special = { how: 'from its last part on', severity: 'warning' } as const;
  yield way(labels.toReversed().flatMap(formsOf), special);
  const backwards = labels.map((label) => label.toReversed().map(reversed)).toReversed();
  yield way(backwards.flatMap(formsOf), { how: 'read backwards' });
}

/** `jane (at) harbour.example`, and with its dots in words; so are names that look like domains. */
export function* spokenWays(writing: string, wordsOf: typeof plainWords): Iterable<Way> {
  const [host = '', user, ...more] = writing.split('@').toReversed();
  if (!/[\p{L}\p{N}]\.\p{L}{2}/u.test(host) || more.length > 0 || /\s/.test(writing)) return;
  const each = (part: string): Forms => wordsOf(part).map((word) => [word]);
  const before = user === undefined ? [] : [...each(user), AT];
  const labels = host.split('.').map(each);
  for (const dots of [[], [DOTS]])
    yield { words: [...before, ...between(labels, dots)], how: 'with its signs in words' };
}

function between(labels: readonly Forms[], dots: Forms): Forms {
  return labels.flatMap((label, at) => (at > 0 ? [...dots, ...label] : label));
}
