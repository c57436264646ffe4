import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import { fromQuotedPrintable } from '../bytes/quoted-printable.ts';
import { AUTHOR_DOCUMENT } from '../release/well-known.ts';
import { BrokenInput } from './command.ts';
import { listFiles } from './staging-folder.ts';

/** Something to look for marks in. */
export interface Target {
  readonly name: string;
  readonly text: string;
}

/** A target with the author documents that stand near it: at the folder's or the site's root. */
export interface FoundTarget {
  readonly targets: readonly Target[];
  readonly documents: readonly string[];
}

/** Files that can hold a mark which is read from text. */
const TEXT_FILE = /\.(?:html?|xhtml|mhtml?|txt|md|mdx|xml|json|svg|eml)$/i;
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/**
 * Reads what `verify` was pointed at: a file, a folder, a URL, or `-` for standard input.
 *
 * @throws BrokenInput if it cannot be read.
 */
export async function readTarget(target: string): Promise<FoundTarget> {
  if (target === '-')
    return { targets: [{ name: '-', text: await readStream(process.stdin) }], documents: [] };
  if (/^https?:\/\//.test(target)) return readUrl(new URL(target));
  const path = resolve(target);
  if (!existsSync(path)) throw new BrokenInput(`${target}: no such file or folder`);
  const isFolder = (await stat(path)).isDirectory();
  return isFolder ? readFolder(path, target) : readOneFile(path, target);
}

async function readFolder(path: string, name: string): Promise<FoundTarget> {
  const files = (await listFiles(path)).filter((file) => TEXT_FILE.test(file));
  const targets = await Promise.all(
    files
      .filter((file) => file !== AUTHOR_DOCUMENT)
      .map(async (file) => ({
        name: join(name, file),
        text: asWritten(await readFile(join(path, file), 'utf8')),
      })),
  );
  return { targets, documents: await documentsAt([path]) };
}

async function readOneFile(path: string, name: string): Promise<FoundTarget> {
  const text = asWritten(await readFile(path, 'utf8'));
  return { targets: [{ name, text }], documents: await documentsAt(foldersAbove(path)) };
}

/** A page that a browser saved as one file, and a mail, hold their text in quoted-printable. */
function asWritten(text: string): string {
  const isEncoded = /^content-transfer-encoding: *quoted-printable/im.test(text);
  return isEncoded ? fromQuotedPrintable(text) : text;
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}

async function documentsAt(folders: readonly string[]): Promise<string[]> {
  const path = folders
    .map((folder) => join(folder, AUTHOR_DOCUMENT))
    .find((each) => existsSync(each));
  return path ? [await readFile(path, 'utf8')] : [];
}

async function readUrl(url: URL): Promise<FoundTarget> {
  const text = await fetchText(url);
  if (text === null) throw new BrokenInput(`${url.href}: not found`);
  for (const place of placesAbove(url)) {
    const document = await fetchText(place);
    if (document !== null) return { targets: [{ name: url.href, text }], documents: [document] };
  }
  return { targets: [{ name: url.href, text }], documents: [] };
}

/** A site may live under a sub-path: the nearest folder that holds the document is its root. */
function placesAbove({ origin, pathname }: URL): URL[] {
  const folders = pathname.split('/').slice(1, -1);
  const paths = [...folders.keys(), folders.length].toReversed();
  return paths.map((count) => {
    const folder = folders
      .slice(0, count)
      .map((each) => `${each}/`)
      .join('');
    return new URL(`/${folder}${AUTHOR_DOCUMENT}`, origin);
  });
}

/** @returns null if the server says that it is not there. */
export async function fetchText(url: URL): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new BrokenInput(`${url.href}: could not be reached`, { cause });
  }
  if (!response.ok) return null;
  const size = Number(response.headers.get('content-length') ?? 0);
  if (size > MAX_BYTES) throw new BrokenInput(`${url.href}: larger than 64 MB`);
  return response.text();
}
