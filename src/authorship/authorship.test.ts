import { fc, test } from '@fast-check/vitest';
import { beforeAll, describe, expect } from 'vitest';
import {
  createAuthor,
  makeAuthorDocument,
  markPage,
  readAuthorDocument,
  readBack,
  survey,
} from './index.ts';
import type { AuthorDocument, MarkPlan } from './index.ts';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada Example',
  site: 'https://ada.example/',
});
const stranger = createAuthor(new Uint8Array(32).fill(8), {
  name: 'Sam Example',
  site: 'https://sam.example/',
});
const url = 'https://ada.example/case-studies/quay-scheduler/';

const egg = {
  id: 'lantern',
  phrase: 'quiet harbour seven lanterns',
  statement: 'I wrote this, and I am glad you looked.',
};
const plan: MarkPlan = {
  work: 'quay-scheduler',
  lang: 'en',
  acrostic: { phrase: 'Made by Ada', of: 'paragraphs' },
  eggs: [egg],
};
const paragraphs = [...'Madebyada'].map(
  (letter) =>
    `<p>${letter}nd so the planner gives a slot to every crane, <em>without asking anybody</em> for it by telephone &amp; fax.</p>`,
);
const place = '<colophon-egg data-egg="lantern"></colophon-egg>';
const page = `<!doctype html><html lang="en"><head><title>Quay</title></head><body><nav><p>Menu of the site</p></nav><article><h1>Quay</h1><div data-body>${paragraphs.join('\n')}${place}</div></article><footer><p>Fin.</p></footer></body></html>`;
/** As a browser puts it on the clipboard. */
const paste = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<\/(?:p|h1)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&');

let marked: string;
let document: AuthorDocument;
let strangers: AuthorDocument;
const valid = (text: string): AuthorDocument => {
  const verdict = readAuthorDocument(text);
  if (verdict.status !== 'valid') throw new Error(verdict.status);
  return verdict.document;
};

beforeAll(async () => {
  const { html, marks } = await markPage(page, plan, author);
  marked = html;
  document = valid(
    makeAuthorDocument(
      author,
      marks.map((mark) => ({ ...mark, url })),
    ),
  );
  strangers = valid(makeAuthorDocument(stranger, []));
});

describe('marking a page', () => {
  test('every mark of the plan is put in and read back', async () => {
    const { missing, found } = await readBack(marked, plan, author);
    expect(missing).toEqual([]);
    expect(found.map(({ carrier }) => carrier)).toEqual(['text', 'acrostic', 'phrase']);
  });

  test('marking again changes nothing', async () => {
    expect((await markPage(marked, plan, author)).html).toBe(marked);
  });

  test.each([
    ['text', (html: string) => html.replace(/[\u200b-\u200e\u2060]/g, '')],
    ['acrostic', (html: string) => html.replace('<p>d', '<p>x')],
    ['phrase', (html: string) => html.replace(/data-sealed="[^"]*"/, '')],
    ['phrase', (html: string) => html.replace(/(data-sealed="[^"]{80})./, '$1_')],
  ])('a lost %s mark is missing', async (carrier, lose) => {
    const { missing } = await readBack(lose(marked), plan, author);
    expect(missing.map((mark) => mark.carrier)).toEqual([carrier]);
  });

  test('marks of another author, language or work are missing', async () => {
    const missing = async (other: MarkPlan, by = author) =>
      (await readBack(marked, other, by)).missing.length;
    expect(await missing(plan, stranger)).toBe(2); // the acrostic is words: it reads with any key
    expect(await missing({ ...plan, lang: 'ja' })).toBe(2);
    expect(await missing({ ...plan, work: 'other' })).toBe(2);
  });

  test('a talk too short for a mark has none, a case study is refused', async () => {
    const short = '<article><p>Short.</p></article>';
    const bare: MarkPlan = { work: 'x', lang: 'en', acrostic: null, eggs: [] };
    expect(await markPage(short, { ...bare, kind: 'talks' }, author)).toEqual({
      html: short,
      marks: [],
    });
    expect(await readBack(short, { ...bare, kind: 'talks' }, author)).toEqual({
      missing: [],
      found: [],
    });
    await expect(markPage(short, bare, author)).rejects.toMatchObject({ code: 'FILE_TOO_SMALL' });
  });

  test('a plan that the page does not fit is refused', async () => {
    const other = { phrase: 'Made by Eve', of: 'paragraphs' } as const;
    await expect(markPage(page, { ...plan, acrostic: other }, author)).rejects.toMatchObject({
      code: 'ACROSTIC_NOT_SPELLED',
    });
    await expect(markPage(page, { ...plan, eggs: [] }, author)).rejects.toMatchObject({
      code: 'EGG_NOT_PLANNED',
    });
    await expect(markPage(page.replace(place, ''), plan, author)).rejects.toMatchObject({
      code: 'EGG_NOT_PLACED',
    });
  });
});

describe('the author’s document', () => {
  test('round trip: what was signed is valid', () => {
    expect(document).toMatchObject({ name: 'Ada Example', key: { kty: 'OKP', crv: 'Ed25519' } });
    expect(document.marks).toHaveLength(3);
  });

  test.each([
    ['name', 'Ada Example', 'Eve Example'],
    ['mark', 'quay-scheduler"', 'other-work"'],
    ['signature', /"signature": "..../, '"signature": "AAAA'],
  ])('a changed %s is a bad signature', (_, from, to) => {
    const text = JSON.stringify(document, null, 2).replace(from, to);
    expect(readAuthorDocument(text)).toEqual({ status: 'bad-signature' });
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"format":"colophon-author/2"}',
    '{"format":"colophon-author/1"}',
  ])('%j is malformed', (text) => {
    expect(readAuthorDocument(text)).toEqual({ status: 'malformed' });
  });

  test('holds no secret of the author', () => {
    expect(JSON.stringify(document)).not.toMatch(/Made by|harbour|glad/);
    expect(JSON.stringify(author)).not.toContain(
      JSON.stringify(new Uint8Array(32).fill(7)).slice(1, -1),
    );
  });

  test.prop([fc.string()])('no string makes reading throw', (text) => {
    expect(readAuthorDocument(text)).toEqual({ status: 'malformed' });
  });
});

describe('a survey', () => {
  test('finds every carrier in the page and says whose they are', async () => {
    const sightings = await survey(marked, [strangers, document]);
    expect(sightings.map(({ carrier }) => carrier)).toEqual(['text', 'acrostic', 'phrase']);
    for (const each of sightings) {
      expect(each).toMatchObject({ work: 'quay-scheduler', url, isListed: true, opened: null });
      expect(each.author).toEqual({
        name: 'Ada Example',
        site: 'https://ada.example/',
        fingerprint: author.fingerprint,
      });
      expect(each.chance).toBeLessThan(0.01);
    }
  });

  test('finds text and acrostic in what was pasted', async () => {
    const sightings = await survey(paste(marked), [document]);
    expect(sightings.map(({ carrier }) => carrier)).toEqual(['text', 'acrostic']);
    expect(sightings[0]?.where).toEqual({
      paragraph: 3,
      words: expect.stringMatching(/^so the planner|^\w+/),
    });
  });

  test('the phrase opens the egg', async () => {
    const sightings = await survey(marked, [document], { phrases: [egg.phrase] });
    expect(sightings.find(({ carrier }) => carrier === 'phrase')?.opened).toMatchObject({
      isSigned: true,
      statement: { statement: egg.statement },
    });
    const wrong = await survey(marked, [document], { phrases: ['not the phrase'] });
    expect(wrong.map(({ opened }) => opened)).toEqual([null, null, null]);
  });

  test('a mark that is in no list says so', async () => {
    const unlisted = valid(makeAuthorDocument(author, []));
    const sightings = await survey(marked, [unlisted], { phrases: ['Made by Ada'] });
    expect(sightings.map(({ carrier, isListed }) => [carrier, isListed])).toEqual([
      ['text', false],
      ['phrase', false],
    ]);
  });

  test('an unmarked page and another author’s document give nothing', async () => {
    expect(await survey(page.replace('<p>d', '<p>x'), [document])).toEqual([]);
    expect(await survey(marked, [strangers])).toEqual([]);
  });

  test.prop(
    [
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('', '<p>', '<article><p>', '<svg><p>', '<colophon-egg data-sealed="AQ">'),
    ],
    { numRuns: 60 },
  )('no string makes it throw', async (text, prefix) => {
    expect(await survey(prefix + text, [document])).toEqual([]);
  });

  test('deep nesting neither throws nor takes for ever', async () => {
    expect(await survey('<div>'.repeat(20_000), [document])).toEqual([]);
    expect(await survey('<p>\u2060'.repeat(20_000), [document])).toEqual([]);
  });
});

test('the fingerprint is the SHA-256 of the key in eight groups', () => {
  expect(author.fingerprint).toMatch(/^[\da-f]{8}(-[\da-f]{8}){7}$/);
});
