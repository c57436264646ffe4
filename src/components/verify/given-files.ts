import type { NamedBlob } from './look-job.ts';

/** @returns the files that were chosen in a file field, with the folder's paths. Nothing is read yet. */
export function pickedFiles({ files }: HTMLInputElement): readonly NamedBlob[] {
  return [...(files ?? [])].map((blob) => ({ name: blob.webkitRelativePath || blob.name, blob }));
}

/** @returns the files that were dropped, those inside folders too. Nothing is read yet. */
export async function droppedFiles(data: DataTransfer | null): Promise<readonly NamedBlob[]> {
  // Entries are gone once the event is over: all are asked for before anything is awaited.
  const entries = [...(data?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<readonly NamedBlob[]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (isFile(entry)) {
    const blob = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ name, blob }];
  }
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
