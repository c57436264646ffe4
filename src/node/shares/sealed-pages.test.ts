import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import sharp from 'sharp';
import { parseRanges } from '../../site/fonts/faces.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthor, surveyShares } from '../../authorship/index.ts';
import { offeredWordings } from '../../disclosure/index.ts';
import { keyedHash } from '../../marks/index.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { unpackSealed } from '../../release/sealed-container.ts';
import { releaseEntry } from '../../release/release-entry.ts';
import { sealedFile, sealedFindings } from '../../release/sealed-pages.ts';
import type { Share } from '../../schemas/share.ts';
import type { Content } from '../content/content.ts';
import { loadContent } from '../content/content.ts';
import { openImage } from '../pictures/image-pixels.ts';
import { decideShares, sealShares } from './seal-shares.ts';
import { lastDayOf } from './share-content.ts';
import { changeShares, readShares } from './shares-file.ts';
import { CLIENT, SEALED, STUDY, writeBelow, writeSmallContent } from '../content/small-content.ts';

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Ada Example',
  site: 'https://ada.example/',
});
const asOf = { day: '2026-06-01' };

const share = (letter: string, changes: Partial<Share> = {}): Share => ({
  id: letter.repeat(16),
  secret: letter.repeat(32),
  what: { kind: 'study', work: 'berths' },
  to: `Reader ${letter.toUpperCase()}`,
  lang: 'en',
  made: '2026-05-01',
  until: null,
  revoked: null,
  ...changes,
});

const zephyrbolt: Partial<Share> = { what: { kind: 'study', work: 'zephyrbolt' } };
const HOLLOW = 'Nobody outside was told that the bolts were hollow from the start.';

let dir: string;
let content: Content;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'colophon-shares-'));
  await writeSmallContent(dir);
  await writeBelow(dir, 'case-studies/berths/planning-board.png', await board());
  await writeBelow(dir, 'case-studies/zephyrbolt/index.mdx', `${SEALED}\n${HOLLOW}\n`);
  await permit('shares: { level: named, shows: [S], from: 2025-01-01 }');
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** A picture with enough in it to carry a mark. */
async function board(): Promise<Uint8Array> {
  const rects = Array.from(
    { length: 90 },
    (_, at) =>
      `<rect x="${(at * 83) % 900}" y="${(at * 47) % 560}" width="${30 + ((at * 7) % 90)}" height="${20 + ((at * 13) % 60)}" fill="hsl(${(at * 31) % 360} 30% ${35 + (at % 40)}%)"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="600"><rect width="960" height="600" fill="#ccd"/>${rects.join('')}</svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}

async function permit(line: string): Promise<void> {
  const path = join(dir, 'agreements/agr-2345.yaml');
  const text = (await readFile(path, 'utf8')).replace(/\nshares:.*\n/, '\n');
  await writeFile(path, `${text.trimEnd()}\n${line}\n`);
  content = await loadContent({ contentDir: dir, asOf, preview: null } as never);
}

/** Seals into a folder of its own; @returns what lies there afterwards. */
async function seal(shares: readonly Share[], released = '/nowhere') {
  const staging = await mkdtemp(join(dir, 'staging-'));
  const pages = await sealShares(
    shares,
    { content, settings: { asOf }, author },
    { staging, released },
  );
  return { staging, pages };
}

async function open(staging: string, { id, secret }: Share) {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(secret);
  const bytes = new Uint8Array(await readFile(join(staging, sealedFile(id))));
  const opened = unpackSealed(await decrypter.decrypt(bytes));
  if (!opened) throw new Error('not a sealed page');
  return { ...opened, size: bytes.length };
}

describe('a sealed copy', () => {
  test('holds what the agreement lets one reader see, and no more', async () => {
    const { staging } = await seal([share('a')]);
    const { html, files, title } = await open(staging, share('a'));
    expect(title).toBe(`Berths for ${CLIENT}`);
    expect(html).toContain(CLIENT);
    // Figures are permitted to nobody; screens to single readers.
    expect(html).not.toContain('37 %');
    expect(html).toContain('data-bar="F"');
    expect(html).toContain('data-sealed="0"');
    expect(files).toMatchObject([{ type: 'image/webp' }]);
  });

  test('brings the letters of its text along, those in italics too', async () => {
    const { staging } = await seal([share('a')]);
    const { fonts, html } = await open(staging, share('a'));
    expect(fonts[0]).toMatchObject({ family: 'Source Serif 4 Variable', style: 'normal' });
    expect(new TextDecoder().decode(fonts[0]?.bytes.subarray(0, 4))).toBe('wOF2');
    expect(fonts.some(({ style }) => style === 'italic')).toBe(/<em>/.test(html));
    const isThere = (code: number) =>
      fonts.some(({ ranges }) => parseRanges(ranges).some(([a, b]) => a <= code && code <= b));
    expect([...CLIENT].filter((letter) => !isThere(letter.codePointAt(0) ?? 0))).toEqual([]);
  });

  test.each([
    ['lets single readers see nothing', 'consents: []', 'does not let'],
    ['does so later', 'shares: { level: named, from: 2026-06-02 }', 'from 2026-06-02'],
    ['did so', 'shares: { level: named, from: 2025-01-01, until: 2026-05-31 }', 'until 2026-05-31'],
  ])('is left out where the agreement %s', async (_when, line, because) => {
    await permit(line);
    expect(await readdir((await seal([share('a')])).staging)).toEqual([]);
    const { leftOut } = decideShares([share('a')], { content, settings: { asOf } });
    expect(leftOut).toEqual([{ id: share('a').id, because: expect.stringContaining(because) }]);
    await permit('');
    await permit('shares: { level: named, shows: [S], from: 2025-01-01 }');
  });

  test('stands in the log of releases, with what it rests on', () => {
    const scanned = { files: 1, bytes: 1 };
    const summary = { manifest: '0'.repeat(64), files: 1, scanned, findings: [], accepted: [] };
    const at = new Date('2026-06-01');
    const occasion = { asOf, siteUrl: 'https://ada.example/', at, out: '/dist', replaces: null };
    const entry = releaseEntry(content.portfolio, summary, { ...occasion, shares: [share('a')] });
    expect(entry).toMatchObject({
      copies: [
        {
          share: share('a').id,
          work: 'berths',
          kind: 'study',
          level: 'named',
          agreements: ['agr-2345'],
        },
      ],
    });
    expect(JSON.stringify(entry)).not.toContain('Reader A');
  });

  test('is left out once its work was retracted, and so is an invitation', async () => {
    const invitation = share('b', {
      what: { kind: 'invitation', work: 'quay-talk', delivery: 'riga', note: 'Come along.' },
    });
    await writeBelow(dir, 'retractions.yaml', '- { work: berths, on: 2026-05-30 }\n');
    await permit('shares: { level: named, shows: [S], from: 2025-01-01 }');
    const { open: left, leftOut } = decideShares([share('a'), share('c', zephyrbolt), invitation], {
      content,
      settings: { asOf },
    });
    expect(left.map(({ id }) => id)).toEqual([share('c').id]);
    expect(leftOut).toEqual([
      { id: share('a').id, because: 'what it shows was retracted on 2026-05-30' },
      { id: invitation.id, because: 'what it shows is not in the content any more' },
    ]);
    await rm(join(dir, 'retractions.yaml'));
    await permit('shares: { level: named, shows: [S], from: 2025-01-01 }');
  });

  test('opens with its own key alone', async () => {
    const { staging } = await seal([share('a'), share('b')]);
    await expect(open(staging, { ...share('a'), secret: share('b').secret })).rejects.toThrow();
    await expect(open(staging, share('b'))).resolves.toBeDefined();
  });

  test('keeps its ciphertext while nothing changes, and only then', async () => {
    const first = await seal([share('a')]);
    const file = sealedFile(share('a').id);
    const before = await readFile(join(first.staging, file));
    const second = await seal([share('a')], first.staging);
    expect(await readFile(join(second.staging, file))).toEqual(before);
    const third = await seal([share('a', { lang: 'ru' })], first.staging);
    expect(await readFile(join(third.staging, file))).not.toEqual(before);
  });

  test('says by its size and its header nothing of what is in it', async () => {
    const { staging } = await seal([share('a'), share('c', zephyrbolt)]);
    const sizes = await Promise.all(
      [share('a'), share('c')].map(
        async ({ id }) => (await readFile(join(staging, sealedFile(id)))).length,
      ),
    );
    expect(new Set(sizes).size).toBe(1);
    const header = await readFile(join(staging, sealedFile(share('a').id)), 'latin1');
    expect(header).toMatch(/^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} 10\n[\w+/]{43}\n--- /);
  });

  test('is not there once it has expired or was taken back', async () => {
    const { staging, pages } = await seal([
      share('a', { until: '2026-05-31' }),
      share('b', { revoked: '2026-05-20' }),
      share('c', { until: '2026-06-01' }),
    ]);
    expect(pages.map(({ id }) => id)).toEqual([share('c').id]);
    expect(await readdir(join(staging, 's'))).toEqual([share('c').id]);
  });
});

describe('a leaked copy', () => {
  const shares = [share('a'), share('b'), share('d')];
  const survey = (files: { name: string; bytes: Uint8Array }[]) =>
    surveyShares(files, { shares, authors: [author], openImage, wordingsOf: () => [] });

  test('tells whose it was, by its text and by its picture', async () => {
    const { staging } = await seal(shares);
    const { html, files } = await open(staging, share('b'));
    const shot = await sharp(files[0]?.bytes)
      .resize({ width: 700 })
      .jpeg({ quality: 80 })
      .toBuffer();
    const words = html.replaceAll(/<[^>]*>/g, '');
    const found = await survey([
      { name: 'saved.html', bytes: toUtf8(html) },
      { name: 'pasted.txt', bytes: toUtf8(words) },
      { name: 'shot.jpg', bytes: new Uint8Array(shot) },
    ]);
    expect(found.map(({ target, share: of }) => [target, of?.to])).toEqual([
      ['saved.html', 'Reader B'],
      ['pasted.txt', 'Reader B'],
      ['shot.jpg', 'Reader B'],
    ]);
  });

  test('a text without a mark, and one with another author’s, tells nobody’s name', async () => {
    const stranger = createAuthor(new Uint8Array(32).fill(9), author);
    const { staging } = await seal([share('a')]);
    const { html } = await open(staging, share('a'));
    const files = [{ name: 'saved.html', bytes: toUtf8(html) }];
    expect(
      await surveyShares(files, { shares, authors: [stranger], openImage, wordingsOf: () => [] }),
    ).toEqual([]);
    expect(await survey([{ name: 'a.txt', bytes: toUtf8(STUDY) }])).toEqual([]);
  });
});

describe('a leaked copy that was typed anew', () => {
  const wharf: Partial<Share> = { what: { kind: 'study', work: 'wharf' } };
  const shares = 'abcdefgh'.split('').map((letter) => share(letter, wharf));
  const word = (at: number) =>
    [...keyedHash(new Uint8Array(32), 'words', Uint8Array.of(at >> 8, at)).subarray(0, 6)]
      .map((byte) => String.fromCodePoint(97 + (byte % 26)))
      .join('');
  const sentence = (at: number) =>
    `${word(at)} ${word(at + 1000)} ${word(at + 2000)} <Either of="stands by | waits | keeps still" /> ${word(at + 3000)} ${word(at + 4000)} ${word(at + 5000)} <Either of="once | one time" /> ${word(at + 6000)} ${word(at + 7000)}.`;
  const body = Array.from({ length: 20 }, (_, at) => sentence(at));

  /** As somebody would type it who knows of invisible characters: words alone, with mistakes. */
  const retyped = (html: string) =>
    [...html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\p{Cf}/gu, '')]
      .map((letter, at) => (at % 50 === 25 && /[a-z]/.test(letter) ? 'x' : letter))
      .join('');

  beforeAll(async () => {
    const front = STUDY.split('\n\n')[0] ?? '';
    await writeBelow(dir, 'case-studies/wharf/index.mdx', `${front}\n\n${body.join('\n\n')}\n`);
    await permit('shares: { level: named, shows: [S], from: 2025-01-01 }');
  });

  test('tells whose it was by its wordings, and what part of it says', async () => {
    const { staging } = await seal(shares);
    const copies = await Promise.all(shares.map((each) => open(staging, each)));
    expect(new Set(copies.map(({ html }) => retyped(html))).size).toBe(shares.length);
    // A longer wording must not show in the size of the ciphertext.
    expect(new Set(copies.map(({ size }) => size)).size).toBe(1);
    for (const { html } of copies) expect(html).not.toMatch(/Either|\|/);

    const wordingsOf = () => {
      const study = content.portfolio.studies.find(({ work }) => work === 'wharf');
      const text = study?.texts.get('en');
      return text ? offeredWordings(text.body).map(({ place }) => place) : [];
    };
    const survey = (text: string) =>
      surveyShares([{ name: 'typed.txt', bytes: toUtf8(text) }], {
        shares,
        authors: [author],
        openImage,
        wordingsOf,
      });
    const typed = retyped(copies[3]?.html ?? '');
    const found = await survey(typed);
    expect(found).toMatchObject([{ carrier: 'wording', share: { to: 'Reader D' } }]);
    expect(found[0]?.isSupport).toBeUndefined();

    const part = typed.slice(0, typed.length * 0.45);
    expect(await survey(part)).toMatchObject([{ share: { to: 'Reader D' }, isSupport: true }]);
  });
});

describe('the gate sees to it that ciphertext is what is published', () => {
  const hashed = (files: readonly string[]) => files.map((file) => ({ file, sha256: file }));

  test('it finds nothing wrong with what was sealed, and everything else', async () => {
    const { staging, pages } = await seal([share('a')]);
    const file = sealedFile(share('a').id);
    const read = async (name: string) => new Uint8Array(await readFile(join(staging, name)));
    const page = `s/${share('a').id}/index.html`;
    expect(await sealedFindings(hashed([file, page, `ja/${page}`]), pages, read)).toEqual([]);
    const rules = async (files: readonly string[]) =>
      (await sealedFindings(hashed(files), pages, read)).map(({ rule }) => rule);
    expect(await rules([page])).toEqual(['sealed-broken']);
    expect(await rules([file, `s/${share('b').id}/page.age`])).toEqual(['sealed-stray']);
    expect(await rules([file, `s/${share('a').id}/notes.txt`])).toEqual(['sealed-stray']);
    expect(await rules([file, pages[0]?.pictureSha256[0] ?? ''])).toEqual(['sealed-clear']);
    await writeFile(join(staging, file), (await read(file)).fill(0, -20));
    expect(await rules([file])).toEqual(['sealed-broken']);
  });

  test('its sentences are looked for everywhere else while the work is sealed', async () => {
    const { pages } = await seal([share('a'), share('c', zephyrbolt)]);
    expect(pages[0]?.secrets).toEqual([]);
    // Most of this text stands on a public page as well.
    expect(pages[1]?.secrets).toContain(HOLLOW);
    expect(pages[1]?.secrets.join(' ')).not.toContain('we were allowed to touch');
  });
});

test('the list of who got what opens with the author’s seed alone', async () => {
  await changeShares(dir, [author], () => [share('a')]);
  expect(await readShares(dir, [author])).toEqual([share('a')]);
  const text = fromUtf8(new Uint8Array(await readFile(join(dir, 'shares.sealed')))) ?? '';
  expect(text).not.toMatch(/Reader|berths/);
  const other = createAuthor(new Uint8Array(32).fill(9), author);
  await expect(readShares(dir, [other])).rejects.toThrow(/shares\.sealed: cannot be opened/);
});

test('copies that are made at the same time are all on the list', async () => {
  const own = await mkdtemp(join(dir, 'list-'));
  const letters = ['a', 'b', 'c', 'd'];
  await Promise.all(
    letters.map((letter) => changeShares(own, [author], (all) => [...all, share(letter)])),
  );
  const ids = (await readShares(own, [author])).map(({ id }) => id.charAt(0));
  expect(ids.toSorted()).toEqual(letters);
  expect(await readdir(own)).toEqual(['shares.sealed']);
});

test('a copy ends on its own day, or on that of the agreement if it comes first', async () => {
  await permit('shares: { level: named, from: 2025-01-01, until: 2026-09-30 }');
  const last = (until: string | null) => lastDayOf(share('a', { until }), content);
  expect([last(null), last('2026-07-01'), last('2027-01-01')]).toEqual([
    '2026-09-30',
    '2026-07-01',
    '2026-09-30',
  ]);
  await permit('shares: { level: named, from: 2025-01-01 }');
  expect([last(null), last('2027-01-01')]).toEqual([null, '2027-01-01']);
});
