import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Disclosed } from '../../schemas/public.ts';
import { atomsOf } from './atoms.ts';
import type { Atom } from './atoms.ts';
import { cardSvg } from './card.ts';
import type { Card, Setter } from './card.ts';
import { LEADING, setTitle } from './lines.ts';
import type { Measure } from './lines.ts';
import { cardFile, siteCards } from './site-cards.ts';

/** Every letter is half as wide as it is high. */
const measure: Measure = (atom, size) =>
  atom.kind === 'bar' ? atom.ems * size : atom.text.length * size * 0.5;
const ROOM = { width: 1040, height: 316 };

const textOf = (atoms: readonly Atom[]) =>
  atoms.map((atom) => (atom.kind === 'text' ? atom.text : '#')).join('');
const widthOf = (line: readonly Atom[], size: number) =>
  measure(
    { kind: 'text', text: textOf(line.filter(({ kind }) => kind === 'text')).trimEnd() },
    size,
  );

describe('a title', () => {
  test('is taken apart where a line may end, short words with the next one', () => {
    expect(atomsOf(['The end of a road ']).map((atom) => textOf([atom]))).toEqual([
      'The ',
      'end ',
      'of a road ',
    ]);
    expect(atomsOf(['今日は天気です。']).map((atom) => textOf([atom]))).toEqual([
      '今日は',
      '天気です。',
    ]);
  });

  test('has bars as wide as their place says', () => {
    const title: Disclosed = [{ withheld: 'N', position: 6 }];
    expect(atomsOf(title)).toEqual([{ kind: 'bar', reason: 'N', ems: 7.5 }]);
  });

  const words = fc.array(
    fc.string({ unit: fc.constantFrom(...'abcdef'), minLength: 1, maxLength: 12 }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  test.prop([words])('loses nothing and stays in its room', (parts) => {
    const { size, lines } = setTitle(atomsOf([parts.join(' ')]), ROOM, measure);
    expect(lines.length * size * LEADING).toBeLessThanOrEqual(ROOM.height);
    for (const line of lines) expect(widthOf(line, size)).toBeLessThanOrEqual(ROOM.width);
    const text = lines.map(textOf).join('');
    if (text.endsWith('…')) expect(parts.join(' ').startsWith(text.slice(0, -1))).toBe(true);
    else expect(text).toBe(parts.join(' '));
  });

  test('is larger the shorter it is, and its lines are even', () => {
    const long = setTitle(atomsOf([`${'word '.repeat(40)}`]), ROOM, measure);
    const short = setTitle(atomsOf(['Kinsoku']), ROOM, measure);
    expect(short.size).toBeGreaterThan(long.size);
    const even = setTitle(atomsOf(['aaaa bbbb cccc dddd eeee ffff']), ROOM, measure);
    const widths = even.lines.map((line) => widthOf(line, even.size));
    expect(Math.max(...widths) / Math.min(...widths)).toBeLessThan(1.6);
  });
});

const profiles = new Map([
  ['en', { name: 'Ada', tagline: 'Engines' }],
  ['ja', { name: 'エイダ', tagline: '機関' }],
  ['ru', { name: 'Ада', tagline: 'Машины' }],
] as const);

test('a site has a card for itself in each language, and for each text that is not a fallback', () => {
  const study = { work: 'yard', locale: 'en', original: 'en', title: ['Yard'] };
  const cards = siteCards({
    studies: [study, { ...study, locale: 'ja' }] as never,
    talks: [],
    profiles,
    host: 'a.example',
  });
  expect(cards.map(({ file }) => file)).toEqual([
    'cards/en/site.jpg',
    'cards/ja/site.jpg',
    'cards/ru/site.jpg',
    cardFile('en', { kind: 'case-studies', work: 'yard' }),
  ]);
});

test('each delivery has a card that says where, when, and if it does not take place', () => {
  const deliveries = [
    {
      id: 'riga-2026',
      event: { name: 'Baltic Backend' },
      status: 'cancelled',
      starts: '2026-03-05T09:30',
    },
    {
      id: 'kyoto-2026',
      event: { name: '活字の日' },
      status: 'scheduled',
      starts: '2026-10-18T14:30',
    },
  ];
  const talk = { locale: 'en', original: 'en', work: 'tides', title: ['Tides'], deliveries };
  const cards = siteCards({
    studies: [],
    talks: [talk, { ...talk, locale: 'ja' }] as never,
    profiles: new Map(),
    host: 'a.example',
  });
  expect(cards.slice(1).map(({ file, label }) => [file, label])).toEqual([
    ['cards/en/talks/tides/riga-2026.jpg', 'Baltic Backend · March 5, 2026 · cancelled'],
    ['cards/en/talks/tides/kyoto-2026.jpg', '活字の日 · October 18, 2026'],
  ]);
});

test('a long name of an event is set smaller, and stays on its card', () => {
  const sizes: number[] = [];
  const setter: Setter = {
    set(text, { size }) {
      if (text.startsWith('Event')) sizes.push(size);
      return { svg: '', width: text.length * size * 0.7 };
    },
  };
  const label = `Event ${'of many words '.repeat(9)}`;
  cardSvg({ file: '', locale: 'en', label, title: ['A'], name: '', host: '' }, setter);
  expect((sizes.at(-1) ?? 0) * label.length * 0.7).toBeLessThanOrEqual(1040.001);
});

test('a card shows a bar, and no word for what is behind it', () => {
  const said: string[] = [];
  const setter: Setter = {
    set(text, { size }) {
      said.push(text);
      return { svg: `<path d="M0 0"/>`, width: text.length * size * 0.5 };
    },
  };
  const card: Card = {
    file: 'a.jpg',
    locale: 'en',
    label: 'Case study',
    title: ['How ', { withheld: 'N', position: 0 }, ' grew'],
    name: 'Ada',
    host: 'a.example',
  };
  const svg = cardSvg(card, setter);
  expect(svg.match(/fill="#16150f"\/>/g)).toHaveLength(1);
  const [title, around] = [new Set(['How', 'How ', ' ', '', 'grew']), ['Case study', 'N', 'Ada']];
  expect(said.filter((text) => !title.has(text))).toEqual(
    expect.arrayContaining([...around, 'a.example']),
  );
});
