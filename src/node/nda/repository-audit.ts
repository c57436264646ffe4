import { createHash } from 'node:crypto';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { toUtf8 } from '../../bytes/utf8.ts';
import { MASK, nameFindings, scanFiles } from '../../gate/index.ts';
import type { Finding, GateFile, GateTerm, NamedFinding } from '../../gate/index.ts';
import { decompress } from '../scan/decompress.ts';
import { isSealed } from '../vault/cipher.ts';
import { vaultFile } from '../vault/vault.ts';
import { openParallelScanner } from '../scan/scan-processes.ts';
import {
  commitsOf,
  gitFolder,
  listObjects,
  listReflog,
  listRefs,
  listStoredObjects,
  listWorkTree,
  readObjects,
  refuseShallow,
} from './git-repository.ts';
import type { GitObject } from './git-repository.ts';
import { parseMessage } from './git-message.ts';
import { treeEntries } from './git-tree.ts';
import { lfsFile, lfsPointer } from './lfs-pointer.ts';
import { sha256 } from '../files/sha256.ts';

/** Where in a repository something was found. */
export type AuditKind = 'work-tree' | 'blob' | 'commit' | 'tag' | 'name' | 'ref' | 'reflog';

/** A term in a repository. Holds nothing confidential. */
export interface AuditFinding extends NamedFinding {
  readonly kind: AuditKind;
  /** The id of the git object; null for what is not committed, and for refs. */
  readonly object: string | null;
  /** For a blob: the commits that brought it in or took it out, the newest first. */
  readonly commits: readonly string[];
}

/** What an audit came to. */
export interface Audit {
  readonly repository: string;
  readonly findings: readonly AuditFinding[];
  readonly objects: number;
  readonly files: number;
  /** How many could not be read, such as encrypted archives: nobody knows what is in them. */
  readonly unread: number;
  /** Which these are. */
  readonly unreadFiles: readonly UnreadFile[];
  /** Other repositories in the work tree: submodules of any time, and those that lie there. */
  readonly submodules: number;
  /** Files of Git LFS that were not fetched: only pointers to them are here. */
  readonly notFetched: number;
}

/** A file that nobody could look into. */
export interface UnreadFile extends Pick<AuditFinding, 'kind' | 'object' | 'file'> {
  /** What is wrong with it. */
  readonly hint: string;
}

/** What is looked for, and how findings are named. */
export interface AuditWish {
  readonly terms: readonly GateTerm[];
  readonly key: Uint8Array;
  /** Whether what nothing reaches is looked at too: a push does not share it, a copied folder does. */
  readonly unreachable: boolean;
  /** Called now and then with how many of all objects are done. */
  readonly step: (done: number, total: number) => void;
}

/** What a file of the scan stands for. */
interface Origin {
  readonly kind: AuditKind;
  readonly object: string | null;
  /** Where it lies; printed only if the search found nothing in it. */
  readonly path: string;
}

/** Finding the commits of a blob takes a walk over the history. */
const MAX_LOCATED = 100;

/**
 * Searches everything that a repository would give away if it were shared: files of the work tree,
 * every blob and name of the history, messages and authors, tags, names of branches.
 *
 * @throws BrokenInput for a shallow clone or a damaged repository.
 */
export async function auditRepository(repository: string, wish: AuditWish): Promise<Audit> {
  await refuseShallow(repository);
  const collector = new Collector(repository, wish);
  const { findings } = await scanFiles(collector.all(), wish.terms, {
    ...decompress,
    openScanner: openParallelScanner,
  });
  const found = findings.filter(({ term }) => term !== null);
  const unread = findings.filter(({ rule }) => rule === 'unreadable-file');
  const nameOf = printedNames(found, collector);
  return {
    repository,
    findings: await locate(nameFindings(found, wish.key), collector, nameOf),
    unread: unread.length,
    unreadFiles: unread.map(({ file, hint }) => {
      const origin = collector.originOf(file);
      return { kind: origin.kind, object: origin.object, file: nameOf(origin), hint };
    }),
    objects: collector.objects,
    files: collector.files,
    submodules: collector.submodules.size,
    notFetched: collector.notFetched.size,
  };
}

type NameOf = (origin: Origin) => string;

/** @returns how a place may be printed: not by a name in which something was found. */
function printedNames(found: readonly Finding[], collector: Collector): NameOf {
  const named = found.map(({ file }) => collector.originOf(file));
  const telling = new Set(named.flatMap(({ kind, path }) => (kind === 'name' ? [path] : [])));
  return ({ kind, path }) =>
    ['name', 'ref', 'reflog'].includes(kind) || telling.has(path) ? MASK : path;
}

async function locate(
  findings: readonly NamedFinding[],
  collector: Collector,
  nameOf: NameOf,
): Promise<readonly AuditFinding[]> {
  const originOf = ({ file }: NamedFinding) => collector.originOf(file);
  const blobs = findings.flatMap((each) => {
    const { kind, object } = originOf(each);
    return kind === 'blob' && object !== null ? [object] : [];
  });
  const commits = new Map<string, readonly string[]>();
  for (const blob of [...new Set(blobs)].slice(0, MAX_LOCATED))
    commits.set(blob, await commitsOf(collector.repository, blob));
  return findings.map((finding) => {
    const origin = originOf(finding);
    const { kind, object } = origin;
    const file = nameOf(origin);
    return { ...finding, file, kind, object, commits: commits.get(object ?? '') ?? [] };
  });
}

const VAULT = basename(vaultFile(''));

const NOWHERE: Origin = { kind: 'name', object: null, path: '' };

/** Hands everything to the scan, and knows afterwards what each piece was. */
class Collector {
  objects = 0;
  files = 0;
  /** Where other repositories lie: a tree names each again with every change. */
  readonly submodules = new Set<string>();
  /** Hashes of files that Git LFS has elsewhere. */
  readonly notFetched = new Set<string>();
  /** By the name under which the scan sees a piece: it stays the same from run to run. */
  private readonly origins = new Map<string, Origin>();
  readonly repository: string;
  private readonly wish: AuditWish;
  private readonly blobs = new Set<string>();
  private gitFolder: string | null = null;
  /** Hashes of files of Git LFS that were looked at. */
  private readonly fetched = new Set<string>();

  constructor(repository: string, wish: AuditWish) {
    this.repository = repository;
    this.wish = wish;
  }

  originOf(file: string): Origin {
    return this.origins.get(file) ?? NOWHERE;
  }

  async *all(): AsyncGenerator<GateFile> {
    yield* this.history();
    yield* this.workTree();
    for (const ref of await listRefs(this.repository)) yield* this.text('ref', null, ref);
    if (!this.wish.unreachable) return;
    for (const step of await listReflog(this.repository)) yield* this.text('reflog', null, step);
  }

  private async *history(): AsyncGenerator<GateFile> {
    const listed = await listObjects(this.repository);
    const stored = this.wish.unreachable ? await listStoredObjects(this.repository) : [];
    const paths = new Map([
      ...stored.map((id) => [id, ''] as const),
      ...listed.map(({ id, path }) => [id, path] as const),
    ]);
    for await (const object of readObjects(this.repository, [...paths.keys()])) {
      this.objects += 1;
      this.wish.step(this.objects, paths.size);
      yield* this.object(object, paths.get(object.id) ?? '');
    }
  }

  private async *object({ id, type, bytes }: GitObject, path: string): AsyncGenerator<GateFile> {
    if (type === 'tree') yield* this.tree({ id, bytes }, path);
    else if (type === 'blob') {
      this.blobs.add(id);
      const file = (await this.fetchedFile(bytes)) ?? bytes;
      yield* this.file(file, { kind: 'blob', object: id, path });
    } else {
      const { head, message } = parseMessage(bytes);
      yield* this.file(head, { kind: type, object: id, path: 'author' });
      yield* this.file(message, { kind: type, object: id, path: 'message' });
    }
  }

  /** @returns the file that a pointer of Git LFS stands for; null if it is none, or not fetched. */
  private async fetchedFile(blob: Uint8Array): Promise<Uint8Array | null> {
    const hash = lfsPointer(blob);
    if (hash === null) return null;
    this.gitFolder ??= await gitFolder(this.repository);
    const file = await readEntry(lfsFile(this.gitFolder, hash));
    (file ? this.fetched : this.notFetched).add(hash);
    return file;
  }

  /** Names are searched by themselves: the list of objects tells one path of each blob alone. */
  private *tree({ id, bytes }: Pick<GitObject, 'id' | 'bytes'>, folder: string) {
    for (const { name, isSubmodule } of treeEntries(bytes, id.length / 2)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isSubmodule) this.submodules.add(path);
      yield* this.text('name', id, path);
    }
  }

  private async *workTree(): AsyncGenerator<GateFile> {
    for (const path of await listWorkTree(this.repository)) {
      // Git goes into no other repository, and names its folder alone.
      if (path.endsWith('/')) this.submodules.add(path.slice(0, -1));
      const bytes = await readEntry(join(this.repository, path));
      if (bytes === null) continue;
      this.files += 1;
      yield* this.text('name', null, path);
      // What is committed as it is was searched already.
      const ids = ['sha1', 'sha256'].map((hash) => blobId(bytes, hash));
      const isCommitted = ids.some((id) => this.blobs.has(id)) || this.fetched.has(sha256(bytes));
      if (!isCommitted) yield* this.file(bytes, { kind: 'work-tree', object: null, path });
    }
  }

  private *text(
    kind: 'name' | 'ref' | 'reflog',
    object: string | null,
    text: string,
  ): Generator<GateFile> {
    yield* this.file(toUtf8(text), { kind, object, path: text });
  }

  /**
   * Not its real name, which is searched as a text of its own, so that each place is told once; but
   * with its ending, by which some formats are known.
   */
  private *file(bytes: Uint8Array, origin: Origin): Generator<GateFile> {
    const { kind, object, path } = origin;
    const isFile = kind === 'blob' || kind === 'work-tree';
    // The author's own vault, of which a repository holds every version: nobody reads it there either.
    if (isFile && basename(path) === VAULT && isSealed(bytes)) return;
    const ending = isFile ? (/\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? '') : '';
    const own = kind === 'name' || object === null ? sha256(path) : object;
    const name = `${kind}/${own}/${isFile ? `file${ending}` : kind === 'name' ? '' : sha256(path)}`;
    if (this.origins.has(name)) return;
    this.origins.set(name, origin);
    yield { path: name, bytes };
  }
}

/** @returns what an entry of the work tree holds: of a link, where it leads. null for a folder. */
async function readEntry(path: string): Promise<Uint8Array | null> {
  const stats = await lstat(path).catch(() => null);
  if (stats?.isSymbolicLink()) return toUtf8(await readlink(path));
  return stats?.isFile() ? new Uint8Array(await readFile(path)) : null;
}

/** @returns the id that git gives a blob. */
function blobId(bytes: Uint8Array, hash: string): string {
  return createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
