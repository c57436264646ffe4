import { exec } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, rmdir, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BrokenInput } from '../command.ts';
import { syncFolder, writeDurably } from '../files/durable-file.ts';
import { markWork } from './mark-work.ts';
import type { MarkWish, MarkedWork } from './mark-work.ts';
import { stagingFolder } from '../files/staging-folder.ts';
import { workFiles } from './work-files.ts';
import type { Work } from './work-files.ts';

/** What is to be marked, and where the result goes. */
export interface DeliverWish extends Omit<MarkWish, 'staging'> {
  readonly targets: readonly string[];
  readonly exclude: readonly string[];
  /** Run by the shell in the folder of the copies; null for none. */
  readonly check: string | null;
  /** A folder that is not there yet, or empty; null to write over the files. */
  readonly out: string | null;
}

/**
 * Marks files and puts the result in its place, all at once: until everything has held, nothing is
 * there. If nothing could be marked, nothing is written and `record` is not called.
 *
 * @param record - writes down what was hidden, before the result is in its place: a mark on record
 *   that is nowhere is harmless, one that is not on record is lost.
 * @throws BrokenInput if the check fails, or the place is taken.
 */
export async function deliver(
  wish: DeliverWish,
  record: (marked: MarkedWork) => Promise<void>,
): Promise<MarkedWork> {
  const work = await workFiles(wish.targets, wish.exclude);
  return wish.out === null ? overwrite(work, wish, record) : copy(work, wish, wish.out, record);
}

type Recording = (marked: MarkedWork) => Promise<void>;

async function overwrite({ files }: Work, wish: DeliverWish, record: Recording) {
  const beside = resolve(wish.targets[0] ?? '.');
  return staged(beside, async (folder) => {
    const staging = stagingFolder(folder);
    const marked = await markWork(files, { ...wish, staging });
    if (marked.marks.length === 0) return marked;
    await record(marked);
    const modes = new Map(files.map(({ name, mode }) => [name, mode]));
    for (const { name, path, before, after } of marked.files)
      if (before !== after) await writeDurably(path, await staging.read(name), modes.get(name));
    return marked;
  });
}

async function copy(
  work: Work,
  wish: DeliverWish,
  out: string,
  record: Recording,
): Promise<MarkedWork> {
  await refuseTaken(out);
  return staged(out, async (folder) => {
    const marked = await markWork(work.files, { ...wish, staging: stagingFolder(folder) });
    if (marked.marks.length === 0) return marked;
    await copyModesAndLinks(work, folder);
    if (wish.check !== null) await runCheck(wish.check, folder);
    await record(marked);
    if (existsSync(out)) await rmdir(out);
    await rename(folder, out);
    await syncFolder(dirname(out));
    return marked;
  });
}

/** What is a program stays one, and links lead where they led: tests of a delivery may need both. */
async function copyModesAndLinks({ files, links }: Work, folder: string): Promise<void> {
  for (const { name, mode } of files) if (mode & 0o111) await chmod(join(folder, name), mode);
  for (const { name, to } of links) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await symlink(to, join(folder, name));
  }
}

/** Runs something with a new folder beside `place`, on the same disk, which is gone afterwards. */
async function staged<Result>(
  place: string,
  run: (folder: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(place), { recursive: true });
  const folder = await mkdtemp(join(dirname(place), `.${basename(place)}-`));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function refuseTaken(out: string): Promise<void> {
  if (!existsSync(out) || (await readdir(out)).length === 0) return;
  throw new BrokenInput(`${out}: holds files already`, {
    hint: 'Choose another --out, or remove the folder if nothing in it is needed.',
  });
}

async function runCheck(command: string, cwd: string): Promise<void> {
  try {
    await promisify(exec)(command, { cwd, maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw new BrokenInput(
      ['--check: the command failed in the marked copies', `${stdout}${stderr}`.trim().slice(-2000)]
        .filter(Boolean)
        .join('\n'),
      { cause, hint: 'Nothing was kept. Run it in the originals too: it may fail there as well.' },
    );
  }
}
