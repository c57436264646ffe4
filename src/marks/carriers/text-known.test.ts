import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { toHex } from '../../bytes/hex.ts';
import { deriveKeys } from '../keys.ts';
import { findKnown } from './text-known.ts';
import { text } from './text.ts';

const { detection: key } = deriveKeys(new Uint8Array(32).fill(7));
const { detection: otherKey } = deriveKeys(new Uint8Array(32).fill(8));
const ID = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
/** The list of an author with sixty marks; ours is among them. */
const LIST = [...Array.from({ length: 59 }, (_, at) => new Uint8Array(8).fill(at + 20)), ID];
const SYMBOL = /[\u200b-\u200e\u2060]/g;

const english = (at: number) =>
  `On day ${at} the yard crane waits for a slot, and the planner gives it one within some forty milliseconds; nobody has to ask for it by phone.`;
const japanese = (at: number) =>
  `${at}日目、岸壁のクレーンは枠を待ち、計画器は、四十ミリ秒で、答えを出します。だれも、電話で尋ねません、なぜなら、表がいつも正しいから。`;
const page = (line: (at: number) => string) =>
  `<!doctype html><title>A</title><article>${Array.from({ length: 12 }, (_, at) => `<p>${line(at)}</p>`).join('\n')}</article>`;
/** As a browser puts it on the clipboard: paragraphs apart. */
const paragraphs = (html: string) =>
  [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, inner = '']) => inner);
const marked = (line = english, id = ID) =>
  text.embed(page(line), { id, layer: 'overt', key }).then(paragraphs);
const found = (source: string, { by = key, ids = LIST } = {}) =>
  findKnown(source, { key: by, layer: 'overt', ids }).map(({ id }) => toHex(id));
const countWords = (source: string) => source.split(' ').length;

/** The first symbol is taken out, which moves all that follow in its paragraph; the others are changed. */
function damaged(passage: string, places: readonly number[]): string {
  return places.reduce((left, place, index) => {
    const all = [...left.matchAll(SYMBOL)];
    const at = all[place % all.length]?.index ?? 0;
    return left.slice(0, at) + (index === 0 ? '' : '\u200b') + left.slice(at + 1);
  }, passage);
}

describe('a mark whose id is known', () => {
  test('is read from one short paragraph, which cannot be read blind', async () => {
    for (const paragraph of await marked()) {
      expect(countWords(paragraph)).toBeLessThan(29);
      expect(text.read(paragraph, key).status).not.toBe('marked');
      expect(found(paragraph)).toEqual([toHex(ID)]);
    }
  });

  test('is read from two paragraphs, neighbours or not, with half a sentence between', async () => {
    const all = await marked();
    for (let at = 0; at + 5 < all.length; at++) {
      const short = [all[at], all[at + 1], all[at + 5]].map((each) =>
        (each ?? '').split(' ').slice(3).join(' '),
      );
      expect(found(short.slice(0, 2).join('\n\n'))).toEqual([toHex(ID)]);
      expect(found([short[0], 'What I say about it.', short[2]].join('\n\n'))).toEqual([toHex(ID)]);
    }
  });

  test('is read from Japanese, some clauses of it', async () => {
    const all = await marked(japanese);
    for (let at = 0; at + 2 < all.length; at++)
      expect(found(all.slice(at, at + 2).join('\n\n'))).toEqual([toHex(ID)]);
  });

  test('is read from three paragraphs with one character lost and three changed, 199 times of 200', async () => {
    const passage = (await marked()).slice(4, 7).join('\n\n');
    let missed = 0;
    for (let at = 0; at < 200; at++) {
      // As good as drawn, and the same each time: where the damage falls decides.
      const places = [1, 2, 3, 4].map((nth) => (at * 7919 * nth + nth * nth * 104_729) % 78);
      if (found(damaged(passage, places)).length === 0) missed += 1;
    }
    expect(missed).toBeLessThanOrEqual(1);
  });

  test('is read from three short paragraphs that stood far apart', async () => {
    const short = (at: number) => `${at}: ${english(at).split(' ').slice(0, 13).join(' ')} so.`;
    const all = await marked(short);
    for (let at = 0; at + 10 < all.length; at++)
      expect(found([all[at], all[at + 6], all[at + 10]].join('\n\n'))).toEqual([toHex(ID)]);
  });

  test('says how likely it is, over all that was tried', async () => {
    const [paragraph = ''] = await marked();
    const [one] = findKnown(paragraph, { key, layer: 'overt', ids: [ID] });
    const [many] = findKnown(paragraph, { key, layer: 'overt', ids: LIST });
    expect((many?.chance ?? 0) / (one?.chance ?? 1)).toBeCloseTo(LIST.length);
    expect(many?.chance).toBeLessThan(1e-9);
    expect(many?.paragraph).toBe(1);
  });
});

describe('nothing is found', () => {
  test('with another key, without the id, in the covert layer, and in too few words', async () => {
    const all = (await marked()).join('\n\n');
    expect(found(all, { by: otherKey })).toEqual([]);
    expect(found(all, { ids: LIST.slice(0, -1) })).toEqual([]);
    expect(found(all, { ids: [] })).toEqual([]);
    expect(findKnown(all, { key, layer: 'covert', ids: LIST })).toEqual([]);
    const few = all.split(' ').slice(0, 15).join(' ');
    expect(found(few)).toEqual([]);
  });

  test.prop([
    fc.array(fc.constantFrom('\u200b', '\u200c', '\u200d', '\u200e', '\u2060'), { maxLength: 300 }),
  ])('in symbols that nobody made with the key', (symbols) => {
    const source = symbols
      .map((each, at) => `word${each}${at % 40 === 39 ? '\n\n' : ' '}`)
      .join('');
    expect(found(`${source}end`)).toEqual([]);
  });

  test.prop([fc.string({ unit: 'binary' })])(
    'in what strangers wrote, and nothing is thrown',
    (source) => {
      expect(found(source)).toEqual([]);
    },
  );

  test('and time is bounded, in a page of thousands of blocks and a list of thousands of ids', () => {
    const block = Array.from({ length: 60 }, (_, at) => `w${at}\u200b `).join('');
    const source = Array.from({ length: 300 }, () => block).join('\n\n');
    const ids = Array.from({ length: 3000 }, (_, at) =>
      Uint8Array.of(...new Uint8Array(6), at >> 8, at),
    );
    expect(found(source, { ids })).toEqual([]);
  });
});
