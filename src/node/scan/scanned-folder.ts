import { readFile, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GateFile } from '../../gate/index.ts';
import { BrokenInput } from '../command.ts';

/**
 * Reads a folder that somebody else made: all that publishing it would publish. A link is followed
 * once, and one that leads nowhere counts as a text that says where.
 *
 * @throws BrokenInput for what is neither a file nor a folder, or may not be read.
 */
export async function* scannedFiles(
  dir: string,
  inside = '',
  seen = new Set<string>(),
): AsyncIterable<GateFile> {
  const folder = join(dir, inside);
  const real = await realpath(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const name of (await readdir(folder)).toSorted()) {
    const path = inside ? `${inside}/${name}` : name;
    const kind = await stat(join(dir, path)).catch(() => null);
    if (kind?.isDirectory()) yield* scannedFiles(dir, path, seen);
    else if (kind && !kind.isFile()) throw special(dir);
    else yield { path, bytes: kind ? await readWhole(dir, path) : await readLink(dir, path) };
  }
}

async function readWhole(dir: string, path: string): Promise<Uint8Array> {
  try {
    const { buffer, byteOffset, length } = await readFile(join(dir, path));
    return new Uint8Array(buffer, byteOffset, length);
  } catch (cause) {
    throw unreadable(dir, cause);
  }
}

async function readLink(dir: string, path: string): Promise<Uint8Array> {
  try {
    return new TextEncoder().encode(await readlink(join(dir, path)));
  } catch (cause) {
    throw unreadable(dir, cause);
  }
}

/** Not by its name, which may be what must not be printed. */
function special(dir: string): BrokenInput {
  return new BrokenInput(`${dir}: holds a pipe, a device or a socket`, {
    hint: 'List what is no file with: find DIR ! -type f ! -type d ! -type l',
  });
}

function unreadable(dir: string, cause: unknown): BrokenInput {
  return new BrokenInput(`${dir}: a file in it may not be read, or is larger than 2 GB`, {
    cause,
    hint: 'List what you may not read with: find DIR ! -readable',
  });
}
