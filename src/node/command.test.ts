import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENT, writeSmallContent } from './content/small-content.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Of the agreement, and of the terms files below. */
const SECRETS = /quorvexil|qvxm|orrowby/i;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'commands-'));
  await writeSmallContent(join(root, 'content'));
  await mkdir(join(root, 'tmp'));
  await mkdir(join(root, 'folder'));
  await writeFile(join(root, 'broken.yaml'), '- { id: a, term: "Quorvexil: x\n');
  await writeFile(join(root, 'quorvexil-terms.yaml'), '- quorvexil: [');
  await writeFile(
    join(root, 'logo.yaml'),
    '- { id: a, kind: word, term: abcd }\n- { id: b, kind: logo, file: quorvexil.png }\n',
  );
  await writeFile(join(root, 'no-logo.yaml'), '- { id: b, kind: logo, file: quorvexil.svg }\n');
  await writeFile(join(root, 'quorvexil.svg'), 'no picture');
  await writeFile(join(root, 'terms.yaml'), '- { id: a, term: Quorvexil }\n');
});
afterAll(() => rm(root, { recursive: true }));

function run(line: string) {
  const [script = '', ...args] = line.replaceAll('ROOT', root).split(' ');
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('COLOPHON_'));
  const env = {
    ...Object.fromEntries(inherited),
    COLOPHON_CONTENT: join(root, 'content'),
    COLOPHON_OUT: join(root, 'dist'),
    COLOPHON_HOME: join(root, 'home'),
    COLOPHON_SEED: `colophon-seed-1:${'A'.repeat(42)}E`,
    TMPDIR: join(root, 'tmp'),
    EDITOR: 'true',
  };
  const options = { cwd: ROOT, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`scripts/${script}.ts`, ...args],
    options,
  );
  return { code: status, out: stdout + stderr };
}

describe('what was written on the command line is told by its place, and never repeated:', () => {
  test.each([
    ['build quorvexil', 'argument 1: is not expected here'],
    ['build --quorvexil', 'argument 1: there is no such option'],
    ['prove --work berths quorvexil', 'argument 3: is not expected here'],
    ['nda audit quorvexil', 'argument 2: is not expected here'],
    ['nda audit --repo ROOT/quorvexil', '▇▇▇: is in no git repository'],
    ['nda infer --out ROOT/quorvexil', '▇▇▇: no release lies there'],
    ['share quorvexil', 'argument 1: is not expected here'],
    ['share --study quorvexil --to x', '--study: no case study is called so'],
    ['retract --study quorvexil', 'has no work of that name'],
    ['mark ROOT/quorvexil.png --work berths', '▇▇▇.png: no such file or folder'],
    ['mark ROOT/quorvexil.svg --work berths', '▇▇▇.svg: '],
    ['verify ROOT/quorvexil.html', '▇▇▇.html: no such file or folder'],
    ['new case-study quorvexil', 'case-studies/▇▇▇/index.mdx'],
    [
      'identity backup --to ROOT/content/quorvexil --passphrase-file ROOT/terms.yaml',
      'content/▇▇▇: is inside',
    ],
    ['scan ROOT/folder --terms ROOT/quorvexil.yaml', '--terms FILE: no such file'],
    ['scan ROOT/quorvexil --terms ROOT/terms.yaml', 'DIR: expected a folder that exists'],
    ['scan ROOT/folder --terms ROOT/broken.yaml', '--terms FILE:2: expected valid YAML'],
    ['scan ROOT/folder --terms ROOT/quorvexil-terms.yaml', '--terms FILE:1: expected valid YAML'],
    [
      'scan ROOT/folder --terms ROOT/logo.yaml',
      '--terms FILE:2: `1.file`: names a file that is not there',
    ],
    ['scan ROOT/folder --terms ROOT/no-logo.yaml', '--terms FILE:1: `0.file`: expected a picture'],
  ])('%s', (line, expected) => {
    const { out } = run(line);
    expect(out).toContain(expected);
    expect(out).not.toMatch(SECRETS);
    expect(out).not.toMatch(/\n {4}at /);
  });

  test('vault', () => {
    expect(run('vault init')).toMatchObject({ code: 0 });
    for (const [line, expected] of [
      ['vault edit quorvexil', 'holds nothing of that name'],
      ['vault seal --evidence ROOT/quorvexil.eml', '--evidence: expected a file that can be read'],
      [
        'vault seal --evidence ROOT/terms.yaml --evidence ROOT/-quorvexil',
        '--evidence, number 2: expected a plainer file name',
      ],
      [
        'vault seal --evidence ROOT/quorvexil-terms.yaml',
        '▇▇▇-terms.yaml: no consent names its hash',
      ],
      ['vault list', '▇▇▇-terms.yaml'],
      ['vault rekey --recipient quorvexil', '--recipient: expected a recipient'],
      ['vault open --to ROOT/content/quorvexil', 'content/▇▇▇: is inside'],
    ] as const) {
      const { out } = run(line);
      expect(out).toContain(expected);
      expect(out).not.toMatch(SECRETS);
      expect(out).not.toMatch(/\n {4}at /);
    }
  });

  test('and nothing of it is left in temporary folders and the author’s state', async () => {
    for (const folder of ['tmp', 'home']) {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        const path = join(entry.parentPath, entry.name);
        expect(path.slice(root.length)).not.toMatch(SECRETS);
        if (entry.isFile()) expect(await readFile(path, 'latin1'), path).not.toMatch(SECRETS);
      }
    }
  });
});

test('a work that is called after its client has no name in the overview, unless names are asked for', async () => {
  const content = join(root, 'other');
  await writeSmallContent(content);
  const works = join(content, 'case-studies');
  await rename(join(works, 'berths'), join(works, 'quorvexil'));
  const plain = run('nda --content ROOT/other --as-of 2026-06-01');
  expect(plain.out).toContain('▇▇▇');
  expect(plain.out).not.toMatch(SECRETS);
  expect(run('nda --names --content ROOT/other --as-of 2026-06-01').out).toMatch(/quorvexil {2}/);
});

test('a client called by words of the overview leaves the overview as it is', async () => {
  const content = join(root, 'common');
  await writeSmallContent(content);
  const agreement = join(content, 'agreements/agr-2345.yaml');
  const renamed = (await readFile(agreement, 'utf8')).replaceAll(CLIENT, 'Works Level Consents');
  await writeFile(agreement, renamed);
  const { out } = run('nda --json --content ROOT/common --as-of 2026-06-01');
  expect(JSON.parse(out)).toMatchObject({
    agreements: [{ works: [{ work: 'berths', level: 'anonymous' }], consents: [] }],
  });
});
