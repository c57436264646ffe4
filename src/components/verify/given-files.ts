import type { GivenFile } from '../../authorship/index.ts';

/** Larger files are passed over: no page and no proof is. */
const MAX_BYTES = 64 * 1024 * 1024;

/** @returns the files that were chosen in a file field, with the folder's paths. */
export async function pickedFiles({ files }: HTMLInputElement): Promise<readonly GivenFile[]> {
  return readAll([...(files ?? [])].map((file) => [file.webkitRelativePath || file.name, file]));
}

/** @returns the files that were dropped, those inside folders too. */
export async function droppedFiles(data: DataTransfer | null): Promise<readonly GivenFile[]> {
  // Entries are gone once the event is over: all are asked for before anything is awaited.
  const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return readAll((await Promise.all(entries.map(filesIn))).flat());
}

type Named = readonly [string, File];

async function readAll(files: readonly Named[]): Promise<readonly GivenFile[]> {
  return Promise.all(
    files
      .filter(([, { size }]) => size <= MAX_BYTES)
      .map(async ([name, file]) => ({ name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

async function filesIn(entry: FileSystemEntry): Promise<readonly Named[]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (isFile(entry))
    return [[name, await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]];
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.map(filesIn))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** A reader gives at most a hundred entries a call, and none when it is at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const next = () =>
    new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  const all: FileSystemEntry[] = [];
  for (let some = await next(); some.length > 0; some = await next()) all.push(...some);
  return all;
}
