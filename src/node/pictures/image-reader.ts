// Runs in threads of its own: see image-readers.ts.
import { readFile } from 'node:fs/promises';
import { readWholeImage } from '../../marks/index.ts';
import { openImage } from './image-pixels.ts';

/** A picture whose mark is to be read. */
export interface ImageTask {
  readonly path: string;
  readonly key: Uint8Array;
  /** Of all pictures that were marked. */
  readonly ids: readonly Uint8Array[];
}

/** @returns the id in a picture as it stands on the disk; null if there is none. */
export default async function readImageId({
  path,
  key,
  ids,
}: ImageTask): Promise<Uint8Array | null> {
  const pixels = await openImage({ bytes: new Uint8Array(await readFile(path)) });
  return (pixels && readWholeImage(pixels, key, ids)?.id) ?? null;
}
