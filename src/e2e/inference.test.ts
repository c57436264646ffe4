import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CLIENT,
  SEALED,
  STUDY,
  writeBelow,
  writeSmallContent,
} from '../node/content/small-content.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

let project: ProjectCopy;

beforeAll(async () => {
  project = await copyProject();
  await writeSmallContent(project.content);
  // No term is in a picture here, and reading them takes longer than the rest.
  const unread = 'picturesUnread: drawn for this test\n';
  await appendFile(join(project.content, 'profile.yaml'), unread);
});

afterAll(() => project.remove());

/** A drawing with as much in it as a screen has. */
function drawing(seed: number) {
  const bars = Array.from({ length: 24 }, (_each, index) => {
    const at = (factor: number, of: number) => (Math.imul(seed + index, factor) >>> 8) % of;
    return `<rect x="${at(40503, 560)}" y="${at(69069, 360)}" width="${40 + at(9973, 160)}" height="${12 + at(7919, 60)}" fill="hsl(${at(31, 360)} 60% ${20 + at(17, 60)}%)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420"><rect width="640" height="420" fill="#fff"/>${bars.join('')}</svg>`;
  return sharp(Buffer.from(svg));
}

/** What a page may say that the search for terms does not mind. */
const HINTS = `
Elsewhere the crates had been numbered twice, once by the sender and once by a clerk who had left in
spring, so that every second number stood for something that was never there.

<Client form="nom" /> sits in Hamburg, and its cranes can be seen from the hill.

![Cranes in a row](./fig-1.png)

<Withheld reason="S">

![The yard at night](./fig-2.png)

</Withheld>

![The yard by day](./fig-3.png)
`;

async function plantHints(): Promise<void> {
  const content = (path: string, text: string | Uint8Array) =>
    writeBelow(project.content, `case-studies/${path}`, text);
  const open = (path: string, text: string | Uint8Array) =>
    writeBelow(join(project.dir, 'public'), path, text);
  const page = (text: string) => `<!doctype html><html lang="en"><title>x</title>${text}</html>`;
  await content('berths/index.mdx', `${STUDY}${HINTS}`);
  for (const number of [1, 2, 3])
    await content(
      `berths/fig-${number}.png`,
      await drawing(number * 1000)
        .png()
        .toBuffer(),
    );
  const facts = 'tags: [windcraft]\nopens: 2031-05-06\nstarted:';
  await content('zephyrbolt/index.mdx', SEALED.replace('started:', facts));
  await content('zephyrbolt/planning-board.png', await drawing(77).png().toBuffer());
  await open('by/sector-shipping/index.html', page('<a href="/case-studies/berths/">Berths</a>'));
  await open('list.html', page('<p>2 projects so far.</p><ul><li>#windcraft</li></ul>'));
  await open('soon.html', page('<p>Something opens on 6 May 2031.</p>'));
  await open('gallery.webp', await drawing(77).resize(400).webp({ quality: 50 }).toBuffer());
}

async function build() {
  const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
  const found = stderr.split('\n').filter((line) => line.includes(': warning '));
  const rules = found.map((line) => /warning (\S+) \(?(\S+?)\)? \[/.exec(line)?.slice(1).join(' '));
  return { code, stderr, rules: rules.toSorted() };
}

const SAID = new RegExp(`zephyr|windcraft|2031|crates|${CLIENT}`, 'i');

test('what can be inferred is a warning each, and stops nothing', async () => {
  await plantHints();
  const { code, stderr, rules } = await build();
  expect(rules).toEqual([
    'lone-member berths',
    'lone-tag sealed-1',
    'narrow-combination berths',
    'numbering-gap berths',
    'private-date sealed-1',
    'reused-picture sealed-1',
    'similar-text sealed-1',
    'telling-total sealed-1',
  ]);
  expect(code).toBe(0);
  // None of them quotes what it is about.
  expect(stderr).not.toMatch(SAID);
});

test('a new version of the ledger for a sealed work alone is one more, until a public one changes', async () => {
  const path = (work: string) => join(project.content, 'case-studies', work, 'index.mdx');
  const change = async (work: string, from: string, to: string) =>
    writeFile(path(work), (await readFile(path(work), 'utf8')).replace(from, to));
  await change('zephyrbolt', 'reconciliation', 'pairing');
  const { code, stderr, rules } = await build();
  expect(rules).toContain('telling-version sealed-1');
  expect(stderr).toContain('.well-known/colophon/ledger/2.sd-jwt › version: warning');
  expect(stderr).not.toMatch(SAID);
  expect(code).toBe(0);
  await change('zephyrbolt', 'pairing', 'sorting');
  await change('berths', 'How ships stopped waiting.', 'How ships stopped queueing.');
  expect((await build()).rules).not.toContain('telling-version sealed-1');
});
