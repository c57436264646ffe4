import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import type { GateTerm } from '../../gate/index.ts';
import { treeEntries } from './git-tree.ts';
import { auditRepository } from './repository-audit.ts';
import type { AuditKind } from './repository-audit.ts';

const NAME = 'Quorvexil Maritime';
const terms: readonly GateTerm[] = [
  { id: 'agr-1/client', writings: [NAME, 'QVXM'], kind: 'name' },
  { id: 'agr-1/person-1', writings: ['Tamsin Orrowby'], kind: 'person' },
];
const key = new Uint8Array(32).fill(3);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'repository-'));
  git('init', '-q', '-b', 'main');
  await put('README.md', 'nothing');
  commit('first');
});
afterEach(() => rm(dir, { recursive: true }));

/** As on a machine where nobody has configured anything. */
function git(...args: readonly string[]): string {
  const identity = ['Ada', 'ada@ada.example'];
  const [name, email] = identity as [string, string];
  return execFileSync('git', ['-C', dir, ...args], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: dir,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    },
  });
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), content);
}

function commit(message: string, ...more: readonly string[]): string {
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', message, ...more);
  return git('rev-parse', 'HEAD').trim();
}

const audit = (unreachable = false) =>
  auditRepository(dir, { terms, key, unreachable, step: () => undefined });

/** @returns where something was found; nothing that is found may be printed anywhere. */
async function places(unreachable = false): Promise<readonly [AuditKind, string][]> {
  const { findings } = await audit(unreachable);
  expect(JSON.stringify(findings)).not.toMatch(/quorvexil|qvxm|orrowby/i);
  return findings.map(({ kind, file }) => [kind, file]);
}

test('an innocent repository has no findings', async () => {
  expect(await audit()).toMatchObject({ findings: [], unread: 0, files: 1 });
});

describe('a name is found', () => {
  test('in a file of the history that is long gone, with the commits that had it', async () => {
    await put('notes/plan.md', `For ${NAME}.`);
    const added = commit('notes');
    await rm(join(dir, 'notes/plan.md'));
    const removed = commit('none');
    const { findings } = await audit();
    expect(findings).toMatchObject([
      { kind: 'blob', file: 'notes/plan.md', commits: [removed, added] },
    ]);
    expect(findings[0]?.object).toMatch(/^[0-9a-f]{40}$/);
  });

  test('in a branch nobody is on, in a stash, and in a commit that a tag alone holds', async () => {
    git('checkout', '-q', '-b', 'side');
    await put('side.md', `side: ${NAME}`);
    commit('side');
    git('checkout', '-q', '--detach', 'main');
    await put('tagged.md', `tagged: ${NAME}`);
    commit('tagged');
    git('tag', 'kept');
    git('checkout', '-q', 'main');
    await put('README.md', `stashed: ${NAME}`);
    git('stash', '-q');
    await put('README.md', 'stashed later');
    git('stash', '-q');
    expect((await places()).toSorted()).toEqual([
      ['blob', 'README.md'],
      ['blob', 'side.md'],
      ['blob', 'tagged.md'],
    ]);
  });

  test('in what nothing reaches any more, if that is asked for', async () => {
    git('checkout', '-q', '-b', 'quorvexil-maritime');
    await put('gone.md', `gone: ${NAME}`);
    commit('gone');
    git('checkout', '-q', 'main');
    git('branch', '-q', '-D', 'quorvexil-maritime');
    expect(await places()).toEqual([]);
    const kinds = new Set((await places(true)).map(([kind]) => kind));
    expect([...kinds].toSorted()).toEqual(['blob', 'reflog']);
  });

  test('in a file that is not committed, staged, or not even added; not in one that is ignored', async () => {
    await put('README.md', `changed: ${NAME}`);
    await put('staged.md', NAME);
    git('add', 'staged.md');
    await put('new.md', `new: ${NAME}`);
    await put('.gitignore', 'private.md\n');
    await put('private.md', NAME);
    expect((await places()).toSorted()).toEqual([
      ['blob', 'staged.md'],
      ['work-tree', 'README.md'],
      ['work-tree', 'new.md'],
    ]);
  });

  test('in messages, authors, tags, branches and names of files and folders', async () => {
    const message = commit(`Plan for ${NAME}`);
    const author = commit('plain', '--author=Tamsin Orrowby <t@x.example>');
    git('tag', '-a', 'v1', '-m', `As ${NAME} asked`);
    git('branch', 'feature/quorvexil-maritime');
    await put('quorvexil-maritime/notes.md', 'nothing');
    commit('folder');
    await rm(join(dir, 'quorvexil-maritime'), { recursive: true });
    commit('no folder');
    const { findings } = await audit();
    expect(JSON.stringify(findings)).not.toMatch(/quorvexil|orrowby/i);
    const found = findings.map(({ kind, object, file }) => [kind, object, file]);
    expect(found).toContainEqual(['commit', message, 'message']);
    expect(found).toContainEqual(['commit', author, 'author']);
    expect(found).toContainEqual(['tag', git('rev-parse', 'v1').trim(), 'message']);
    expect(found).toContainEqual(['ref', null, '▇▇▇']);
    expect(found).toContainEqual(['name', expect.any(String), '▇▇▇']);
  });

  test('in other writings, inside archives, and where a link leads', async () => {
    await put('data.json.gz', gzipSync(JSON.stringify({ client: NAME })));
    await put('look-alike.md', 'Quоrvехil Mаritimе');
    await put('base64.txt', Buffer.from(`client: ${NAME}`).toString('base64'));
    await symlink('/home/ada/quorvexil-maritime', join(dir, 'link'));
    commit('more');
    expect((await places()).map(([, file]) => file).toSorted()).toEqual([
      'base64.txt',
      'data.json.gz',
      'link',
      'look-alike.md',
    ]);
  });

  test('once, although many commits and folders hold the same file', async () => {
    for (const folder of ['a', 'b', 'c']) {
      await put(`${folder}/plan.md`, NAME);
      commit(folder);
    }
    expect(await places()).toEqual([['blob', 'a/plan.md']]);
  });

  test('and a path that holds a name itself is not printed', async () => {
    await put('QVXM.md', NAME);
    commit('x');
    expect((await places()).toSorted()).toEqual([
      ['blob', '▇▇▇'],
      ['name', '▇▇▇'],
    ]);
  });
});

test('a finding keeps its id while the history goes on', async () => {
  await put('plan.md', NAME);
  commit('plan');
  const before = (await audit()).findings.map(({ id }) => id);
  await put('a.md', `${NAME}, again`);
  commit('more');
  const after = (await audit()).findings.map(({ id }) => id);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(new Set(after).size).toBe(2);
  const elsewhere = await auditRepository(dir, {
    terms,
    key: new Uint8Array(32),
    unreachable: false,
    step: () => undefined,
  });
  expect(elsewhere.findings.map(({ id }) => id)).not.toContain(before[0]);
});

test('large, empty and strange files are read to the byte', async () => {
  const big = Buffer.alloc(3_000_000, 'lorem ipsum\n');
  await put('big.txt', Buffer.concat([big, Buffer.from(`${NAME}\n`), big]));
  await put('empty.txt', '');
  await put('names/with space\tand tab.txt', NAME);
  await put('names/日本語.txt', `also ${NAME}`);
  commit('files');
  expect((await audit()).unread).toBe(0);
  expect((await places()).map(([, file]) => file).toSorted()).toEqual([
    'big.txt',
    'names/with space\tand tab.txt',
    'names/日本語.txt',
  ]);
});

test('a submodule is counted, because nobody looked into it', async () => {
  const id = git('rev-parse', 'HEAD').trim();
  git('update-index', '--add', '--cacheinfo', `160000,${id},vendor`);
  git('commit', '-q', '-m', 'submodule');
  expect((await audit()).submodules).toBe(1);
});

test('a shallow clone is refused: most of its history is elsewhere', async () => {
  commit('second');
  const copy = await mkdtemp(join(tmpdir(), 'shallow-'));
  git('clone', '-q', '--depth', '1', `file://${dir}`, copy);
  const shallow = auditRepository(copy, { terms, key, unreachable: false, step: () => undefined });
  await expect(shallow).rejects.toThrow('shallow clone');
  await rm(copy, { recursive: true });
});

test('a repository with SHA-256 ids is read as well', async () => {
  await rm(join(dir, '.git'), { recursive: true });
  git('init', '-q', '-b', 'main', '--object-format=sha256');
  await put('quorvexil-maritime/a.md', NAME);
  commit('x');
  expect((await audit()).findings.map(({ kind }) => kind).toSorted()).toEqual([
    'blob',
    'name',
    'name',
  ]);
});

test('a tree that is cut short yields what is whole', () => {
  const tree = Buffer.concat([
    Buffer.from('100644 a b.md\0'),
    Buffer.alloc(20),
    Buffer.from('40000 x'),
  ]);
  expect([...treeEntries(tree, 20)]).toEqual([{ name: 'a b.md', isSubmodule: false }]);
});
