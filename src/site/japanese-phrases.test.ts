import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { breakHeadings, japanesePhrases } from './japanese-phrases.ts';

const ja = (body: string) => `<!doctype html><html lang="ja"><body>${body}</body></html>`;

test.prop([fc.string({ unit: fc.constantFrom(...'港の記録を、全文検索に開く。A b') })])(
  'phrases joined are the text',
  (text) => {
    expect(japanesePhrases(text).join('')).toBe(text);
  },
);

test('phrases are what one would read in one breath', () => {
  expect(japanesePhrases('今日は天気です。')).toEqual(['今日は', '天気です。']);
});

test.prop([fc.string({ unit: fc.constantFrom(...'港の「」記（録）、。ょをA') })])(
  'no line begins with what closes or ends with what opens',
  (text) => {
    const phrases = japanesePhrases(text);
    for (const phrase of phrases.slice(1)) expect(phrase).not.toMatch(/^[」）、。ょ]/);
    for (const phrase of phrases.slice(0, -1)) expect(phrase).not.toMatch(/[「（]$/);
  },
);

describe('a heading', () => {
  test('may be broken between phrases', () => {
    expect(breakHeadings(ja('<h2 id="a">今日は天気です。</h2>'))).toBe(
      ja('<h2 id="a">今日は<wbr>天気です。</h2>'),
    );
  });

  test('keeps its inline markup', () => {
    const page = ja('<h1>今日は<em>天気です。</em></h1>');
    expect(breakHeadings(page)).toBe(page);
  });

  test.each([
    ['of another language', '<h1 lang="en">今日は天気です。</h1>'],
    ['that is a paragraph', '<p>今日は天気です。</p>'],
    ['with escapes', '<h1>今日は&amp;天気です。</h1>'],
  ])('%s is left alone', (_name, body) => {
    expect(breakHeadings(ja(body))).toBe(ja(body));
  });
});

test.prop([fc.array(fc.constantFrom('<h1>', '</h1>', '今日は天気', '<p lang=en>', '&lt;', '<b>'))])(
  'nothing but breaks is ever added',
  (parts) => {
    const page = ja(parts.join(''));
    expect(breakHeadings(page).replaceAll('<wbr>', '')).toBe(page);
  },
);
