import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createMatcher } from './matcher.ts';
import type { GateTerm } from './term.ts';

const TERMS: readonly GateTerm[] = [
  { id: 'two', writings: ['Quorvexil Maritime'], kind: 'name' },
  { id: 'one', writings: ['Harbour'], kind: 'name' },
  { id: 'short', writings: ['Ofix'], kind: 'name' },
  { id: 'person', writings: ['Анна Петровна Ёлкина'], kind: 'person' },
  { id: 'ru', writings: ['Северный Порт'], kind: 'name' },
  { id: 'ja', writings: ['株式会社ケストレル'], kind: 'name' },
  { id: 'kana', writings: ['ドルメロ'], kind: 'name' },
  { id: 'kanji', writings: ['京都'], kind: 'name' },
  { id: 'domain', writings: ['kestrelhäfen.example'], kind: 'domain' },
  { id: 'sum', writings: ['€1.2m'], kind: 'figure' },
  { id: 'share', writings: ['42 %'], kind: 'figure' },
  { id: 'passage', writings: ['the long way round by the old north quay at night'], kind: 'word' },
];
const quick = createMatcher(TERMS);
const thorough = createMatcher(TERMS, { isThorough: true });

function search(matcher: typeof quick, text: string): readonly string[] {
  const hits = new Set<string>();
  matcher.search(
    text,
    () => true,
    ({ term, start, end, severity, how }) =>
      hits.add([term.id, start, end, severity, how].join(' ')),
  );
  return [...hits].toSorted();
}

const words = TERMS.flatMap(({ writings }) =>
  writings.flatMap((each) => [each, ...each.split(' ')]),
);
/** A word as it is, or cut, changed, taken apart, turned. */
const word = fc
  .tuple(
    fc.constantFrom(...words),
    fc.nat(),
    fc.nat(),
    fc.constantFrom('', ' ', '-', '\u200b', 'x'),
  )
  .chain(([each, from, to, between]) =>
    fc.constantFrom(
      each,
      each.toUpperCase(),
      each.toLowerCase(),
      each.normalize('NFD'),
      each.slice(from % each.length),
      each.slice(0, to % each.length),
      [...each].join(between),
      [...each].toReversed().join(''),
      `${each.slice(0, to % each.length)}${between}${each.slice(to % each.length)}`,
      each.replace(/[aoeа]/, 'о'),
      each.replace(/o/g, '0').replace(/i/g, '1'),
    ),
  );
const other = fc.constantFrom(
  ...[
    ' ',
    '\n',
    ', ',
    '-',
    '. ',
    '',
    '',
    '\u00ad',
    'XM',
    'x',
    'я',
    '東',
    'カ',
    'ﾞ',
    '\u3099',
    '\u0301',
  ],
  ...[
    'ﬁ',
    '😀',
    '𝐇',
    'Ⓗ',
    '\ud83d',
    '9',
    '12',
    'one ',
    'two million',
    '百二十万',
    '1,200',
    '%',
    '€',
    'ß',
  ],
);
const text = fc
  .array(fc.oneof({ weight: 2, arbitrary: word }, { weight: 3, arbitrary: other }), {
    maxLength: 24,
  })
  .map((parts) => parts.join(''));

test.prop([text], { numRuns: 2000 })(
  'the sieve finds what folding all of a text finds',
  (within) => {
    expect(search(quick, within)).toEqual(search(thorough, within));
  },
);

test.prop([fc.array(text, { minLength: 2, maxLength: 4 }), fc.nat(5000)], { numRuns: 60 })(
  'and where they lie far apart',
  (within, size) => {
    const long = within.join(' — filling, 7 of it — '.repeat(size / 20));
    expect(search(quick, long)).toEqual(search(thorough, long));
  },
);
