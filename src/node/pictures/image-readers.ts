import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { ImageTask } from './image-reader.ts';

/** Reads pictures on all cores. */
export interface ImageReaders {
  /** @returns the id in a picture as it stands on the disk; null if there is none. */
  read(task: ImageTask): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Starts no thread before the first picture comes. The caller closes it. */
export function imageReaders(): ImageReaders {
  // By its own address: Node runs the source, whatever bundler holds the code that is here.
  const filename = new URL('./image-reader.ts', import.meta.url).href;
  const pool = new Tinypool({ filename, minThreads: 0, maxThreads: availableParallelism() });
  return {
    read: (task) => pool.run(task) as Promise<Uint8Array | null>,
    close: () => pool.destroy(),
  };
}
