import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TALK, writeBelow, writeSmallContent } from '../node/content/small-content.ts';
import { listFiles } from '../node/files/staging-folder.ts';
import { LOCALES } from '../schemas/locale.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

const DAY = ['--as-of', '2026-06-01'];

const PROFILE = `name: { ru: Ада Пример, en: Ada Example }
tagline: { ru: Инженер }
about: { ru: 'Пишет программы.' }
site: https://ada.example
locale: ru
email: ada@ada.example
timezone: Europe/Helsinki
`;

/** The work whose text is in English; what the site says of it in Russian. */
const BERTHS = `---
lang: ru
title: Причалы для {client}
summary: Как суда перестали ждать.
outcome: Ожидание упало на {F|37 %}.
role: Инженер
sector: Порты
acrostic: { phrase: СУДНО, of: paragraphs }
---

Суда стояли на рейде, и каждый час такого ожидания обходился дороже, чем вся смена на берегу, хотя
никто до нас этого не записывал.

Увидели мы это в четыре утра, рядом с людьми, которые отвечают на звонки с моря и знают всё наперёд.

Диспетчеры держали план в голове и меняли его на ходу, а бумага только догоняла их к полудню.

Никакой план не живёт дольше двух часов, если его меняют каждую минуту, и мы это признали вслух.

Оставалось заморозить ближайшие два часа, что бы ни нашёл за это время перебор вариантов.
`;

const ENGLISH = `---
lang: en
title: Tide tables
summary: How a table was folded.
outcome: The sheet has no folds.
role: Engineer
sector: Shipping
nda: false
disclosure: full
started: 2023-01
ended: 2023-09
acrostic: { phrase: TIDES, of: paragraphs }
---

Tables of tides were printed on four sheets, and the fourth was the one that everybody lost first,
usually on the day on which it would have been of use.

In the office they kept a copy below the glass of a desk, where no crew had ever seen it, with the
corrections of nine years written in the margins by three different hands.

Drawing all of it on one sheet meant to leave out the moon, which had been there for its looks, and
to set the hours in a face that survives the rain.

Every harbour wanted its own name at the top, so the sheet begins with nineteen names in the order
in which the water reaches them.

Sailors fold it anyway.
`;

const SLIDES = `---
lang: en
---

# Locks

---

# Keys
`;

describe.each([{ languages: ['ru'] }, { languages: ['ja', 'ru'] }])(
  'a site in $languages',
  (site) => {
    const { languages } = site;
    const unpublished = LOCALES.filter((locale) => !languages.includes(locale));
    let project: ProjectCopy;
    let files: readonly string[];
    let link = '';
    const pages = new Map<string, string>();
    const read = (file: string) => readFile(join(project.dist, file), 'utf8');

    beforeAll(async () => {
      project = await copyProject();
      const { content } = project;
      await writeSmallContent(content);
      await writeBelow(content, 'profile.yaml', `${PROFILE}languages: [${languages.join(', ')}]\n`);
      await writeBelow(content, 'case-studies/berths/ru.mdx', BERTHS);
      await writeBelow(content, 'case-studies/tides/index.mdx', ENGLISH);
      await writeBelow(content, 'talks/locks/index.mdx', TALK);
      await writeBelow(content, 'talks/locks/slides.mdx', SLIDES);
      const wish = ['--study', 'tides', '--to', 'Jo Reader', ...DAY];
      const refused = await project.run('share', ...wish, '--lang', 'en');
      expect(refused).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--lang') as string,
      });
      const shared = await project.run('share', ...wish);
      link = /https:\/\/ada\.example\/(\S+)#/.exec(shared.stdout)?.[1] ?? '';
      const { code, stderr } = await project.run('build', ...DAY);
      if (code !== 0) throw new Error(stderr);
      files = await listFiles(project.dist);
      for (const file of files.filter((each) => each.endsWith('.html')))
        pages.set(file, await read(file));
    });
    afterAll(() => project.remove());

    test('has pages, feeds, cards and an index in them alone', async () => {
      const alone = (file: string) => /^(?:cards\/)?(en|ja|ru)\//.exec(file)?.[1];
      for (const file of files) expect(unpublished, file).not.toContain(alone(file));
      for (const [file, html] of pages) {
        if (file === 'embed.html') continue;
        expect(languages, file).toContain(/<html[^>]* lang="(\w+)"/.exec(html)?.[1]);
      }
      for (const prefix of languages.map((each) => (each === 'ru' ? '' : `${each}/`)))
        for (const page of [
          '',
          'about/',
          'search/',
          'case-studies/tides/',
          'talks/locks/slides/',
          link,
        ])
          expect(files).toContain(`${prefix}${page}index.html`);
      const index = JSON.parse(await read('pagefind/pagefind-entry.json')) as { languages: object };
      for (const each of Object.keys(index.languages)) expect(languages).toContain(each);
      expect(await read('.well-known/security.txt')).toContain(
        `Preferred-Languages: ${languages.toReversed().join(', ')}\r\n`,
      );
    });

    test('leads to nothing that is not there, and names no other language', async () => {
      const sitemap = await read('sitemap.xml');
      const feeds = files.filter((file) => /(?:rss\.xml|feed\.json)$/.test(file));
      const others = await Promise.all([...feeds, 'talks.ics', 'robots.txt'].map(read));
      const texts = [...pages.values(), sitemap, ...others];
      const links = texts.flatMap((text) => [
        ...text.matchAll(/(?:href|src)="(\/[^"#?]*)/g),
        ...text.matchAll(/https:\/\/ada\.example(\/[^"'<\s#?\\]*)/g),
      ]);
      expect(links.length).toBeGreaterThan(50);
      for (const to of new Set(links.map(([, path = '']) => path.slice(1))))
        expect(files, to).toContain(/(?:^|\/)$/.test(to) ? `${to}index.html` : to);
      for (const text of texts)
        for (const [, lang] of text.matchAll(/hreflang="(\w+)"/g))
          expect(languages).toContain(lang);
    });

    test('has nothing else in the log of its releases', async () => {
      const { stdout } = await project.run('nda', 'log', '--json');
      const paths = [...stdout.matchAll(/https:\/\/ada\.example\/([\w-]+)/g)].map(
        ([, first]) => first,
      );
      expect(paths).toContain('case-studies');
      for (const each of unpublished) expect(paths).not.toContain(each);
    });

    test('lets a reader switch between them, if there is something to switch to', () => {
      const [, list] =
        /<nav class="languages"[^]*?<ul[^>]*>([^]*?)<\/ul>/.exec(pages.get('index.html') ?? '') ??
        [];
      expect(list?.match(/<li/g)?.length ?? 1).toBe(languages.length);
    });

    test('shows a text in another language as such, once', async () => {
      const path = 'case-studies/tides/';
      for (const prefix of languages.map((each) => (each === 'ru' ? '' : `${each}/`))) {
        const html = pages.get(`${prefix}${path}index.html`) ?? '';
        expect(html).toMatch(/<article[^>]* lang="en"/);
        const [, note = ''] = /class="fallback"[^>]*>([^]*?)<\/p>/.exec(html) ?? [];
        expect(note.trim()).not.toBe('');
        expect(note).not.toContain('<a');
        expect(html).toContain(`<link rel="canonical" href="https://ada.example/${path}"`);
        expect(html).toContain('https://ada.example/cards/ru/case-studies/tides.jpg');
      }
      const sitemap = await read('sitemap.xml');
      expect(sitemap.match(/<loc>[^<]*tides\/<\/loc>/g)).toHaveLength(1);
      expect(await read('rss.xml')).toContain('Tide tables');
      expect(await read('feed.json')).toContain('"language": "en"');
    });
  },
);
