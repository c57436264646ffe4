import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingTool, inFolder, runProgram } from './journeys/tools.ts';

/** A package anybody can install. */
interface NamedPackage {
  readonly from: 'debian' | 'npm';
  readonly name: string;
  /** Exact for npm; Debian gives what its release has. */
  readonly version?: string;
}

/**
 * Fetches a package once.
 *
 * @param cache - the folder that it is kept in.
 * @returns the folder with the files of the package.
 * @throws MissingTool if it is one of Debian's, and this is not Debian.
 */
export async function fetchedPackage(
  cache: string,
  { from, name, version }: NamedPackage,
  log: (line: string) => void,
): Promise<string> {
  const folder = join(cache, `${name.replace('/', '-')}${version ? `-${version}` : ''}`);
  if (existsSync(folder)) return folder;
  log(`fetching ${name}`);
  await mkdir(cache, { recursive: true });
  await inFolder(async (archive) => {
    const files = join(cache, 'unpacking');
    await mkdir(files, { recursive: true });
    if (from === 'npm') {
      const place = ['--pack-destination', archive, `${name}@${version}`];
      await runProgram('npm', ['pack', '--silent', ...place]);
      await runProgram('tar', ['xzf', join(archive, await onlyFile(archive)), '-C', files]);
    } else {
      await runProgram('sh', ['-c', 'cd "$1" && apt-get download "$2"', 'sh', archive, name]).catch(
        () => Promise.reject(new MissingTool('apt-get: not on this machine')),
      );
      await runProgram('dpkg-deb', ['-x', join(archive, await onlyFile(archive)), files]);
    }
    await rename(files, folder);
  });
  return folder;
}

async function onlyFile(folder: string): Promise<string> {
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error(`${folder}: nothing was fetched`);
  return file;
}
