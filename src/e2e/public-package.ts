import { spawn } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Fetches a package as the npm registry has it, and runs nothing of it.
 *
 * @param name - with its exact version.
 * @param folder - where it is put, in a folder of its own.
 * @returns the folder in which its files lie.
 */
export async function fetchPackage(name: string, folder: string): Promise<string> {
  const place = join(folder, name.replaceAll(/\W/g, '-'));
  await mkdir(place);
  await runToEnd('npm', ['pack', '--silent', '--pack-destination', place, name]);
  const [archive = ''] = await readdir(place);
  await runToEnd('tar', ['xzf', join(place, archive), '-C', place]);
  return join(place, 'package');
}

/** @throws Error with what the program said, if it could not do its work: statuses above 1. */
export function runToEnd(program: string, args: readonly string[], cwd?: string): Promise<string> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: string[] = [];
  const errors: string[] = [];
  child.stdout.on('data', (data) => parts.push(String(data)));
  child.stderr.on('data', (data) => errors.push(String(data)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === null || status > 1) reject(new Error(`${program}: ${errors.join('')}`));
      else resolve(parts.join(''));
    });
  });
}
