import { existsSync } from 'node:fs';
import { appendFile, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../gate/index.ts';
import { listFiles, stagingFolder } from '../node/files/staging-folder.ts';
import { MANIFEST } from '../release/well-known.ts';
import { copyProject, folderHash, outcome } from './project-copy.ts';
import type { Outcome, ProjectCopy } from './project-copy.ts';
import {
  CLIENT,
  STUDY,
  picture,
  writeBelow,
  writeSmallContent,
} from '../node/content/small-content.ts';

let project: ProjectCopy;
let released: string;

beforeAll(async () => {
  project = await copyProject();
  await writeSmallContent(project.content);
  // By default they are taken out, and then there is nothing to find.
  await appendFile(join(project.content, 'profile.yaml'), 'publicMetadata: refuse\n');
  const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
  expect(stderr).toMatch(/^gate .*files/m);
  // Content that lets nothing be inferred has no warnings either.
  expect(stderr).not.toContain('warning');
  expect(code).toBe(0);
  released = await folderHash(project.dist);
});

afterAll(() => project.remove());

async function withPlant(path: string, content: string | Uint8Array, check: () => Promise<void>) {
  const file = join(project.dir, path);
  const before = existsSync(file) ? await readFile(file) : null;
  await writeBelow(project.dir, path, content);
  try {
    await check();
  } finally {
    if (before) await writeBelow(project.dir, path, before);
    else await rm(file);
  }
}

const PAGE = 'content/case-studies/berths/index.mdx';
const inBody = (text: string) => `${STUDY}\n${text}\n`;
const inFrontMatter = (from: string, to: string) => STUDY.replace(from, to);
const hex = (text: string) => Buffer.from(text).toString('hex');
const htmlPage = (text: string) => `<!doctype html><title>a</title>${text}`;

const ON_PAGES: readonly (readonly [place: string, study: string])[] = [
  ['the prose', inBody(`We worked for ${CLIENT}.`)],
  ['text split by markup', inBody('We worked for Quor*vexil* **Mari**time.')],
  ['entities', inBody('We worked for Quorvexil&#32;Mar&#105;time.')],
  ['look-alikes', inBody('We worked for Quоrvехil Mаritimе.')],
  ['invisible characters', inBody('We worked for Quor\u200Bvexil Mari\u00ADtime.')],
  ['accents and width', inBody('We worked for ＱＵＯＲＶÉＸＩＬ maritime.')],
  ['a code block', inBody('```\nconst host = "db.quorvexil.example";\n```')],
  ['a link', inBody('[a page](https://quorvexil.example/about)')],
  ['the title', inFrontMatter('{client}', CLIENT)],
  ['a tag', inFrontMatter('started:', `tags: [${CLIENT}]\nstarted:`)],
  ['a figure', inBody('It moved 48,213 containers.')],
  ['a withheld figure, elsewhere on the page', inBody('A fall of 37 % is a lot.')],
  ['the title of a sealed work', inBody('As in the Zephyrbolt reconciliation.')],
  ['the slug of a sealed work', inBody('[more](/case-studies/zephyrbolt/)')],
];

type FilePlant = readonly [place: string, name: string, content: string | Uint8Array];
const IN_FILES: readonly FilePlant[] = [
  ['a script', 'a.js', "const a = 'Quor' + 'vexil Mari\\x74ime';"],
  ['a style', 'a.css', '.a::after { content: "Quorvexil \\4d aritime" }'],
  [
    'a source map',
    'a.js.map',
    JSON.stringify({
      version: 3,
      sources: ['quorvexil-maritime.ts'],
      sourcesContent: [''],
      names: [],
      mappings: '',
    }),
  ],
  [
    'JSON-LD',
    'json-ld.html',
    htmlPage('<script type="application/ld+json">{"name":"Quorvexil \\u004daritime"}</script>'),
  ],
  ['an attribute', 'attribute.html', htmlPage(`<p data-client="${CLIENT}">a</p>`)],
  ['a comment', 'comment.html', htmlPage(`<!-- ${CLIENT} -->`)],
  [
    'a feed',
    'a.xml',
    `<?xml version="1.0"?><rss><channel><title><![CDATA[${CLIENT}]]></title></channel></rss>`,
  ],
  [
    'a folded calendar line',
    'a.ics',
    'BEGIN:VCALENDAR\r\nSUMMARY:With Quorvexil Mari\r\n time\r\nEND:VCALENDAR\r\n',
  ],
  ['image metadata', 'a.png', await picture(CLIENT)],
  ['a compressed file', 'a.json.gz', gzipSync(JSON.stringify({ client: CLIENT }))],
  ['base64', 'base64.txt', Buffer.from(`client: ${CLIENT}`).toString('base64')],
  ['hexadecimal', 'hexadecimal.txt', hex(`client: ${CLIENT}`)],
];

/** Each has a file of its own, so that one build shows for every place whether the gate looks there. */
const PLANTS = [
  ...ON_PAGES.map(([place, content], index) => ({
    place,
    path: `content/case-studies/plant-${index}/index.mdx`,
    content,
    file: `case-studies/plant-${index}/index.html`,
    rule: 'confidential-term',
  })),
  ...IN_FILES.map(([place, name, content]) => ({
    place,
    path: `public/${name}`,
    content,
    file: name,
    rule: 'confidential-term',
  })),
  {
    place: 'a file name',
    path: 'public/quorvexil-maritime.txt',
    content: 'nothing',
    // It is masked as well, so its place is said in another way.
    file: expect.stringMatching(/^▇▇▇\.txt \(file \d+ in order of names\)$/),
    rule: 'confidential-term',
  },
  {
    place: 'a file the gate cannot read',
    path: 'public/cut.png',
    content: (await picture()).slice(0, 200),
    file: 'cut.png',
    rule: 'unreadable-file',
  },
];
/** The last one holds nothing: what is said of the others must not be true of all. */
const STUDIES = [...ON_PAGES.keys(), 'none'].map((name) => `content/case-studies/plant-${name}`);

describe('a confidential term refuses the release, masked, and the last one stays', () => {
  let refused: Outcome;
  let findings: readonly Finding[];

  beforeAll(async () => {
    for (const { path, content } of PLANTS) await writeBelow(project.dir, path, content);
    await writeBelow(project.dir, 'content/case-studies/plant-none/index.mdx', STUDY);
    for (const folder of STUDIES)
      await writeBelow(project.dir, `${folder}/planning-board.png`, await picture());
    const report = join(project.dir, 'report.json');
    refused = await project.run('build', '--as-of', '2026-06-01', '--report', report);
    ({ findings } = JSON.parse(await readFile(report, 'utf8')));
    for (const path of [...STUDIES, ...PLANTS.map((plant) => plant.path)])
      await rm(join(project.dir, path), { recursive: true, force: true });
  });

  test('all of them at once', async () => {
    const { code, stdout, stderr } = refused;
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stdout + stderr + JSON.stringify(findings)).not.toMatch(/quorvexil|48.?213|zephyrbolt/i);
    expect(await folderHash(project.dist)).toBe(released);
  });

  test.each(PLANTS)('in $place', ({ file, rule }) => {
    expect(findings).toContainEqual(expect.objectContaining({ file, rule, severity: 'error' }));
  });

  test('and in no page where nothing is', () => {
    const none = findings.filter(({ file }) => file.includes('plant-none'));
    expect(none.filter(({ rule }) => rule === 'confidential-term')).toEqual([]);
  });
});

test('the search index is read through its compression', async () => {
  const files = (await listFiles(project.dist)).filter((file) => file.startsWith('pagefind/'));
  expect(files.some((file) => file.endsWith('.pf_fragment'))).toBe(true);
  const terms = join(project.dir, 'terms.yaml');
  await writeBelow(
    project.dir,
    'terms.yaml',
    '- { id: planted, term: in that order and the paper was }',
  );
  const { code, stdout } = await project.run(
    'scan',
    join(project.dist, 'pagefind'),
    '--terms',
    terms,
    '--json',
  );
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ findings: [{ term: 'planted' }] });
});

test('nothing of a sealed work, a withheld picture or a withheld figure is in the release', async () => {
  for (const file of await listFiles(project.dist)) {
    expect(file).not.toMatch(/zephyrbolt|planning-board/i);
    const text = await readFile(join(project.dist, file), 'latin1');
    expect(text, file).not.toMatch(/zephyrbolt|planning-board|quorvexil|37 %/i);
  }
});

test('the manifest names every file with its hash', async () => {
  const folder = stagingFolder(project.dist);
  const manifest = JSON.parse(await readFile(join(project.dist, MANIFEST), 'utf8'));
  const files = (await folder.list()).filter((file) => !/manifest\.(?:json|jws)$/.test(file));
  expect(Object.keys(manifest.files).toSorted()).toEqual(files.toSorted());
  for (const file of files)
    expect(manifest.files[file]).toBe(await folder.sha256(await folder.read(file)));
});

test('the same content gives the same release', async () => {
  const { code } = await project.run('build', '--as-of', '2026-06-01', '--out', 'again');
  expect(code).toBe(0);
  expect(await folderHash(join(project.dir, 'again'))).toBe(released);
});

test('a build for a day to come says so, and leaves no trace where releases go on', async () => {
  const traces = () =>
    Promise.all([
      folderHash(join(project.content, 'ledger')),
      folderHash(join(project.dir, 'state')),
    ]);
  const before = await traces();
  const soon = new Date(Date.now() + 72 * 3600 * 1000).toISOString().slice(0, 10);
  // A title that changed would be a new version of the ledger.
  await withPlant(PAGE, inFrontMatter('title: ', 'title: Not yet, '), async () => {
    const { code, stderr } = await project.run('build', '--as-of', soon, '--out', 'ahead');
    expect(stderr).toContain(`A look ahead, at ${soon}: do not publish it before.`);
    expect(code).toBe(0);
  });
  expect(await traces()).toEqual(before);
  expect(existsSync(join(project.dir, 'ahead/index.html'))).toBe(true);
});

test('a page before its day is not there, and after it is', async () => {
  const { code } = await project.run('build', '--as-of', '2024-06-01', '--out', 'earlier');
  expect(code).toBe(0);
  expect(existsSync(join(project.dir, 'earlier/case-studies/berths'))).toBe(false);
  expect(existsSync(join(project.dist, 'case-studies/berths'))).toBe(true);
});

test('a study without an NDA flag stops the build, with file and field', async () => {
  await withPlant(PAGE, STUDY.replace('nda: agr-2345\n', ''), async () => {
    const { code, stderr } = await project.run('build');
    expect(code).toBe(2);
    expect(stderr).toContain('content/case-studies/berths/index.mdx');
    expect(stderr).toContain('`nda`: is missing');
    expect(stderr).not.toContain('    at ');
  });
});

test('an acrostic that the page does not spell stops the build', async () => {
  await withPlant(PAGE, STUDY.replace('\n\nHow long', '\n\nThe time'), async () => {
    const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
    expect(code).toBe(2);
    expect(stderr).not.toContain('    at ');
    expect(await folderHash(project.dist)).toBe(released);
  });
});

test('one term refuses as well; nothing but the release is left beside it, refused builds included', async () => {
  await withPlant('public/a.txt', hex(CLIENT), async () => {
    const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(await folderHash(project.dist)).toBe(released);
    const names = await readdir(project.dir);
    expect(names.filter((name) => name.startsWith('.dist.'))).toEqual([]);
  });
});

test('a folder that is no release is never replaced', async () => {
  await writeBelow(project.dir, 'mine/notes.txt', 'mine');
  const { code } = await project.run('build', '--out', 'mine');
  expect(code).toBe(2);
  expect(await readFile(join(project.dir, 'mine/notes.txt'), 'utf8')).toBe('mine');
});

test('killed at ten moments of a build, the last release is whole each time', async () => {
  await withPlant(PAGE, STUDY.replace('How ships stopped', 'How every ship stopped'), async () => {
    const since = performance.now();
    await project.run('build', '--as-of', '2026-06-01', '--out', 'next');
    const whole = performance.now() - since;
    const next = await folderHash(join(project.dir, 'next'));
    expect(next).not.toBe(released);
    for (let moment = 1; moment <= 10; moment++) {
      const child = project.start('build', '--as-of', '2026-06-01');
      const ended = outcome(child);
      await new Promise((resolve) => setTimeout(resolve, (whole * moment) / 10));
      child.kill('SIGKILL');
      await ended;
      // The last moments may come after the one step that puts the next release in place.
      const found = await folderHash(project.dist);
      expect([released, next], `killed at ${moment}/10`).toContain(found);
      if (moment <= 2) expect(found).toBe(released);
    }
  });
  // The ledger keeps what was published in between: it begins anew with nothing but the seed.
  await rm(project.dist, { recursive: true });
  await rm(join(project.content, 'ledger'), { recursive: true });
  await project.run('build', '--as-of', '2026-06-01');
  expect(await folderHash(project.dist)).toBe(released);
});

test('a release that a crash left moved aside is put back', async () => {
  await rename(project.dist, join(project.dir, '.dist.previous-999999'));
  await outcome(project.start('verify', 'dist'));
  expect(await folderHash(project.dist)).toBe(released);
});

test('a ledger that was changed stops a release before its pages are made', async () => {
  const version = 'content/ledger/1.sd-jwt';
  const signed = await readFile(join(project.dir, version), 'utf8');
  await withPlant(version, signed.replace('~', 'A~'), async () => {
    const { code, stderr } = await project.run('build', '--as-of', '2026-06-01');
    expect(code).toBe(1);
    expect(stderr).toContain('ledger/1.sd-jwt');
    expect(stderr).toContain('ledger-broken');
    expect(stderr).not.toMatch(/^pages/m);
  });
  expect(await folderHash(project.dist)).toBe(released);
});
