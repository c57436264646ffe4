import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { UnfoldsTooFar, Unreadable, createScanner, scanFiles } from '../../gate/index.ts';
import type { GateFile, GatePorts, GateTerm } from '../../gate/index.ts';
import { decompress } from './decompress.ts';
import type { MemoryLimits } from './memory-bound-process.ts';
import { openParallelScanner } from './scan-processes.ts';
import { scannedFiles } from './scanned-folder.ts';

const FOLDER = fileURLToPath(new URL('../../gate/vectors/', import.meta.url));
const TERMS: readonly GateTerm[] = [
  { id: 'seen', writings: ['Pelgrove'], kind: 'name' },
  { id: 'client', writings: ['Quorvexil Maritime'], kind: 'name' },
  {
    id: 'ru',
    writings: ['Северный Порт'],
    kind: 'name',
    forbiddenIn: (path) => /[0-4]/.test(path),
  },
];

/** Nothing is searched by this process. */
const ELSEWHERE = { cores: 2, largestHere: -1 };
const parallel: GatePorts = {
  ...decompress,
  openScanner: (terms, ports, options) => openParallelScanner(terms, ports, options, ELSEWHERE),
};
/** This process has help from the first file on. */
const shared: GatePorts = {
  ...decompress,
  openScanner: (terms, ports, options) =>
    openParallelScanner(terms, ports, options, { cores: 2, aloneMs: 0 }),
};

function textFiles(count: number): readonly GateFile[] {
  return Array.from({ length: count }, (_each, index) => ({
    path: `${index}.txt`,
    bytes: new TextEncoder().encode(
      ['nothing', 'by Quorvexil Maritime', 'у Северного порта'][index % 3]?.repeat(
        // The first ones take longest: they must not come last.
        index < 6 ? 2000 : 1,
      ),
    ),
  }));
}

test.each([
  { how: 'by others alone', ports: parallel },
  { how: 'and by this one', ports: shared },
])('processes find the same in the same order as one: $how', async ({ ports }) => {
  const files = [...textFiles(60)];
  for await (const file of scannedFiles(FOLDER)) files.push(file);
  const one = await scanFiles(files, TERMS, decompress);
  const many = await scanFiles(files, TERMS, ports);
  expect(one.findings.length).toBeGreaterThan(60);
  // What the caller has stays his: the size is counted from it.
  expect(many).toEqual(one);
  expect(files.map(({ bytes }) => bytes.length)).not.toContain(0);
});

test('pictures are looked at by the process that was asked', async () => {
  const picture = (path: string) => ({
    path,
    bytes: new Uint8Array(readFileSync(join(FOLDER, path))),
  });
  const files = ['comment.gif', 'exif.webp', 'packed.png'].map(picture);
  const [seen, refused] = files.map(({ bytes }) => bytes.length);
  const { findings } = await scanFiles(files, TERMS, {
    ...parallel,
    readPixels({ length }) {
      if (length === seen)
        return Promise.resolve([{ kind: 'text', name: 'a', text: 'Pelgrove', isSeen: true }]);
      return Promise.reject(length === refused ? new Unreadable('is of nothing') : new Error('no'));
    },
  });
  expect(findings.map(({ file, term, path }) => [file, term, path])).toContainEqual([
    'comment.gif',
    'seen',
    'pixels/a',
  ]);
  const hints = findings.filter(({ rule }) => rule === 'unreadable-file').map(({ hint }) => hint);
  expect(hints).toContainEqual(expect.stringContaining('is of nothing'));
  expect(hints).toContainEqual(expect.stringContaining('its pixels cannot be read'));
});

test('a mistake of our own in a process is not swallowed', async () => {
  const scanner = openParallelScanner(TERMS, decompress, {}, ELSEWHERE);
  const job = { path: 'a.txt', bytes: new Uint8Array([65]), number: 1, scope: '111' };
  await expect(scanner.scan({ ...job, scope: null } as never)).rejects.toThrow(TypeError);
  await scanner.close();
  await expect(scanner.scan(job)).rejects.toThrow('was closed');
});

test.each([
  { where: 'in another process', setup: ELSEWHERE, bytes: new Uint8Array(1000) },
  { where: 'in this one', setup: { cores: 1, aloneMs: 0 }, bytes: new Uint8Array(1000) },
  // It would have to go to another process, and none starts any more.
  { where: 'too large for this one', setup: {}, bytes: gzipSync(Buffer.alloc(10 * 2 ** 20, 'a ')) },
])('who still waits for a file when the scanner is closed hears so: $where', async (given) => {
  const { setup, bytes } = given;
  const scanner = openParallelScanner(TERMS, decompress, {}, setup);
  const jobs = ['a', 'b', 'c'].map((path) => ({ path, bytes, number: 1, scope: '111' }));
  const answers = Promise.allSettled(jobs.map((job) => scanner.scan(job)));
  await scanner.close();
  const [, ...waiting] = await answers;
  for (const each of waiting)
    expect(each).toMatchObject({
      status: 'rejected',
      reason: expect.objectContaining({ message: 'the scanner was closed' }),
    });
});

describe('a file that takes more memory than a process has', () => {
  const small = { oldMb: 40 };
  const markup = new TextEncoder().encode(`<p>${'<b a=1>so</b> '.repeat(600_000)}`);
  const files = [...textFiles(4), { path: 'large.html', bytes: markup }, ...textFiles(4)];
  const scanned = (ample: MemoryLimits) =>
    scanFiles(files, TERMS, {
      ...decompress,
      openScanner: (terms, ports, options) =>
        openParallelScanner(terms, ports, options, { ...ELSEWHERE, usual: small, ample }),
    });

  test('is searched by one that has more', async () => {
    const { findings } = await scanned({ oldMb: 2048 });
    expect(findings).toEqual((await scanFiles(files, TERMS, decompress)).findings);
  });

  test('is unreadable if that is not enough, and all others are searched', async () => {
    const { findings } = await scanned(small);
    const large = findings.filter(({ file }) => file === 'large.html');
    expect(large).toMatchObject([
      { rule: 'unreadable-file', hint: expect.stringContaining('more memory') },
    ]);
    const others = await scanFiles(
      files.map((file) =>
        file.path === 'large.html' ? { ...file, bytes: new Uint8Array([65]) } : file,
      ),
      TERMS,
      decompress,
    );
    expect(findings.filter((each) => !large.includes(each))).toEqual(others.findings);
  });
});

describe('the command goes on, and the file is unreadable', () => {
  const heavy = (path: string, text: string) => [
    { path, bytes: new TextEncoder().encode(text) },
    { path: 'other.txt', bytes: new TextEncoder().encode('by Quorvexil Maritime') },
  ];
  const found = async (files: readonly GateFile[]) => {
    const limits = { usual: { oldMb: 64 }, ample: { oldMb: 96 } };
    const { findings } = await scanFiles(files, TERMS, {
      ...decompress,
      openScanner: (terms, ports, options) =>
        openParallelScanner(terms, ports, options, { ...ELSEWHERE, cores: 1, ...limits }),
    });
    return findings.map(({ file, rule, hint }) => [file, rule, hint.includes('more memory')]);
  };
  const expected = (path: string) => [
    [path, 'unreadable-file', true],
    ['other.txt', 'confidential-term', false],
  ];

  test('where V8 ends its process, and not only a thread', async () => {
    const tags = Array.from({ length: 1_200_000 }, (_each, at) => `<b a=${at}>so</b> `);
    const files = heavy('tags.html', tags.join(''));
    expect(await found(files)).toEqual(expected('tags.html'));
  });
});

test('a small file that unfolds far is searched where it can do no harm', async () => {
  const packed = gzipSync(
    Array.from({ length: 700_000 }, (_each, index) => `${index * 7919} by`).join('\n'),
  );
  const here = createScanner(TERMS, decompress);
  const job = { path: 'a.gz', bytes: new Uint8Array(packed), number: 1, scope: '111' };
  await expect(here.scan({ ...job, mostBytes: 2 ** 20 })).rejects.toThrow(UnfoldsTooFar);
  expect((await here.scan(job)).findings).toEqual([]);
});

test('a few small files start no process', async () => {
  const processesNow = () =>
    process.getActiveResourcesInfo().filter((each) => each === 'ProcessWrap');
  const before = processesNow();
  const scanner = openParallelScanner(TERMS, decompress);
  await scanner.scan({ path: 'a', bytes: new Uint8Array([65]), number: 1, scope: '111' });
  expect(processesNow()).toEqual(before);
  await scanner.close();
});
