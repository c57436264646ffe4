import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createMatcher } from './matcher.ts';
import type { Hit } from './matcher.ts';
import type { GateTerm } from './term.ts';

const WRITINGS: readonly (readonly [kind: GateTerm['kind'], writing: string])[] = [
  ['name', 'Quorvexil Maritime'],
  ['name', 'Ofix'],
  ['name', 'Müller & Söhne'],
  ['person', 'Анна Петровна Ёлкина'],
  ['name', 'Северный Порт'],
  ['name', '株式会社ケストレル'],
  ['name', 'ドルメロ'],
  ['name', '東浜倉庫'],
  ['word', 'the long way round by the old north quay at night'],
  ['domain', 'kestrelhäfen.example'],
  ['figure', '€1.27m'],
  ['figure', '1 273 400'],
  ['figure', '48,213'],
  ['figure', '42.3 %'],
  ['figure', '3.57 FTE'],
  ['figure', '120万円'],
  ['figure', '百二十七万円'],
  ['figure', 'seventy-three thousand'],
];
const TERMS = WRITINGS.map(([kind, writing], index): GateTerm => ({
  id: `t${index}`,
  writings: [writing],
  kind,
}));

/** Zero-width, soft, joining, of direction, filling, selecting, tagging. */
const UNSEEN = [
  ...['\u200B', '\u200C', '\u200D', '\u00AD', '\u2060', '\uFEFF', '\u180E', '\u034F', '\u061C'],
  ...['\u200E', '\u200F', '\u202A', '\u2066', '\u2069', '\u2063', '\u115F', '\u3164', '\uFFA0'],
  ...[
    '\uFE00',
    '\uFE0F',
    '\u{E0100}',
    '\u{E01EF}',
    '\u{E0041}',
    '\u{E007F}',
    '\u{1BCA0}',
    '\u0080',
  ],
];

const unseen = fc.tuple(fc.nat(), fc.constantFrom(...UNSEEN));
const care = fc.boolean().map((isThorough) => ({ isThorough }));
const matchers = new Map<string, ReturnType<typeof createMatcher>>();

function search(text: string, term: GateTerm, isThorough: boolean): readonly Hit[] {
  const key = `${term.id} ${isThorough}`;
  const matcher = matchers.get(key) ?? createMatcher([term], { isThorough });
  matchers.set(key, matcher);
  const hits: Hit[] = [];
  matcher.search(
    text,
    () => true,
    (hit) => hits.push(hit),
  );
  return hits;
}

describe('whatever stands in it that nobody sees, a term is found where it is:', () => {
  test.prop([fc.constantFrom(...TERMS), fc.array(unseen, { maxLength: 12 }), care], {
    numRuns: 3000,
  })('of any kind', (term, characters, { isThorough }) => {
    const [plain = ''] = term.writings;
    const letters = [...plain];
    // Never before the first letter or behind the last: the place is known then.
    for (const [at, character] of characters)
      letters.splice(1 + (at % (letters.length - 1)), 0, character);
    const written = letters.join('');
    const text = `it was ${written} by then`;
    const found = search(text, term, isThorough).filter(({ severity }) => severity === 'error');
    const places = found.map(({ start, end }) => text.slice(start, end));
    expect(places.some((place) => place !== '' && written.includes(place))).toBe(true);
  });
});
