import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { surveyDelivered } from '../../authorship/delivered-survey.ts';
import {
  createAuthor,
  deliveredMark,
  openDeliveries,
  sealDeliveries,
  withDelivery,
} from '../../authorship/index.ts';
import type { Deliveries, DeliveredMark } from '../../authorship/index.ts';
import { music } from '../../marks/audio/sample-sounds.ts';
import { writeWav } from '../../marks/audio/index.ts';
import { readConstantWish } from './constant-wish.ts';
import { deliver } from './deliver.ts';
import type { DeliverWish } from './deliver.ts';
import { handOverSheet } from './hand-over-sheet.ts';
import { MARKABLE_CARRIERS, markWork } from './mark-work.ts';
import type { MarkedWork } from './mark-work.ts';
import { listFiles, stagingFolder } from '../files/staging-folder.ts';
import { workFiles } from './work-files.ts';

const root = await mkdtemp(join(tmpdir(), 'colophon-deliver-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const author = createAuthor(new Uint8Array(32).fill(7), {
  name: 'Mara <Lindqvist>',
  site: 'https://mara.example/',
});
const stranger = createAuthor(new Uint8Array(32).fill(8), author);
/** A program that many sites deliver, as its authors wrote it. */
const program = createRequire(import.meta.url).resolve('axe-core/axe.js');
/** As its makers publish it, minified. */
const sheet = createRequire(import.meta.url).resolve('bootstrap/dist/css/bootstrap-reboot.min.css');
const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0,0${Array.from(
  { length: 80 },
  (_each, at) => ` L${at},${at * at}`,
).join('')}"/></svg>`;
const photograph = new URL('../../../content/portrait.webp', import.meta.url);

const page = `<!doctype html><html lang="en"><body>${Array.from(
  { length: 40 },
  (_each, at) => `<a class="link-${at}" href="/${at}" id="a${at}" title="Page ${at}">x</a>`,
).join('')}</body></html>`;

let site = '';
let out = '';

beforeEach(async () => {
  const folder = await mkdtemp(join(root, 'run-'));
  site = join(folder, 'site');
  out = join(folder, 'out');
  await mkdir(join(site, 'node_modules/dependency'), { recursive: true });
  await cp(program, join(site, 'program.js'));
  await cp(program, join(site, 'node_modules/dependency/index.js'));
  await cp(sheet, join(site, 'style.css'));
  await writeFile(join(site, 'logo.svg'), drawing);
  await writeFile(join(site, 'index.html'), page);
  await writeFile(join(site, 'index.html.gz'), gzipSync(page));
  await writeFile(join(site, 'data.bin'), Uint8Array.of(0, 1, 2, 255));
  await sharp(photograph.pathname)
    .withExif({ IFD0: { Copyright: 'Somebody' } })
    .jpeg({ quality: 95 })
    .toFile(join(site, 'photograph.jpg'));
});

const wish = (changes: Partial<DeliverWish> = {}): DeliverWish => ({
  author,
  work: 'a-work',
  targets: [site],
  carriers: MARKABLE_CARRIERS,
  known: [],
  exclude: [],
  check: null,
  out,
  ...changes,
});

/** Delivers, and collects what was to be written down. */
async function delivered(changes: Partial<DeliverWish> = {}) {
  const records: MarkedWork[] = [];
  const marked = await deliver(wish(changes), async (each) => void records.push(each));
  return { marked, records };
}

async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = (await listFiles(folder)).map(
    async (name) => [name, (await readFile(join(folder, name))).toString('base64')] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function found(folder: string, marks: readonly DeliveredMark[]) {
  const files = (await listFiles(folder)).map(async (name) => ({
    name,
    bytes: new Uint8Array(await readFile(join(folder, name))),
  }));
  const openings = marks.map((opening) => ({ opening, author, work: null }));
  return (await surveyDelivered(await Promise.all(files), openings)).flatMap(({ sightings }) =>
    sightings.map(({ carrier }) => carrier),
  );
}

describe('a delivery', () => {
  test('is a marked copy that is found again, and leaves the files as they were', async () => {
    const before = await contents(site);
    const { marked, records } = await delivered();
    expect(await contents(site)).toEqual(before);
    expect(marked.marks.map(({ carrier }) => carrier).toSorted()).toEqual([
      'image',
      'markup',
      'script',
      'style',
      'svg',
    ]);
    expect(records).toEqual([marked]);
    expect(new Set(await found(out, marked.marks))).toEqual(
      new Set(['markup', 'script', 'style', 'svg']),
    );
    expect(await found(site, marked.marks)).toEqual([]);
    const foreign = marked.marks.map(({ carrier }) => ({
      carrier,
      ...deliveredMark(stranger, 'a-work', carrier),
    })) as DeliveredMark[];
    expect(await found(out, foreign)).toEqual([]);
  });

  test('changes nothing but what it says, and keeps compressed copies true', async () => {
    const { marked } = await delivered();
    const [before, after] = [await contents(site), await contents(join(out, 'site'))];
    const names = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(names).toEqual([
      'index.html',
      'index.html.gz',
      'logo.svg',
      'photograph.jpg',
      'program.js',
      'style.css',
    ]);
    const copy = await readFile(join(out, 'site/index.html.gz'));
    expect(gunzipSync(copy)).toEqual(await readFile(join(out, 'site/index.html')));
    const listed = marked.files.find(({ name }) => name === 'site/program.js');
    const bytes = await readFile(join(out, 'site/program.js'));
    expect(listed?.after).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('keeps the size, format and metadata of a picture', async () => {
    await delivered();
    const seen = (folder: string) => sharp(join(folder, 'photograph.jpg')).metadata();
    const [before, after] = [await seen(site), await seen(join(out, 'site'))];
    const { width, height, format } = before;
    expect(after).toMatchObject({ width, height, format });
    expect(after.exif?.toString('latin1')).toContain('Somebody');
  });

  test('is the same each time', async () => {
    await delivered();
    const once = await contents(out);
    await rm(out, { recursive: true });
    await delivered();
    expect(await contents(out)).toEqual(once);
  });

  test('goes on with the marks on record after the seed was replaced', async () => {
    const { marked } = await delivered();
    await rm(out, { recursive: true });
    const later = await delivered({ author: stranger, known: marked.marks });
    expect(later.marked.marks).toEqual(marked.marks);
  });

  test.each([
    ['sha384', 'index.html'],
    ['sha512', 'index.html'],
    // Seen when the program is marked already.
    ['sha256', 'zebra.html'],
  ])('leaves a file alone whose %s another file holds (%s)', async (algorithm, name) => {
    const program = await readFile(join(site, 'program.js'));
    const digest = createHash(algorithm).update(program).digest('base64');
    const script = `<script integrity="${algorithm}-${digest}" src="program.js"></script>`;
    await writeFile(join(site, name), page.replace('</body>', script));
    await writeFile(join(site, 'program.js.gz'), gzipSync(program));
    await rm(join(site, 'node_modules'), { recursive: true });
    const { marked } = await delivered();
    const listed = marked.files.find((each) => each.name === 'site/program.js');
    expect(listed).toMatchObject({ carriers: [], left: { reason: 'named-by-digest' } });
    expect(listed?.after).toBe(listed?.before);
    expect(await readFile(join(out, 'site/program.js'))).toEqual(program);
    expect(gunzipSync(await readFile(join(out, 'site/program.js.gz')))).toEqual(program);
    expect(marked.marks.map(({ carrier }) => carrier)).not.toContain('script');
  });

  test('is read once, file by file', async () => {
    const sizes: number[] = [];
    const { files: paths } = await workFiles([site], []);
    const folder = stagingFolder(out);
    const staging = {
      read: folder.read,
      async write(name: string, bytes: Uint8Array) {
        // Whoever reads it a second time, or reads on before it is written, finds nothing.
        await rm(paths.find((each) => each.name === name)?.path ?? '', { force: true });
        sizes.push(bytes.length);
        await folder.write(name, bytes);
      },
    };
    const { files, marks } = await markWork(paths, { ...wish(), staging });
    expect(sizes.length).toBeGreaterThanOrEqual(paths.length);
    expect(files.map(({ name }) => name)).toEqual(paths.map(({ name }) => name));
    expect(marks.length).toBeGreaterThan(3);
  });

  test('can be written over the files, and excludes what it is told to', async () => {
    const before = await contents(site);
    const { marked } = await delivered({ out: null, exclude: ['site/*.{js,css,svg}'] });
    const after = await contents(site);
    expect(after['program.js']).toBe(before['program.js']);
    expect(after['index.html']).not.toBe(before['index.html']);
    expect(await found(site, marked.marks)).toEqual(['markup']);
  });

  test('is kept if its own tests pass, which run in the copy', async () => {
    await delivered({ check: 'node -e "require(\'./site/program.js\')"' });
    expect(existsSync(join(out, 'site/program.js'))).toBe(true);
  });

  test('keeps programs that can be run, and links to them', async () => {
    const code = `#!/usr/bin/env node\n${await readFile(program, 'utf8')}\nprocess.exitCode = 0;\n`;
    await writeFile(join(site, 'cli.js'), code, { mode: 0o755 });
    await mkdir(join(site, 'node_modules/.bin'));
    await symlink('../../cli.js', join(site, 'node_modules/.bin/cli'));
    await symlink('site/../..', join(site, 'up-and-down'));
    await expect(delivered()).rejects.toThrow(/up-and-down: expected a file, got a link/);
    await rm(join(site, 'up-and-down'));
    await symlink('node_modules', join(site, 'modules'));

    await delivered({ check: 'cd site && node_modules/.bin/cli' });
    expect(await readlink(join(out, 'site/node_modules/.bin/cli'))).toBe('../../cli.js');
    expect(await readlink(join(out, 'site/modules'))).toBe('node_modules');
    expect((await stat(join(out, 'site/index.html'))).mode & 0o111).toBe(0);

    const { marked } = await delivered({ out: null });
    expect(marked.files.find(({ name }) => name === 'site/cli.js')?.carriers).toEqual(['script']);
    expect((await stat(join(site, 'cli.js'))).mode & 0o777).toBe(0o755);
    expect(await readFile(join(site, 'cli.js'), 'utf8')).not.toBe(code);
  });

  test('leaves nothing behind and records nothing if they fail', async () => {
    const records: MarkedWork[] = [];
    const failing = deliver(wish({ check: 'echo broken; exit 3' }), async (each) => {
      records.push(each);
    });
    await expect(failing).rejects.toThrow(/--check: the command failed[\s\S]*broken/);
    expect(records).toEqual([]);
    expect(await readdir(dirname(out))).toEqual(['site']);
  });

  test('is nothing where nothing can be marked', async () => {
    const { marked, records } = await delivered({ targets: [join(site, 'data.bin')] });
    expect(marked.marks).toEqual([]);
    expect(records).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });

  test('never takes a place that is taken', async () => {
    await mkdir(out);
    await writeFile(join(out, 'mine.txt'), 'mine');
    await expect(delivered()).rejects.toThrow('holds files already');
    expect(await readdir(out)).toEqual(['mine.txt']);
  });

  test('marks sound, and names what carries none', async () => {
    const folder = join(site, '../sound');
    await mkdir(folder);
    await writeFile(join(folder, 'music.wav'), writeWav(24_000, [music(16, 24_000, 3)]));
    await writeFile(join(folder, 'silence.wav'), writeWav(24_000, [new Float32Array(48_000)]));
    await writeFile(join(folder, 'copy.mp3'), Uint8Array.of(0xff, 0xfb, 0x90, 0));
    const { marked } = await delivered({ targets: [folder] });
    expect(marked.files).toMatchObject([
      { name: 'sound/copy.mp3', carriers: [], left: { reason: 'unreadable' } },
      { name: 'sound/music.wav', carriers: ['audio'], left: null },
      { name: 'sound/silence.wav', carriers: [], left: { reason: 'no-room' } },
    ]);
    expect(await found(out, marked.marks)).toEqual(['audio']);
    expect(await found(folder, marked.marks)).toEqual([]);
  }, 180_000);
});

describe('the list of deliveries', () => {
  const mark = { carrier: 'script' as const, ...deliveredMark(author, 'a-work', 'script') };
  const file = { name: '<b>.js', before: '00', after: '11', carriers: ['script'] };
  const delivery = {
    work: 'a-work',
    marks: [mark],
    handedOver: [{ at: '2026-11-24T00:00:00.000Z', files: [file] }],
  };

  test('opens with the seed it was sealed with, and no other', async () => {
    const list: Deliveries = withDelivery([], delivery);
    const sealed = await sealDeliveries(list, author);
    expect(sealed).not.toContain('a-work');
    expect(await openDeliveries(sealed, author)).toEqual(list);
    expect(await openDeliveries(sealed, stranger)).toBeNull();
    expect(await openDeliveries(sealed.replace(/.\n$/, ''), author)).toBeNull();
  });

  test('holds as many files as a delivery may have', async () => {
    const files = Array.from({ length: 3000 }, (_, at) => ({ ...file, name: `icons/${at}.svg` }));
    const list = withDelivery([], { ...delivery, handedOver: [{ at: '', files }] });
    expect(await openDeliveries(await sealDeliveries(list, author), author)).toEqual(list);
  });

  test('keeps one mark a carrier, and every handing over', () => {
    const twice = withDelivery(withDelivery([], delivery), delivery);
    expect(twice).toMatchObject([{ marks: [mark], handedOver: [{}, {}] }]);
  });

  test.each(['en', 'ja', 'ru'] as const)('is a sheet for the contract in %s', (locale) => {
    const sheet = handOverSheet(delivery, author, locale);
    expect(sheet).toContain('&lt;b&gt;.js');
    expect(sheet).toContain('Mara &lt;Lindqvist&gt;');
    expect(sheet).not.toContain(mark.key);
    expect(sheet).not.toMatch(/<script|https?:\/\/(?!mara\.example)/);
  });
});

describe('a wish for a constant', () => {
  test.each([
    [{ as: 'uuid' }, { kind: 'uuid' }],
    [
      { as: 'color', near: '#AABBCC', label: 'brand' },
      { kind: 'color', label: 'brand', near: '#aabbcc' },
    ],
    [
      { as: 'integer', min: '1024', max: '65535' },
      { kind: 'integer', min: 1024, max: 65535 },
    ],
  ])('is read from %j', (given, wanted) => {
    expect(readConstantWish(given)).toEqual(wanted);
  });

  test.each([
    [{ as: 'font' }, '--as'],
    [{ as: 'color', near: 'blue' }, '--near'],
    [{ as: 'integer' }, '--min'],
    [{ as: 'integer', min: '5', max: '1' }, '--min'],
    [{ as: 'integer', min: '0.5', max: '1' }, '--min'],
  ])('is refused: %j', (given, option) => {
    expect(() => readConstantWish(given)).toThrow(option);
  });
});
