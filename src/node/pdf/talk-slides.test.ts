import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publish } from '../../disclosure/index.ts';
import { skeleton } from '../../schemas/skeletons.ts';
import { readContentFolder } from '../content/content-folder.ts';
import { writeBelow, writeSmallContent } from '../content/small-content.ts';
import { deckPages } from './deck-pages.ts';

let dir: string;

const TALK = skeleton('talk', {
  slug: 'tides',
  lang: 'en',
  today: '2026-01-01',
  timezone: 'Europe/Berlin',
  phrase: '',
})
  .replace('disclosure: sealed', 'disclosure: named')
  .replace('nda: false', 'nda: agr-2345\nslides: ./deck.pdf');
const vector = (name: string) =>
  readFile(fileURLToPath(new URL(`../../gate/vectors/${name}`, import.meta.url)));

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'talk-slides-'));
  await writeSmallContent(dir);
  await writeBelow(dir, 'talks/tides/index.mdx', TALK);
  await writeBelow(dir, 'talks/tides/deck.pdf', await vector('libreoffice.pdf'));
});

afterEach(() => rm(dir, { recursive: true }));

async function publishOn(day: string) {
  const { portfolio, problems } = await readContentFolder(dir);
  if (!portfolio) throw new Error(JSON.stringify(problems));
  return publish(portfolio, { day });
}

const NO_NDA = TALK.replace('nda: agr-2345', 'nda: false').replace('named', 'full');

test('a PDF is published with its talk, and its pages are pictures beside the text', async () => {
  await writeBelow(dir, 'talks/tides/index.mdx', NO_NDA);
  const { decks, files, talks } = await publishOn('2026-06-01');
  expect(files.map(({ to }) => to)).toEqual(['talks/tides/slides.pdf']);
  expect(talks[0]?.data.hasSlides).toBe(true);
  const [deck] = decks;
  if (!deck) throw new Error('expected slides');
  const pages = await deckPages(deck, files);
  expect(pages.length).toBeGreaterThan(0);
  for (const { src } of pages) expect(await readFile(join(dir, 'talks/tides', src))).toBeTruthy();
});

describe('a PDF cannot be shown in part:', () => {
  test('where something of the talk is withheld it is not there, and known to the gate', async () => {
    const { decks, files, talks, withheldImages } = await publishOn('2026-06-01');
    expect(talks[0]?.data.hasSlides).toBe(false);
    expect(JSON.stringify(talks)).toContain('tides');
    expect([decks, files]).toEqual([[], []]);
    expect(withheldImages.map(([, url]) => url)).toContain('./deck.pdf');
  });

  test('that of a sealed talk as well', async () => {
    const { decks, files, talks, withheldImages } = await publishOn('2024-06-01');
    expect([decks, files, talks]).toEqual([[], [], []]);
    expect(withheldImages.map(([, url]) => url)).toContain('./deck.pdf');
  });
});

test.each([
  ['encrypted.pdf', /without encryption/],
  ['cut.pdf', /damaged/],
])('%s is a problem of the field that names it', async (name, message) => {
  await writeBelow(dir, 'talks/tides/deck.pdf', await vector(name));
  const { problems } = await readContentFolder(dir);
  expect(problems).toEqual([
    expect.objectContaining({
      file: expect.stringMatching(/tides[\\/]index\.mdx$/),
      field: 'slides',
      message: expect.stringMatching(message),
      hint: expect.any(String),
    }),
  ]);
});
