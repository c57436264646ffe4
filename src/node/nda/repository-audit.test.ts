import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gzipSync } from 'node:zlib';
import type { GateTerm } from '../../gate/index.ts';
import { sha256 } from '../files/sha256.ts';
import { repositoryOf } from './git-repository.ts';
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

const step = () => undefined;
const audit = (unreachable = false) => auditRepository(dir, { terms, key, unreachable, step });

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

  test('in a commit that another one stands in for on this machine alone', async () => {
    const clean = git('rev-parse', 'HEAD').trim();
    const told = commit(`for ${NAME}`);
    git('replace', '-f', told, git('commit-tree', '-m', 'clean', `${clean}^{tree}`).trim());
    expect(git('log', '--format=%s')).not.toContain(NAME);
    expect(await places()).toEqual([['commit', 'message']]);
  });

  test('in a tag that a merge repeats, and in a message in the charset that its commit names', async () => {
    const head = git('rev-parse', 'HEAD', 'HEAD^{tree}').trim().split('\n');
    const object = (lines: readonly (string | Uint8Array)[]) =>
      execFileSync('git', ['-C', dir, 'hash-object', '-t', 'commit', '-w', '--stdin'], {
        encoding: 'utf8',
        input: Buffer.concat(lines.map((line) => Buffer.from(line))),
      }).trim();
    const who = 'Ada <ada@ada.example> 1700000000 +0000';
    const start = `tree ${head[1]}\nparent ${head[0]}\nauthor ${who}\ncommitter ${who}\n`;
    const tag = `mergetag object ${head[0]}\n type commit\n tag v1\n tagger ${who}\n \n ${NAME}\n`;
    git('branch', 'merge', object([start, tag, '\nmerge\n']));
    const japanese = Uint8Array.from([0x8a, 0x43, 0x8c, 0x8e]); // 海月
    git('branch', 'japanese', object([start, 'encoding Shift_JIS\n\n', japanese, '\n']));
    const wanted = [...terms, { id: 'agr-2/client', writings: ['海月'], kind: 'name' } as const];
    const found = await auditRepository(dir, { terms: wanted, key, unreachable: false, step });
    expect(found.findings.map(({ file, term }) => [file, term]).toSorted()).toEqual([
      ['author', 'agr-1/client'],
      ['message', 'agr-2/client'],
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

test('a submodule is counted once, and a repository in the work tree: nobody looked into them', async () => {
  const id = git('rev-parse', 'HEAD').trim();
  git('update-index', '--add', '--cacheinfo', `160000,${id},vendor`);
  git('commit', '-q', '-m', 'submodule');
  await put('more.md', 'more');
  git('add', 'more.md');
  git('commit', '-q', '-m', 'another tree that has it');
  expect((await audit()).submodules).toBe(1);
  git('init', '-q', join(dir, 'own'));
  expect((await audit()).submodules).toBe(2);
});

test('a file of Git LFS is read where it is kept, and counted where it was not fetched', async () => {
  const text = `for ${NAME}`;
  const hash = sha256(text);
  const pointer = (of: string) =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${of}\nsize ${text.length}\n`;
  await put('kept.txt', pointer(hash));
  await put('elsewhere.txt', pointer('0'.repeat(64)));
  commit('large files');
  expect(await audit()).toMatchObject({ findings: [], notFetched: 2 });
  await put(`.git/lfs/objects/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`, text);
  // As Git LFS puts it into the work tree.
  await put('kept.txt', text);
  expect(await audit()).toMatchObject({
    findings: [{ kind: 'blob', file: 'kept.txt' }],
    notFetched: 1,
  });
});

test('a vault is meant to be unreadable; another file under its name is not', async () => {
  await put('content/vault.age', 'age-encryption.org/v1\n-> X25519 abc\n');
  await put('other/vault.age', NAME);
  commit('vault');
  expect(await audit()).toMatchObject({ unread: 0, findings: [{ file: 'other/vault.age' }] });
});

test('a file that cannot be read is named, unless its name tells something', async () => {
  const program = Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0', 'latin1');
  await put('tool', program);
  await put('QVXM/tool', Buffer.concat([program, program]));
  commit('programs');
  const { unread, unreadFiles } = await audit();
  expect(unread).toBe(2);
  expect(unreadFiles.map(({ kind, file }) => [kind, file]).toSorted()).toEqual([
    ['blob', 'tool'],
    ['blob', '▇▇▇'],
  ]);
});

describe('refused is', () => {
  test('a repository that git does not open, and one without a work tree', async () => {
    expect(await repositoryOf(dir)).toBe(dir);
    expect(await repositoryOf(tmpdir())).toBeNull();
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    await expect(repositoryOf(dir)).rejects.toThrow(/git: detected dubious ownership/);
    vi.unstubAllEnvs();
    await expect(repositoryOf(join(dir, '.git'))).rejects.toThrow(/must be run in a work tree/);
  });

  test('a history that lacks an object', async () => {
    await put('a.md', 'a');
    commit('a');
    const id = git('rev-parse', 'HEAD:a.md').trim();
    await rm(join(dir, '.git/objects', id.slice(0, 2), id.slice(2)));
    await expect(audit()).rejects.toThrow(expect.objectContaining({ name: 'BrokenInput' }));
  });
});

test('what a hook says of its own repository does not lead elsewhere', async () => {
  const other = await mkdtemp(join(tmpdir(), 'other-'));
  git('init', '-q', other);
  commit(`for ${NAME}`);
  vi.stubEnv('GIT_DIR', join(other, '.git'));
  const found = await places().finally(() => vi.unstubAllEnvs());
  expect(found).toEqual([['commit', 'message']]);
  await rm(other, { recursive: true });
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
