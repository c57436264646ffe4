import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { GivenFile, Knowledge } from '../../authorship/index.ts';
import { AUTHOR_DOCUMENT } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';
import { fetchBytes } from '../files/fetch-bytes.ts';
import { folderKnowledge, siteKnowledge } from './site-knowledge.ts';
import { listFiles } from '../files/staging-folder.ts';

/** What a target holds, and what the site or folder it belongs to says of its author. */
export interface FoundTarget {
  readonly files: readonly GivenFile[];
  /** null if no author document stands near it. */
  readonly knowledge: Knowledge | null;
}

/**
 * Reads what `verify` was pointed at: a file, a folder, a URL, a proof link, or `-` for standard
 * input.
 *
 * @throws BrokenInput if it cannot be read.
 */
export async function readTarget(target: string): Promise<FoundTarget> {
  if (target === '-') return { files: [given('-', await buffer(process.stdin))], knowledge: null };
  if (/^(?:https?:\/\/\S*)?#proof=/.test(target)) return readLink(target);
  if (isUrl(target)) return readUrl(new URL(target));
  const path = resolve(target);
  if (!existsSync(path)) throw new BrokenInput(`${target}: no such file or folder`);
  const isFolder = (await stat(path)).isDirectory();
  return isFolder ? readFolder(path, target) : readOneFile(path, target);
}

/** @returns whether a target is to be asked for over the network. */
export function isUrl(target: string): boolean {
  return /^https?:\/\//.test(target);
}

function given(name: string, bytes: Uint8Array): GivenFile {
  return { name, bytes: new Uint8Array(bytes) };
}

async function readFolder(path: string, name: string): Promise<FoundTarget> {
  const files = await Promise.all(
    (await listFiles(path)).map(async (file) =>
      given(join(name, file), await readFile(join(path, file))),
    ),
  );
  return { files, knowledge: await folderKnowledge(path) };
}

async function readOneFile(path: string, name: string): Promise<FoundTarget> {
  const home = foldersAbove(path).find((folder) => existsSync(join(folder, AUTHOR_DOCUMENT)));
  const knowledge = home === undefined ? null : await folderKnowledge(home);
  return { files: [given(name, await readFile(path))], knowledge };
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}

async function readUrl(url: URL): Promise<FoundTarget> {
  const bytes = await fetchBytes(url);
  if (bytes === null) throw new BrokenInput(`${url.href}: not found`);
  return { files: [given(url.href, bytes)], knowledge: await knowledgeNear(url) };
}

/** A site that cannot be reached is no reason to refuse a link: it may hold all that is needed. */
async function readLink(link: string): Promise<FoundTarget> {
  const files = [given('proof link', Buffer.from(link))];
  if (!isUrl(link)) return { files, knowledge: null };
  try {
    return { files, knowledge: await knowledgeNear(new URL(link)) };
  } catch (error) {
    if (error instanceof BrokenInput) return { files, knowledge: null };
    throw error;
  }
}

/** A site may live under a sub-path: the nearest folder that holds the document is its root. */
async function knowledgeNear({ origin, pathname }: URL): Promise<Knowledge | null> {
  const folders = pathname.split('/').slice(1, -1);
  const counts = [...folders.keys(), folders.length].toReversed();
  for (const count of counts) {
    const path = folders.slice(0, count).map((each) => `${each}/`);
    const knowledge = await siteKnowledge(new URL(`/${path.join('')}`, origin));
    if (knowledge) return knowledge;
  }
  return null;
}
