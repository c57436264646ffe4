import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles } from '../node/files/staging-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'src',
  'scripts',
  'public',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** A copy of the project in which a test may write what it likes. */
export interface ProjectCopy {
  readonly dir: string;
  /** Where its content is expected, and its release ends up. */
  readonly content: string;
  readonly dist: string;
  /** Where Astro keeps what it made of the content, for the next build. */
  readonly cache: string;
  /** Starts a command of the project without waiting for it. */
  start(script: string, ...args: string[]): ChildProcess;
  /** Runs a command to its end. */
  run(script: string, ...args: string[]): Promise<Outcome>;
  remove(): Promise<void>;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A seed for tests: what it signs means nothing. */
const TEST_SEED = `colophon-seed-1:${'A'.repeat(42)}E`;

const PACKAGES = join(ROOT, 'node_modules');
/** What builds and servers keep beside the packages: two that ran at once would read each other's. */
const OWN = ['.astro', '.vite'];

async function linkPackages(folder: string): Promise<void> {
  await mkdir(folder);
  // What our own code keeps is known by what it was made of, and shared.
  await mkdir(join(PACKAGES, '.cache'), { recursive: true });
  const shared = (await readdir(PACKAGES)).filter((name) => !OWN.includes(name));
  for (const name of shared) await symlink(join(PACKAGES, name), join(folder, name));
}

/** Copies the project without its content and its packages, which are linked. */
export async function copyProject(): Promise<ProjectCopy> {
  const dir = await mkdtemp(join(tmpdir(), 'colophon-'));
  for (const name of COPIED) await cp(join(ROOT, name), join(dir, name), { recursive: true });
  await linkPackages(join(dir, 'node_modules'));
  const start = (script: string, ...args: string[]) =>
    spawn(process.execPath, [join('scripts', `${script}.ts`), ...args], {
      cwd: dir,
      env: {
        ...process.env,
        COLOPHON_SEED: TEST_SEED,
        COLOPHON_HOME: join(dir, 'state'),
        ASTRO_TELEMETRY_DISABLED: '1',
        // Where it is set Astro takes itself for a part of the test, and its server answers nothing.
        VITEST: undefined,
      },
    });
  return {
    dir,
    content: join(dir, 'content'),
    dist: join(dir, 'dist'),
    cache: join(dir, 'node_modules/.astro'),
    start,
    run: (script, ...args) => outcome(start(script, ...args)),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** @returns what a process printed and how it ended. */
export function outcome(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * @param isPart - whether a file, by its path below `dir`, counts.
 * @returns one hash over the names and bytes of files, by which a folder can be known again.
 */
export async function folderHash(
  dir: string,
  isPart: (file: string) => boolean = () => true,
): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await listFiles(dir)).filter(isPart))
    hash.update(file).update(await readFile(join(dir, file)));
  return hash.digest('hex');
}
