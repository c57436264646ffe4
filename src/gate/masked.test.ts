import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createMatcher } from './matcher.ts';
import type { Hit } from './matcher.ts';

const WRITINGS = [
  'Harbour',
  'Quorvexil Maritime',
  'Ромашка',
  'Северный Порт',
  'ケストレル',
  '北浜倉庫',
];
const matcher = createMatcher(
  WRITINGS.map((writing, at) => ({ id: `t${at}`, writings: [writing], kind: 'name' })),
);

function hits(text: string): readonly Hit[] {
  const found: Hit[] = [];
  matcher.search(
    text,
    () => true,
    (hit) => found.push(hit),
  );
  // A letter that is left out, and emphasis, are found otherwise.
  return found.filter(({ how }) => how === 'with letters hidden');
}

describe('a name with letters hidden is a warning:', () => {
  test.each([
    'H*rbour',
    'H*rb**r',
    'HARB●●R',
    'Harbou█',
    'Har***r',
    'H\uFFFDrbour',
    'Quorvexi* Maritime',
    'Q**rv*x*l M*r*t*m*',
    'Quorv**** ***itime',
    'quorvexil-m×ritime',
    'Quorvexil *aritime',
    'Северный *орт',
    'Р*машки',
    'С*верный П*рт',
    'ケ○トレル',
    'ケスト〇ル',
    '北浜●庫',
    '○ストレル社',
  ])('%s', (written) => {
    const text = `we made it for ${written}, then`;
    const found = hits(text).map(
      ({ start, end, severity }) => `${severity} ${text.slice(start, end)}`,
    );
    expect([...new Set(found)]).toEqual([`warning ${written.replace('社', '')}`]);
  });
});

test.each([
  ['too little of it is left', 'H*****r, H***, Q******** M*******, ○スト○○'],
  ['too many or too few are hidden', 'H**rbour, Ha*bur, Harb*our, ケ○○トレル'],
  ['it is a part of a word', 'xH*rbour, H*rbours, H*rbour*, **H*rbouring'],
  ['a pointer, a product, a comment', 'int *arbour = h*arbour; /*harbou*/ a*b*c'],
  ['emphasis', 'the *arbour* and **our** arb**our**'],
  ['stars alone', '*'.repeat(60)],
  ['letters of another name', 'Н*рвана, Ром*новка, ケ○トラル, 北○道庫'],
])('it is left alone where %s', (_what, text) => {
  expect(hits(text)).toEqual([]);
});

test.prop([
  fc.constantFrom('Harbour', 'Ромашка', 'Quorvexil Maritime'),
  fc.array(fc.nat(), { maxLength: 3, minLength: 1 }),
  fc.constantFrom(...'*×●○◯█'),
])(
  'up to three letters behind the first may be hidden, wherever they are',
  (writing, places, mask) => {
    const letters = [...writing];
    for (const place of places) {
      const at = 1 + (place % (letters.length - 1));
      if (letters[at] !== ' ') letters[at] = mask;
    }
    const hidden = letters.join('');
    fc.pre(hidden !== writing);
    expect(hits(`(${hidden})`)).not.toEqual([]);
  },
);
