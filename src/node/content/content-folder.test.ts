import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publish } from '../../disclosure/index.ts';
import { STUDY, picture, writeBelow, writeSmallContent } from './small-content.ts';
import { LOCALES } from '../../schemas/locale.ts';
import { skeleton } from '../../schemas/skeletons.ts';
import { readContentFolder } from './content-folder.ts';

let dir: string;
const PAGE = 'case-studies/berths/index.mdx';

/** Says nothing that is withheld from the text in English. */
const OPEN_TRANSLATION = STUDY.replace('lang: en', 'lang: ru')
  .replace(/^(?:nda|disclosure|started): .*\n/gm, '')
  .replace('{F|37 %}', 'a lot')
  .replace('<Withheld reason="F">37 %</Withheld>', 'a lot')
  .replace(/<Withheld reason="S">[^]*/, '');

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'content-'));
  await writeSmallContent(dir);
});

afterEach(() => rm(dir, { recursive: true }));

async function problems() {
  return (await readContentFolder(dir)).problems;
}

test('a good folder has no problems', async () => {
  expect(await problems()).toEqual([]);
});

describe('a problem names its place and what was expected:', () => {
  test.each([
    [
      'a missing NDA flag',
      STUDY.replace('nda: agr-2345\n', ''),
      { field: 'nda', message: expect.stringMatching(/^is missing/) },
    ],
    ['a missing wish', STUDY.replace('disclosure: named\n', ''), { field: 'disclosure' }],
    ['an unknown field', STUDY.replace('role:', 'rolle:'), { field: null, line: 6 }],
    [
      'a tag that is no component',
      `${STUDY}\n<Quorvexil />\n`,
      { message: 'holds a tag that is no component' },
    ],
    [
      'an agreement that is not there',
      STUDY.replace('agr-2345', 'agr-9999'),
      { field: 'nda', line: 8 },
    ],
    ['a month that is none', STUDY.replace('2024-03', '2024-13'), { field: 'started', line: 10 }],
    ['a short acrostic', STUDY.replace('SHIPS', 'SHIP'), { field: 'acrostic.phrase' }],
    [
      'no second mark',
      STUDY.replace(/^acrostic.*\n/m, ''),
      { message: expect.stringContaining('second kind of mark') },
    ],
    [
      'an unclosed tag',
      STUDY.replace('</Withheld> in the first', ' in the first'),
      { line: expect.any(Number) },
    ],
    ['a picture that is not there', STUDY.replace('planning-board', 'planing-board'), { line: 33 }],
    [
      'a picture from elsewhere',
      STUDY.replace('./planning-board.png', 'https://a.example/b.png'),
      { line: 33 },
    ],
    [
      'a picture from elsewhere, by reference',
      STUDY.replace('(./planning-board.png)', '[board]') + '\n[board]: https://a.example/b.png\n',
      { message: expect.stringContaining('a picture') },
    ],
    ['a picture whose address has spaces', `${STUDY}\n![a](./my board.png)\n`, { line: 37 }],
    ['a picture without words', STUDY.replace(/!\[[^\]]+\]/, '![]'), { line: 33 }],
    ['a brace in a title', STUDY.replace('{client}', '{klient}'), { field: 'title' }],
    ['no front matter', '# Hello', { line: 1 }],
    ['broken YAML', STUDY.replace('title: Berths', 'title: "Berths'), { line: expect.any(Number) }],
    [
      'a field twice',
      STUDY.replace('role: Engineer', 'role: Engineer\nrole: Engineer'),
      { line: expect.any(Number) },
    ],
    [
      'a client beside an agreement',
      STUDY.replace('nda:', 'client: Somebody\nnda:'),
      { field: 'client' },
    ],
    [
      'a client in the title of own work',
      STUDY.replace('nda: agr-2345', 'nda: false'),
      { field: 'title', message: expect.stringContaining('no client') },
    ],
    [
      'a client in the text of own work',
      STUDY.replace('nda: agr-2345', 'nda: false'),
      { field: null, message: expect.stringContaining('no client') },
    ],
  ])('%s', async (_what, text, expected) => {
    await writeBelow(dir, PAGE, text);
    const found = await problems();
    expect(found).toContainEqual(
      expect.objectContaining({ file: expect.stringContaining(PAGE), ...expected }),
    );
    // A message never quotes what it complains of: it may be private.
    expect(JSON.stringify(found)).not.toMatch(/Quorvexil|37 %/);
  });
});

describe('what is called after a client is counted, not named:', () => {
  const broken = STUDY.replace('2024-03', 'soon');
  const sheet = `${PAGE.replace('index', 'quorvexil')}`;
  test.each([
    [
      'the folder of a work',
      'case-studies/quorvexil-quay/index.mdx',
      broken,
      '(number 2 in order of names)/index.mdx',
    ],
    [
      'a folder with a wrong name',
      'talks/Quorvexil/index.mdx',
      '',
      'talks/(number 1 in order of names)',
    ],
    ['a text of no language', sheet, '', 'berths/(number 3 in order of names)'],
  ])('%s', async (_what, path, text, place) => {
    await writeBelow(dir, path, text);
    const found = await problems();
    expect(found.map(({ file }) => file)).toContainEqual(expect.stringContaining(place));
    expect(JSON.stringify(found)).not.toMatch(/quorvexil/i);
  });

  test('a name is known although the agreement has mistakes', async () => {
    const path = 'agreements/agr-2345.yaml';
    const text = await readFile(join(dir, path), 'utf8');
    await writeBelow(dir, path, text.replace('schedule:', 'schedules:'));
    await writeBelow(dir, 'case-studies/quorvexil-quay/index.mdx', broken);
    const found = await problems();
    expect(found).toContainEqual(expect.objectContaining({ field: 'started', line: 10 }));
    expect(JSON.stringify(found)).not.toMatch(/quorvexil/i);
  });
});

test('a picture that cannot be opened is a problem at its line, which does not say its name', async () => {
  await writeBelow(dir, PAGE, STUDY.replaceAll('planning-board', 'quorvexil'));
  await writeBelow(dir, 'case-studies/berths/quorvexil.png', 'no picture');
  const found = await problems();
  expect(found).toEqual([
    expect.objectContaining({ line: 33, message: 'expected a picture that can be opened' }),
  ]);
  expect(JSON.stringify(found)).not.toMatch(/quorvexil/i);
});

test('lines may end as on Windows, and a file begin with a byte order mark', async () => {
  const text = STUDY.replace(/^(acrostic.*)$/m, '$1\ntags: [quays]');
  await writeBelow(dir, PAGE, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  expect(await problems()).toEqual([]);
});

test('a picture that no browser shows is a problem, whatever can be measured of it', async () => {
  await writeBelow(dir, PAGE, STUDY.replaceAll('planning-board.png', 'planning-board.heic'));
  await writeBelow(dir, 'case-studies/berths/planning-board.heic', await picture());
  const profile = await readFile(join(dir, 'profile.yaml'), 'utf8');
  await writeBelow(
    dir,
    'profile.yaml',
    `${profile}portrait: { src: ./me.png, alt: { en: Ada } }\n`,
  );
  await writeBelow(dir, 'me.png', 'no picture');
  const message = 'expected a picture that can be opened';
  expect(await problems()).toEqual([
    expect.objectContaining({ field: 'portrait.src', line: 8, message }),
    expect.objectContaining({ line: 33, message }),
  ]);
});

test('a picture with more pixels than the gate opens is a problem before anything is drawn', async () => {
  const [width, height] = [20_000, 5_001];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;
  await writeBelow(dir, PAGE, STUDY.replaceAll('planning-board.png', 'board.svg'));
  await writeBelow(dir, 'case-studies/berths/board.svg', svg);
  const message = 'expected a picture of at most 100 million pixels';
  expect(await problems()).toEqual([expect.objectContaining({ line: 33, message })]);
});

test('an agreement with a mistake is one problem: the works that name it have none', async () => {
  const path = 'agreements/agr-2345.yaml';
  const text = await readFile(join(dir, path), 'utf8');
  await writeBelow(dir, path, text.replace('signed: 2024-01-01', 'signed: soon'));
  expect(await problems()).toEqual([expect.objectContaining({ field: 'signed' })]);
});

test('a talk names only studies that are there', async () => {
  const parts = {
    slug: 'tides',
    lang: 'en',
    today: '2026-01-01',
    timezone: 'UTC',
    phrase: '',
  } as const;
  const talk = skeleton('talk', parts).replace('tags: []', 'studies: [berths, births]');
  await writeBelow(dir, 'talks/tides/index.mdx', talk);
  expect(await problems()).toEqual([
    expect.objectContaining({
      field: 'studies.1',
      line: 8,
      file: expect.stringContaining('tides'),
    }),
  ]);
});

test('all problems of a run come together', async () => {
  await writeBelow(dir, PAGE, STUDY.replace('nda: agr-2345\n', '').replace('role:', 'rolle:'));
  await writeBelow(dir, 'agreements/agr-2345.yaml', 'id: agr-2345\n');
  await writeBelow(dir, 'profile.yaml', 'name: { xx: Ada }\n');
  const files = new Set((await problems()).map(({ file }) => file.slice(dir.length + 1)));
  expect([...files]).toEqual(
    expect.arrayContaining([PAGE, 'agreements/agr-2345.yaml', 'profile.yaml']),
  );
});

test('front matter is data, never code', async () => {
  const code = '---js\nglobalThis.wasEvaluated = true; module.exports = {}\n---\n';
  await writeBelow(dir, PAGE, code);
  expect(await problems()).toContainEqual(expect.objectContaining({ line: 1 }));
  expect(globalThis).not.toHaveProperty('wasEvaluated');
});

test('a YAML bomb is a problem, not a hang', async () => {
  const level = (n: number) =>
    `a${n}: &a${n} [${Array(20)
      .fill(n ? `*a${n - 1}` : 'x')
      .join(',')}]`;
  await writeBelow(
    dir,
    'profile.yaml',
    Array.from({ length: 12 }, (_each, n) => level(n)).join('\n'),
  );
  expect(await problems()).not.toEqual([]);
});

test('a slip in a file name is not passed over', async () => {
  await writeBelow(dir, 'case-studies/berths/ja.md', STUDY);
  await writeBelow(dir, 'case-studies/berths/fr.mdx', STUDY);
  await writeBelow(dir, 'case-studies/Big Folder/index.mdx', STUDY);
  expect((await problems()).length).toBeGreaterThanOrEqual(3);
});

test('a logo lies beside its agreement, and nothing else does', async () => {
  const path = join(dir, 'agreements/agr-2345.yaml');
  const text = await readFile(path, 'utf8');
  await writeBelow(
    dir,
    'agreements/agr-2345.yaml',
    text.replace('  people:', '  logos: [mark.svg]\n  people:'),
  );
  const missing = { field: 'client.logos.0', message: expect.stringContaining('not there') };
  expect(await problems()).toEqual([expect.objectContaining(missing)]);
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg"><path d="M10 80 45 10 80 80 45 55z"/></svg>';
  await writeBelow(dir, 'agreements/mark.svg', logo);
  await writeBelow(dir, 'agreements/other.png', await picture());
  const stray = {
    file: expect.stringMatching(/agreements \(file 3 in order of names\)$/),
    message: 'is no agreement',
  };
  expect(await problems()).toEqual([expect.objectContaining(stray)]);
  await rm(join(dir, 'agreements/other.png'));
  const { logos } = { logos: [], ...(await readContentFolder(dir)) };
  expect(logos).toEqual([expect.objectContaining({ agreement: 'agr-2345' })]);
});

test.each(LOCALES)('skeletons in %s pass every check and publish nothing', async (lang) => {
  const parts = {
    lang,
    today: '2026-11-23',
    timezone: 'Europe/Helsinki',
    phrase: 'bodata kirumo selova tafine',
  };
  await writeBelow(dir, 'profile.yaml', skeleton('profile', { ...parts, slug: '' }));
  await writeBelow(
    dir,
    'case-studies/fresh/index.mdx',
    skeleton('case-study', { ...parts, slug: 'fresh' }),
  );
  await writeBelow(
    dir,
    'talks/fresh-talk/index.mdx',
    skeleton('talk', { ...parts, slug: 'fresh-talk' }),
  );
  await writeBelow(
    dir,
    'agreements/agr-bcdf.yaml',
    skeleton('agreement', { ...parts, slug: 'agr-bcdf' }),
  );
  const { portfolio, problems: found } = await readContentFolder(dir);
  expect(found).toEqual([]);
  const published = portfolio && publish(portfolio, { day: '2026-11-23' });
  expect(published?.studies.map(({ data }) => data.work)).not.toContain('fresh');
  expect(published?.talks).toEqual([]);
});

describe('what is published of the folder', () => {
  async function publishOn(day: string) {
    const { portfolio } = await readContentFolder(dir);
    if (!portfolio) throw new Error('expected a good folder');
    return publish(portfolio, { day });
  }

  test('holds nothing that is secret', async () => {
    const { studies, talks, profiles, secrets } = await publishOn('2026-06-01');
    const data = JSON.stringify([
      studies.map((page) => page.data),
      talks.map((page) => page.data),
      [...profiles],
    ]);
    expect(studies.map((page) => page.data.work)).toEqual(['berths', 'berths', 'berths']);
    for (const { writings } of secrets)
      for (const text of writings) expect(data).not.toContain(text);
    expect(data).not.toMatch(/zephyr|planning-board|agr-2345/i);
  });

  test('lists as secret what names the client, the sealed work and what was taken out', async () => {
    const { secrets, withheldImages } = await publishOn('2026-06-01');
    const writings = secrets.flatMap((secret) => secret.writings);
    expect(writings).toEqual(
      expect.arrayContaining([
        'Quorvexil Maritime',
        'QVXM',
        'quorvexil.example',
        'Tamsin Orrowby',
        '48213',
        'zephyrbolt',
        'Zephyrbolt reconciliation',
        '37 %',
      ]),
    );
    expect(withheldImages.map(([, url]) => url)).toContain('./planning-board.png');
  });

  test('is in the languages of the site; what another withholds stays a secret', async () => {
    const profile = await readFile(join(dir, 'profile.yaml'), 'utf8');
    const inRussian = `${profile.replace('locale: en', 'locale: ru')}languages: [ru]\n`;
    await writeBelow(dir, 'profile.yaml', inRussian);
    await writeBelow(dir, 'case-studies/berths/ru.mdx', OPEN_TRANSLATION);
    const { studies, profiles, plans, secrets, withheldImages } = await publishOn('2026-06-01');
    expect(studies.map(({ data }) => data.locale)).toEqual(['ru']);
    expect([...profiles.keys()]).toEqual(['ru']);
    expect(plans.map(({ locale }) => locale)).toEqual(['ru']);
    expect(secrets.flatMap(({ writings }) => writings)).toContain('37 %');
    expect(withheldImages.map(([, url]) => url)).toContain('./planning-board.png');
  });

  test('is nothing before the agreement allows it', async () => {
    expect((await publishOn('2024-06-01')).studies).toEqual([]);
  });

  test('falls back to the first language, and says which it is', async () => {
    const { studies } = await publishOn('2026-06-01');
    expect(studies.map(({ data }) => [data.locale, data.lang])).toEqual([
      ['en', 'en'],
      ['ja', 'en'],
      ['ru', 'en'],
    ]);
  });

  test('names the client on pages of works that may, and only there', async () => {
    const named = STUDY.replace('nda: agr-2345', 'nda: agr-2346');
    await writeBelow(dir, 'case-studies/quay/index.mdx', named);
    await writeBelow(dir, 'case-studies/quay/planning-board.png', await picture());
    const text = skeleton('agreement', {
      slug: 'agr-2346',
      lang: 'en',
      today: '2024-01-01',
      timezone: 'Europe/Berlin',
      phrase: '',
    });
    await writeBelow(
      dir,
      'agreements/agr-2346.yaml',
      text.replace('level: sealed', 'level: named'),
    );
    await writeBelow(dir, PAGE, STUDY.replace('nda: agr-2345', 'nda: [agr-2346, agr-2345]'));
    const { secrets } = await publishOn('2026-06-01');
    expect(secrets.find(({ id }) => id === 'agr-2346/client')?.forbidden).toEqual(['berths']);
    expect(secrets.find(({ id }) => id === 'agr-2345/client')?.forbidden).toBe('everywhere');
  });
});
