import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { fromHex, toHex } from '../../bytes/hex.ts';
import { deriveKeys } from '../keys.ts';
import { acrostic, commitToPhrase } from './acrostic.ts';
import type { AcrosticMark } from './acrostic.ts';
import vectors from './vectors/acrostic.json' with { type: 'json' };

const { detection: key } = deriveKeys(new Uint8Array(32).fill(7));
const { detection: otherKey } = deriveKeys(new Uint8Array(32).fill(8));

const TAGS = { paragraphs: 'p', headings: 'h3', items: 'li' } as const;
const wrap = (body: string) =>
  `<!doctype html><body><nav><ul><li>Home</li></ul></nav><article><h1>Title</h1><div data-body>${body}</div></article></body>`;
const page = (starts: readonly string[], of: AcrosticMark['of']) => {
  const blocks = starts.map(
    (start) =>
      `<${TAGS[of]}>${start}nd so the text goes on for a while, until it ends.</${TAGS[of]}>`,
  );
  return wrap(
    of === 'items'
      ? `<p>Before.</p><ul>${blocks.join('')}</ul>`
      : `<p>!</p><h2>1.</h2>${blocks.join('\n')}`,
  );
};
const known = (text: string, phrase: string) => acrostic.read(text, { phrase, key });
const blind = (text: string, phrases: readonly string[], with_ = key) =>
  acrostic.read(text, {
    commitments: phrases.map((each) => commitToPhrase(each, key)),
    key: with_,
  });

const kinds = fc.constantFrom('paragraphs', 'headings', 'items');
const latin = fc.stringMatching(/^[a-z]{5,20}$/);

test.prop([latin, kinds, fc.stringMatching(/^[a-z]{0,6}$/)])(
  'what is spelled is found, with and without the phrase',
  async (phrase, of, before) => {
    const html = page([...`${before}${phrase}`], of);
    expect(await acrostic.embed(html, { phrase, of })).toBe(html);
    expect(known(html, phrase)).toMatchObject({ status: 'marked' });
    expect(blind(html, [phrase])).toMatchObject({
      status: 'marked',
      sightings: [{ id: commitToPhrase(phrase, key) }],
    });
    expect(blind(html, [phrase], otherKey)).toEqual({ status: 'unmarked' });
  },
);

test('a phrase is found in pasted text where headings stick to their paragraphs', () => {
  const paragraphs = [...'pasted'].map((start) => `${start}nd so the text goes on, until it ends.`);
  const text = paragraphs.map((each, at) => (at % 2 ? each : `A heading\n${each}`)).join('\n\n');
  expect(known(text, 'pasted')).toMatchObject({ status: 'marked' });
  expect(blind(text, ['pasted'])).toMatchObject({ status: 'marked' });
  expect(blind(text, ['others'])).toEqual({ status: 'unmarked' });
});

test.each([
  ['Слово за слово', 'Словозаслово'],
  ['ころふおん', 'コロフォン'],
  ['Éclair', 'eclair'],
])('%s is spelled by initials of %s', async (phrase, starts) => {
  const of = 'paragraphs';
  const html = page([...starts], of);
  expect(await acrostic.embed(html, { phrase, of })).toBe(html);
  expect(blind(html, [phrase])).toMatchObject({ status: 'marked' });
});

test('a sighting says where it starts and how likely chance is', () => {
  expect(known(page([...'xxcolophon'], 'headings'), 'Colophon')).toMatchObject({
    sightings: [{ paragraph: 4, words: expect.stringContaining('headings 4 to 11') }],
  });
  const reading = known(page([...'xxcolophon'], 'paragraphs'), 'Colophon');
  expect(reading.status === 'marked' && reading.sightings[0]?.chance).toBeLessThan(1e-4);
});

test('marks, hidden text and other blocks do not disturb it', () => {
  const body = 'madebyada'
    .split('')
    .map(
      (letter) =>
        `<p><em>“${letter.toUpperCase()}\u200b nd</em> so on.</p><ul><li>z</li></ul><blockquote><p>q</p></blockquote><figure><p>f</p></figure>`,
    )
    .join('<h2>Part</h2>');
  expect(known(wrap(body), 'Made by Ada')).toMatchObject({ status: 'marked' });
});

test.each(['paragraphs', 'headings', 'items'] as const)('pasted text with %s verifies', (of) => {
  const lines = [...'madebyada'].map((start) =>
    of === 'headings'
      ? `${start}nd a heading`
      : `${start}nd so it goes on for a while, until it ends.`,
  );
  const body = {
    paragraphs: lines.join('\n\n'),
    headings: lines.join('\n\nzome text of that part, which ends here.\n\n'),
    items: `${lines.join('\n')}`,
  }[of];
  const pasted = `Title of the page\n\n${body}\n\nFooter`;
  expect(blind(pasted, ['Made by Ada'])).toMatchObject({ status: 'marked' });
});

test('labels and buttons that became paragraphs do not disturb it', () => {
  const body = [...'madebyada'].map(
    (start) => `<p>${start}nd so the text goes on, until it ends.</p><p>Enlarge</p><p>99th</p>`,
  );
  expect(blind(body.join(''), ['Made by Ada'])).toMatchObject({ status: 'marked' });
  expect(blind(body.join(''), ['Made by Eve'])).toEqual({ status: 'unmarked' });
});

test('wrapped lines of pasted text are one paragraph', () => {
  const paragraph = (start: string) =>
    `${start}nd so the text goes on for quite a while, until it has filled a line,\nthen a second one that is about as long as the first of them was,\nand ends.`;
  expect(blind([...'madebyada'].map(paragraph).join('\n\n'), ['Made by Ada'])).toMatchObject({
    status: 'marked',
  });
});

test('a text that spells something else says where it differs, and no more of the phrase', async () => {
  const html = page([...'madexyada'], 'paragraphs');
  const error: unknown = await acrostic
    .embed(html, { phrase: 'Made by Ada', of: 'paragraphs' })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: 'ACROSTIC_NOT_SPELLED',
    hint: expect.stringContaining('madexyada'),
  });
  expect(String(error)).toContain('letter 5 of 9: expected `b`, paragraph 6 begins with `x`');
  expect(String(error)).not.toMatch(/by|ada/);
});

test('a text that ends too early says so', async () => {
  const html = wrap([...'made'].map((start) => `<p>${start}nd</p>`).join(''));
  await expect(acrostic.embed(html, { phrase: 'Made by Ada', of: 'paragraphs' })).rejects.toThrow(
    'there is no paragraph 5',
  );
  await expect(acrostic.embed(html, { phrase: 'Made by Ada', of: 'items' })).rejects.toThrow(
    'there is no item 1',
  );
});

test.each(['abcd', '1234 5678', 'ー'.repeat(9), ''])(
  'too short a phrase is refused: %j',
  (phrase) => {
    expect(() => commitToPhrase(phrase, key)).toThrow(
      expect.objectContaining({ code: 'ACROSTIC_TOO_SHORT' }),
    );
    expect(known(page([...'abcdefgh'], 'paragraphs'), phrase)).toEqual({ status: 'unmarked' });
  },
);

test('one changed paragraph breaks it', () => {
  expect(blind(page([...'madexyada'], 'paragraphs'), ['Made by Ada'])).toEqual({
    status: 'unmarked',
  });
});

test.prop([fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '<p>', '<li>')])(
  'no string makes reading throw',
  (text, prefix) => {
    expect(blind(prefix + text, ['Made by Ada'])).toEqual({ status: 'unmarked' });
  },
);

test.each(vectors)('published vector: $phrase', ({ phrase, seedHex, idHex }) => {
  expect(
    toHex(commitToPhrase(phrase, deriveKeys(fromHex(seedHex) ?? new Uint8Array()).detection)),
  ).toBe(idHex);
});
