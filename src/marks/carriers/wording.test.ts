import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { toHex } from '../../bytes/hex.ts';
import { binomialTail } from '../choices.ts';
import { deriveKeys, keyedHash } from '../keys.ts';
import { agreementTail, bestChance, judgeWordings, nameOf, wordingPicker } from './wording.ts';
import type { PickWording, WordingPlace } from './wording.ts';
import { openCopy } from './wording-read.ts';

const { covert: key } = deriveKeys(new Uint8Array(32).fill(7));
const mark = { id: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]), key };
const otherMark = (at: number) => ({ key, id: Uint8Array.from([at, at >> 8, 9, 9, 9, 9, 9, 9]) });

/** A text whose author offers wordings: what stands before each place, and after the last one. */
interface Offered {
  readonly parts: readonly string[];
  readonly offers: readonly (readonly string[])[];
}

function placesOf({ parts, offers }: Offered): readonly WordingPlace[] {
  const seen = new Map<string, number>();
  return offers.map((of, at) => {
    const name = nameOf({ of, nth: 0 });
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return {
      of,
      nth,
      before: (parts[at] ?? '').slice(-40),
      after: (parts[at + 1] ?? '').slice(0, 40),
    };
  });
}

function write({ parts, offers }: Offered, pick: PickWording): string {
  const places = placesOf({ parts, offers });
  return parts.map((part, at) => part + (places[at] ? pick(places[at]) : '')).join('');
}

const COUNT = 40;
const SUBJECTS = 'crane yard berth ledger planner tide signal market harbour winter'.split(' ');
const VERBS = 'waits turns answers follows carries measures loses keeps opens settles'.split(' ');
const english: Offered = {
  parts: Array.from({ length: COUNT + 1 }, (_, at) => {
    const word = (list: readonly string[], step: number) => list[(at * step) % 10] ?? '';
    return ` the ${word(SUBJECTS, 3)} ${word(VERBS, 7)} number ${at * 37} of the ${word(SUBJECTS, 9)}. Every ${word(SUBJECTS, 1)} ${word(VERBS, 3)} case ${at * 11} and `;
  }),
  offers: Array.from(
    { length: COUNT },
    (_, at) =>
      [
        ['also', 'too'],
        ['begins', 'starts', 'sets out'],
        ['—', ' – '],
        ['e-mail', 'email'],
        ['10 %', '10 percent'],
      ][at % 5] ?? [],
  ),
};
const NOUNS = '岸壁 帳簿 潮汐 市場 港湾 信号 冬期 倉庫 航路 計画'.split(' ');
const japanese: Offered = {
  parts: Array.from({ length: COUNT + 1 }, (_, at) => {
    const noun = (step: number, from: number) => NOUNS[(at * step + from) % 10] ?? '';
    return `、${at}番目の${noun(3, at >> 3)}では${noun(7, 2)}が${noun(9, at >> 2)}を${at * 7}回ほど割り当て、`;
  }),
  offers: Array.from({ length: COUNT }, (_, at) =>
    at % 2 ? ['できる', '出来る'] : ['たとえば', '例えば'],
  ),
};
const russian: Offered = {
  parts: Array.from(
    { length: COUNT + 1 },
    (_, at) => ` причал номер ${at * 13} принимает судно, а ещё ${at} стоят на рейде и `,
  ),
  offers: Array.from({ length: COUNT }, (_, at) =>
    at % 2 ? ['тоже', 'также'] : ['однако', 'но', 'впрочем'],
  ),
};
const read = (text: string, offered: Offered) => openCopy(text).read(placesOf(offered));
const judge = (text: string, offered: Offered, by = mark) => judgeWordings(read(text, offered), by);
const marked = (offered: Offered) => write(offered, wordingPicker(mark));

describe.each([
  ['English', english],
  ['Japanese', japanese],
  ['Russian', russian],
])('a marked text in %s', (_language, offered) => {
  const text = marked(offered);

  test('says its mark, at every place', () => {
    expect(judge(text, offered)).toMatchObject({ places: COUNT, agreeing: COUNT, isThere: true });
    expect(judge(text, offered).chance).toBeCloseTo(bestChance(placesOf(offered)), 20);
  });

  test('says no other', () => {
    const seen = read(text, offered);
    for (let at = 0; at < 2000; at++)
      expect(judgeWordings(seen, otherMark(at)).isThere).toBe(false);
  });

  test('keeps it as a page, without signs, folded and in capitals', () => {
    const html = `<!doctype html><title>A</title><article><p>${text.replaceAll('. ', '.</p><p>')}</p></article>`;
    expect(judge(html, offered).agreeing).toBe(COUNT);
    // What differs in signs alone is not read then: a wording without signs would always seem to stand there.
    const bare = text
      .normalize('NFKC')
      .replaceAll(/[^\p{L}\p{N}\s]/gu, '')
      .toUpperCase();
    for (const copy of [bare, bare.replaceAll(/\s+/g, '\n')]) {
      const { places, agreeing } = judge(copy, offered);
      expect(agreeing).toBe(places);
      expect(places).toBeGreaterThanOrEqual(COUNT * 0.5);
    }
  });

  test('keeps it typed anew with mistakes', () => {
    // Every 40th letter is another one.
    const typed = [...text].map((letter, at) => (at % 40 === 20 ? 'x' : letter)).join('');
    expect(judge(typed, offered).isThere).toBe(true);
  });

  test('keeps it in any order of its paragraphs', () => {
    const halves = offered.parts.map((part) => {
      const middle = Math.floor(part.length / 2);
      return [part.slice(0, middle), part.slice(middle)] as const;
    });
    const places = placesOf(offered).map((place, at) => ({
      ...place,
      before: halves[at]?.[1] ?? '',
      after: halves[at + 1]?.[0] ?? '',
    }));
    const sentences = places.map((each) => each.before + wordingPicker(mark)(each) + each.after);
    const paragraphs = Array.from({ length: COUNT / 4 }, (_, at) =>
      sentences.slice(at * 4, at * 4 + 4).join(' '),
    );
    const seen = openCopy(paragraphs.toReversed().join('\n')).read(places);
    expect(judgeWordings(seen, mark)).toMatchObject({ places: COUNT, agreeing: COUNT });
  });
});

/** Words that occur nowhere else, so that a place can be told from others. */
const word = fc.stringMatching(/^[a-zа-яあ-ん]{4,9}$/);
const wordings = fc.uniqueArray(fc.stringMatching(/^[a-zа-яあ-ん]{2,9}( [a-z]{2,5})?$/), {
  minLength: 2,
  maxLength: 4,
});
const offeredText = fc
  .tuple(
    fc.uniqueArray(word, { minLength: 60, maxLength: 60 }),
    fc.array(wordings, { minLength: 1, maxLength: 5 }),
  )
  .map(([words, offers]) => ({
    offers,
    parts: Array.from(
      { length: offers.length + 1 },
      (_, at) => ` ${words.slice(at * 10, at * 10 + 10).join(' ')} `,
    ),
  }));

test.prop([offeredText, fc.uint8Array({ minLength: 8, maxLength: 8 })])(
  'whatever is offered where: what a mark picked is read back, and nothing else of it is in the text',
  (offered, id) => {
    const pick = wordingPicker({ id, key });
    const text = write(offered, pick);
    const places = placesOf(offered);
    const seen = openCopy(text).find(places);
    expect(seen.map(({ place, wording }) => [place, wording])).toEqual(
      places.map((place) => [place, pick(place)]),
    );
    // Taking out what was picked leaves what the author wrote around it, and no other wording.
    expect(write(offered, () => '')).toBe(offered.parts.join(''));
    expect(text).toHaveLength(
      offered.parts.join('').length + places.reduce((sum, place) => sum + pick(place).length, 0),
    );
  },
);

test.prop([fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), offeredText])(
  'reading never throws, whatever the text or the places are',
  (text, offered) => {
    const hostile = [
      ...placesOf(offered),
      { before: text, after: text, of: [text, ''], nth: 0 },
      { before: '', after: '', of: [], nth: -1 },
    ];
    expect(
      openCopy(text + write(offered, ({ of }) => of[0] ?? '') + text).read(hostile),
    ).toBeDefined();
  },
);

test('under wrong keys a chance comes as often as it says, or less', () => {
  const offered = { parts: english.parts.slice(0, 13), offers: english.offers.slice(0, 12) };
  const seen = openCopy(write(offered, ({ of }) => of[0] ?? '')).read(placesOf(offered));
  expect(seen).toHaveLength(12);
  const chances = Array.from(
    { length: 4000 },
    (_, at) => judgeWordings(seen, otherMark(at)).chance,
  );
  for (const bound of [0.5, 0.2, 0.1, 0.02, 0.005]) {
    const share = chances.filter((chance) => chance <= bound).length / chances.length;
    // Four standard deviations above what is said.
    expect(share).toBeLessThan(bound + 4 * Math.sqrt((bound * (1 - bound)) / chances.length));
  }
  // And it is no empty bound: one in five is reached about as often as the numbers allow.
  expect(chances.filter((chance) => chance <= 0.2).length).toBeGreaterThan(4000 * 0.05);
});

describe('the chance', () => {
  test.prop([fc.nat(40), fc.nat(40)])('of coins is that of the binomial distribution', (n, k) => {
    const expected = k > n ? 0 : binomialTail(n, k, 0.5);
    const actual = agreementTail(
      Array.from({ length: n }, () => 0.5),
      k,
    );
    // The binomial is a bound below its mean, where it is 1.
    if (k > n / 2) expect(actual).toBeCloseTo(expected, 12);
    else expect(actual).toBeLessThanOrEqual(1);
  });

  test('of places with two and three wordings is counted out', () => {
    // Both agree: 1/2 · 1/3. At least one: 1 − 1/2 · 2/3.
    expect(agreementTail([1 / 2, 1 / 3], 2)).toBeCloseTo(1 / 6, 15);
    expect(agreementTail([1 / 2, 1 / 3], 1)).toBeCloseTo(2 / 3, 15);
    expect(agreementTail([], 0)).toBe(1);
  });
});

describe('a place', () => {
  const place = {
    before: 'the crane waits for',
    after: 'before the tide turns',
    of: ['once', 'twice'],
    nth: 0,
  };
  const text = 'the crane waits for once before the tide turns';

  test('that names the same spot as another counts once', () => {
    const many = Array.from({ length: 30 }, (_, nth) => ({ ...place, nth }));
    expect(openCopy(text).find(many)).toHaveLength(1);
  });

  test('of one name counts once, wherever it is', () => {
    const other = { ...place, before: 'a market opens at', after: 'and then it closes' };
    const seen = openCopy(`${text}. a market opens at once and then it closes`).find([
      place,
      other,
    ]);
    expect(seen).toHaveLength(2);
    expect(judgeWordings(seen, mark).places).toBe(1);
  });

  test('with two wordings in one copy says nothing', () => {
    expect(openCopy(`${text}. ${text.replace('once', 'twice')}`).find([place])).toEqual([]);
  });

  test('with a wording of somebody else’s says nothing', () => {
    expect(openCopy(text.replace('once', 'in vain')).find([place])).toEqual([]);
  });

  test('is found by one side, where the other is gone', () => {
    expect(openCopy('the crane waits for twice').find([place])).toMatchObject([
      { wording: 'twice' },
    ]);
    expect(openCopy('twice before the tide turns').find([place])).toMatchObject([
      { wording: 'twice' },
    ]);
    // Without what follows, one wording cannot be told from a longer one that begins with it.
    const longer = { ...place, of: ['once', 'once more'] };
    expect(openCopy('the crane waits for once').find([longer])).toEqual([]);
  });

  test('counts beside a neighbour alone, near it and in the order of the text', () => {
    const next = { ...place, before: 'a market opens at', after: 'and then it closes', nth: 1 };
    const more = 'a market opens at twice and then it closes';
    const far = 'and so on and on '.repeat(400);
    expect(openCopy(`${text}. ${more}`).read([place, next])).toHaveLength(2);
    expect(openCopy(text).read([place, next])).toEqual([]);
    expect(openCopy(`${text} ${far} ${more}`).read([place, next])).toEqual([]);
    expect(openCopy(`${more}. ${text}`).read([place, next])).toEqual([]);
  });

  test('keeps its pick when its author puts the wordings in another order', () => {
    const pick = wordingPicker(mark);
    for (let nth = 0; nth < 20; nth++)
      expect(pick({ of: ['b', 'a', 'c'], nth })).toBe(pick({ of: ['c', 'b', 'a'], nth }));
  });
});

test('what one version picks, the next one picks too', () => {
  const pick = wordingPicker(mark);
  const picks = Array.from({ length: 12 }, (_, nth) => pick({ of: ['also', 'too'], nth }));
  expect(picks.map((each) => (each === 'also' ? 0 : 1)).join('')).toMatchInlineSnapshot(
    `"101110101110"`,
  );
});

test('common phrases in a text of somebody else’s say nothing, whatever was committed to', () => {
  const phrase = (at: number) =>
    toHex(keyedHash(key, 'phrase', Uint8Array.of(at >> 8, at)))
      .replaceAll(/\d/g, '')
      .slice(0, 18);
  // An author whose key was searched for until it picks what everybody writes.
  const committed = Array.from({ length: 600 }, (_, nth) => ({
    before: phrase(nth),
    after: phrase(nth + 1000),
    of: ['also', 'in vain'],
    nth,
  }));
  const text = Array.from({ length: 40 }, (_, at) => {
    const nth = (at * 157) % 600;
    return `${'Another thing was said here. '.repeat(20)} ${phrase(nth)} also ${phrase(nth + 1000)}.`;
  }).join(' ');
  expect(openCopy(text).find(committed)).toHaveLength(40);
  expect(openCopy(text).read(committed).length).toBeLessThan(5);
});
