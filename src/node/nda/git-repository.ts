import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { BrokenInput } from '../command.ts';

const run = promisify(execFile);

/** An object of a repository, each once. */
export interface GitObject {
  readonly id: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly bytes: Uint8Array;
}

/** What git says where there is none, or no folder either. */
const NO_REPOSITORY = /^(?:not a git repository|cannot change to) /;

/**
 * @returns the top of the work tree that holds `dir`; null if no repository does.
 * @throws BrokenInput if one does that git does not open, such as one of another user: it would be
 *   left out unnoticed.
 */
export async function repositoryOf(dir: string): Promise<string | null> {
  try {
    return (await git(dir, 'rev-parse', '--show-toplevel')).trim();
  } catch (error) {
    if (error instanceof GitFailure && NO_REPOSITORY.test(error.says)) return null;
    throw error;
  }
}

/** @returns the folder in which git keeps what all work trees of a repository share. */
export async function gitFolder(repository: string): Promise<string> {
  return resolve(repository, (await git(repository, 'rev-parse', '--git-common-dir')).trim());
}

/** @throws BrokenInput if a part of the history is not here, so that nobody could look at it. */
export async function refuseShallow(repository: string): Promise<void> {
  if ((await git(repository, 'rev-parse', '--is-shallow-repository')).trim() !== 'true') return;
  throw new BrokenInput(`${repository}: a shallow clone: most of the history is not here`, {
    hint: 'Run `git fetch --unshallow`; in CI, clone with the whole history.',
  });
}

/** An object's id and, for blobs and trees, one path under which it was committed. */
export interface ListedObject {
  readonly id: string;
  readonly path: string;
}

/** @returns every object that any ref, any stash or the index reaches. */
export async function listObjects(repository: string): Promise<readonly ListedObject[]> {
  // A ref names the newest stash alone.
  const stashes = linesOf(await git(repository, 'stash', 'list', '--format=%H'));
  const args = ['--objects', '--all', '--indexed-objects', ...stashes, '--'];
  // `-z` is too new for many machines: a path with a line feed is cut there, its object is not lost.
  const text = await git(repository, 'rev-list', ...args);
  return linesOf(text).flatMap((line) => {
    const [, id, path = ''] = /^([0-9a-f]{40,64})(?: (.*))?$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, path }];
  });
}

/** @returns the ids of all objects there are, whether anything reaches them or not. */
export async function listStoredObjects(repository: string): Promise<readonly string[]> {
  const args = ['--batch-all-objects', '--batch-check=%(objectname)'];
  return linesOf(await git(repository, 'cat-file', ...args));
}

/** @returns what the reflog says of its steps, which names branches that are gone. */
export async function listReflog(repository: string): Promise<readonly string[]> {
  return linesOf(await git(repository, 'reflog', 'show', '--all', '--format=%gs'));
}

/** @returns the names of all branches, tags and other refs. */
export async function listRefs(repository: string): Promise<readonly string[]> {
  return linesOf(await git(repository, 'for-each-ref', '--format=%(refname)'));
}

/** @returns files of the work tree, those that are not committed and not ignored included. */
export async function listWorkTree(repository: string): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return [...new Set((await git(repository, ...args)).split('\0').filter(Boolean))];
}

/** @returns the commits that brought a blob in, or took it out, the newest first. */
export async function commitsOf(repository: string, blob: string): Promise<readonly string[]> {
  const text = await git(repository, 'log', '--all', `--find-object=${blob}`, '--format=%H', '--');
  return linesOf(text);
}

/** Reads objects, each once, in one process, and holds no more than one at a time. */
export async function* readObjects(
  repository: string,
  ids: readonly string[],
): AsyncGenerator<GitObject> {
  const child = spawn('git', ['-C', repository, 'cat-file', '--batch', '--buffer'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: environment(),
  });
  const ended = once(child, 'close');
  // Whoever stops reading early closes the pipe: that is no malfunction.
  child.stdin.on('error', () => undefined);
  Readable.from(ids.map((id) => `${id}\n`)).pipe(child.stdin);
  try {
    let count = 0;
    for await (const object of parseBatch(child.stdout)) {
      count += 1;
      yield object;
    }
    if (count < ids.length) throw endedTooEarly();
  } finally {
    child.kill();
    await ended;
  }
}

/** The format of `git cat-file --batch`: a line `ID TYPE SIZE`, as many bytes, a line feed. */
async function* parseBatch(stream: Readable): AsyncGenerator<GitObject> {
  const reader = new BatchReader(stream);
  for (let line = await reader.line(); line !== null; line = await reader.line()) {
    const [id = '', type = '', size] = line.split(' ');
    if (size === undefined) throw new BrokenInput(`git: object ${id} is ${type}`, { hint: FSCK });
    const bytes = await reader.bytes(Number(size));
    // The line feed after it.
    await reader.bytes(1);
    // Git writes these four types and no other.
    yield { id, type: type as GitObject['type'], bytes };
  }
}

const FSCK = 'Run `git fsck`: the repository is damaged.';

function endedTooEarly(): BrokenInput {
  return new BrokenInput('git: ended too early', { hint: FSCK });
}

const LINE_FEED = 10;

class BatchReader {
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer[] = [];
  private size = 0;

  constructor(stream: Readable) {
    this.chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** @returns a line without its end; null at the end of the stream. */
  async line(): Promise<string | null> {
    for (;;) {
      const all = this.whole();
      const end = all.indexOf(LINE_FEED);
      if (end >= 0) {
        this.keep(all.subarray(end + 1));
        return all.toString('utf8', 0, end);
      }
      if (!(await this.more())) return null;
    }
  }

  async bytes(count: number): Promise<Uint8Array> {
    while (this.size < count) if (!(await this.more())) throw endedTooEarly();
    const all = this.whole();
    this.keep(all.subarray(count));
    return Uint8Array.from(all.subarray(0, count));
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.chunks.next();
    if (done) return false;
    this.held.push(value);
    this.size += value.length;
    return true;
  }

  private whole(): Buffer {
    if (this.held.length > 1) this.held = [Buffer.concat(this.held)];
    return this.held[0] ?? Buffer.alloc(0);
  }

  private keep(rest: Buffer): void {
    this.held = [rest];
    this.size = rest.length;
  }
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter(Boolean);
}

/** Git could not do what was asked. */
class GitFailure extends BrokenInput {
  /** What git says of it. */
  readonly says: string;

  constructor(repository: string, says: string, cause: unknown) {
    super(`${repository}: git: ${says}`, { cause });
    this.says = says;
  }
}

async function git(repository: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', repository, '-c', 'core.quotePath=false', ...args], {
      maxBuffer: 1 << 30,
      env: environment(),
    });
    return stdout;
  } catch (error) {
    const { stderr = '', message } = error as Error & { readonly stderr?: string };
    const [, says = message] = /^(?:fatal|error): (.*)/m.exec(stderr) ?? [];
    throw new GitFailure(repository, says, error);
  }
}

/** What a hook of git, which an audit may run in, says of its own repository. */
const OF_ONE_REPOSITORY = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
]);

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !OF_ONE_REPOSITORY.has(name));
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    // What was replaced is pushed as it was: the stand-ins stay at home.
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}
