import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { surveyDeliveredEggs } from '../../authorship/delivered-eggs.ts';
import { createAuthor, deliveredMark } from '../../authorship/index.ts';
import type { DeliveredMark } from '../../authorship/index.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { Locale } from '../../schemas/locale.ts';
import { makePageEgg, readPhraseFile } from './page-egg.ts';
import type { PageEggWish } from './page-egg.ts';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Mara Lindqvist',
  site: 'https://mara.example/',
});
const stranger = createAuthor(new Uint8Array(32).fill(8), author);

const wish = (changes: Partial<PageEggWish> = {}): PageEggWish => ({
  author,
  work: 'a-work',
  known: null,
  phrase: null,
  statement: null,
  lang: 'en',
  secrets: [],
  ...changes,
});

function lookFor(script: string, mark: DeliveredMark, by = author) {
  const file = { name: 'egg.js', bytes: toUtf8(script) };
  return surveyDeliveredEggs([file], [{ opening: mark, author: by, work: null }]);
}

describe('an egg for a page', () => {
  test.each(Locale.options)(
    'is small in %s, and opens for whoever was shown its mark',
    async (lang) => {
      const { script, mark, size } = await makePageEgg(wish({ lang }));
      expect(size).toBe(gzipSync(script, { level: 9 }).length);
      expect(size).toBeLessThan(4096);
      const [found] = await lookFor(script, mark);
      expect(found?.target).toBe('egg.js');
      expect(found?.sightings).toMatchObject([
        { carrier: 'phrase', id: mark.id, opened: { isSigned: true } },
      ]);
    },
  );

  test('says nothing in the clear of who made it, and of which work', async () => {
    const { script, phrase } = await makePageEgg(wish());
    for (const text of [author.name, author.site, author.fingerprint, 'a-work', phrase])
      expect(script).not.toContain(text);
    expect(script).not.toMatch(/fetch|XMLHttp|WebSocket|sendBeacon|Storage|cookie|innerHTML|eval/);
  });

  test('is the same each time, and another for another work', async () => {
    const [one, again] = [await makePageEgg(wish()), await makePageEgg(wish())];
    expect(again).toEqual(one);
    const other = await makePageEgg(wish({ work: 'another-work' }));
    expect(other.phrase).not.toBe(one.phrase);
    expect(await lookFor(other.script, one.mark)).toEqual([]);
  });

  test('is recognised in a bundle, and not with another key or after a change', async () => {
    const { script, mark } = await makePageEgg(wish());
    expect(await lookFor(`var a="${'A'.repeat(900)}";${script}`, mark)).toHaveLength(1);
    const foreign = { ...mark, ...deliveredMark(stranger, 'a-work', 'phrase') };
    expect(await lookFor(script, foreign)).toEqual([]);
    const sealed = /A[\w-]{400,}/.exec(script)?.[0] ?? '';
    const changed = `${sealed.slice(0, 300)}${sealed[300] === 'x' ? 'y' : 'x'}${sealed.slice(301)}`;
    expect(await lookFor(script.replace(sealed, changed), mark)).toEqual([]);
  });

  test('that somebody else signed is not the author’s', async () => {
    const { id, key } = deliveredMark(author, 'a-work', 'phrase');
    const known = { carrier: 'phrase' as const, id, key, phrases: ['an older phrase'] };
    const { script, mark } = await makePageEgg(wish({ author: stranger, known }));
    expect(mark.phrases).toContain('an older phrase');
    const [found] = await lookFor(script, mark);
    expect(found?.sightings[0]?.opened?.isSigned).toBe(false);
  });

  test('with a weak phrase, a long statement or a client’s name is refused', async () => {
    await expect(makePageEgg(wish({ phrase: 'short' }))).rejects.toThrow('10 to 200');
    const long = Array.from({ length: 900 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    await expect(makePageEgg(wish({ statement: long }))).rejects.toThrow('after gzip');
    const secrets = [
      { id: 'client', writings: ['Harbour Vale'], kind: 'name', forbidden: 'everywhere' },
    ] as const;
    const telling = wish({ statement: 'Made for Harbour  vale.', secrets });
    await expect(makePageEgg(telling)).rejects.toThrow('withholds: client');
  });
});

const folder = await mkdtemp(join(tmpdir(), 'colophon-phrase-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a phrase file holds one line', async () => {
  await writeFile(join(folder, 'one'), 'seven grey herons\n');
  expect(await readPhraseFile(join(folder, 'one'))).toBe('seven grey herons');
  await writeFile(join(folder, 'two'), 'seven\ngrey\n');
  await expect(readPhraseFile(join(folder, 'two'))).rejects.toThrow('expected one line');
});
