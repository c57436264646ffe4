import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A program of the system that this machine does not have. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Beside the browser: copies of the project that tests make do not take it along. */
const FOLDER = join(ROOT, 'node_modules', '.cache', 'colophon', 'journeys');
const LOCK = 'package-lock.json';
const TIMEOUT_MS = 120_000;
/** A page with its pictures, printed. */
const MAX_OUTPUT = 64_000_000;

/** Installs the packages of `package.json` here, once per lock file; later calls only look. */
export async function installPackages(): Promise<void> {
  const wanted = await readFile(join(HERE, LOCK), 'utf8');
  const done = join(FOLDER, 'installed.json');
  if (wanted === (await readFile(done, 'utf8').catch(() => null))) return;
  await mkdir(FOLDER, { recursive: true });
  for (const name of ['package.json', LOCK]) await cp(join(HERE, name), join(FOLDER, name));
  // Packages are looked for from where the import is written.
  await writeFile(join(FOLDER, 'load.mjs'), 'export const load = (name) => import(name);\n');
  await runProgram('npm', ['ci', '--ignore-scripts', '--no-audit', '--prefix', FOLDER]);
  await writeFile(done, wanted);
}

/**
 * Loads an installed package.
 *
 * @typeParam Module - the part of it that is used. Nothing checks it: the version is exact.
 */
export async function load<Module>(name: string): Promise<Module> {
  const { load: from } = (await import(pathToFileURL(join(FOLDER, 'load.mjs')).href)) as {
    load(name: string): Promise<Module>;
  };
  return from(name);
}

/** @returns a file of an installed package. */
export async function packageFile(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(FOLDER, 'node_modules', path)));
}

/** @returns the packages of `package.json` here with their versions. */
export async function packageVersions(): Promise<Readonly<Record<string, string>>> {
  const manifest = JSON.parse(await readFile(join(HERE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return manifest.dependencies;
}

/**
 * Runs a program to its end.
 *
 * @throws MissingTool if there is none of that name.
 */
export function runProgram(name: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const limits = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT, killSignal: 'SIGKILL' } as const;
    execFile(name, args, limits, (error, stdout, stderr) => {
      if (!error) resolve(stdout || stderr);
      else if (error.code === 'ENOENT') reject(new MissingTool(`${name}: not on this machine`));
      else reject(new Error(`${name}: ${error.killed ? 'took too long' : lastLine(stderr)}`));
    });
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Runs something in a folder of its own, which is gone afterwards. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'colophon-journey-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
