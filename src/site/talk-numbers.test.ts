import { describe, expect, test } from 'vitest';
import type { Delivery } from '../schemas/talk.ts';
import { talkNumbers } from './talk-numbers.ts';
import { TALK_STRINGS } from './talk-strings.ts';

const at = (starts: string, country: string | null, status: Delivery['status'] = 'scheduled') =>
  ({
    id: starts,
    starts: `${starts}T10:00`,
    status,
    ...(country && { place: { venue: 'Hall', city: 'City', country } }),
  }) as Delivery;

test('what took place is counted, each country once, and the online one for none', () => {
  const talks = [
    { deliveries: [at('2025-01-01', 'DE'), at('2025-02-01', 'DE'), at('2025-03-01', null)] },
    {
      deliveries: [
        at('2025-04-01', 'JP'),
        at('2025-05-01', 'LV', 'cancelled'),
        at('2025-06-01', 'PL', 'moved-online'),
        at('2027-01-01', 'FI'),
      ],
    },
  ];
  expect(talkNumbers(talks, '2026-06-01')).toEqual({ given: 5, countries: 2, online: 2 });
});

describe('numbers agree with their words', () => {
  test.each([
    ['en', 1, 1, '1 talk given in 1 country'],
    ['en', 23, 9, '23 talks given in 9 countries'],
    ['en', 3, 0, '3 talks given'],
    ['ja', 23, 9, '講演 23 回、9 か国'],
    ['ru', 1, 1, '1 доклад в 1 стране'],
    ['ru', 2, 3, '2 доклада в 3 странах'],
    ['ru', 5, 21, '5 докладов в 21 стране'],
    ['ru', 21, 11, '21 доклад в 11 странах'],
    ['ru', 23, 9, '23 доклада в 9 странах'],
    ['ru', 112, 2, '112 докладов в 2 странах'],
  ] as const)('%s %i %i', (locale, given, countries, expected) => {
    expect(TALK_STRINGS[locale].tally(given, countries)).toBe(expected);
  });
});
