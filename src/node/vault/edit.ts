import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdtemp,
  open,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { formatProblem } from '../../disclosure/index.ts';
import type { Problem } from '../../disclosure/problem.ts';
import { isRunning } from '../files/file-lock.ts';
import { readAgreement, toSecret } from './agreements.ts';
import { VaultTerms, VaultExceptions } from './document.ts';
import type { VaultDocument } from './document.ts';
import { VaultError } from './error.ts';
import { shortTermProblems } from './short-terms.ts';
import { readYaml, validate } from '../content/yaml.ts';

/** Memory, where what was written does not outlive the machine's power. */
const MEMORY = '/dev/shm';

/** How a text is edited. */
export interface EditOptions {
  /** A command line, such as `vim` or `code --wait`. */
  readonly editor: string;
  /** Whether the plain text may lie on a disk for a while, where there is no memory to hold it. */
  readonly onDisk: boolean;
  /** Where the memory is. */
  readonly memory?: string;
}

/**
 * Opens a text in an editor, in a folder of its own that nobody else can read, and removes every
 * trace of it afterwards, also if the editor fails.
 *
 * @param file - the name the editor shows.
 * @throws VaultError VAULT_REFUSED
 */
export async function editText(text: string, file: string, options: EditOptions): Promise<string> {
  const place = scratchPlace(options);
  await shredLeavings(place);
  const folder = await mkdtemp(join(place, `${SCRATCH}${process.pid}-`));
  const path = join(folder, file);
  try {
    await writeFile(path, text, { mode: 0o600 });
    await runEditor(options.editor, path);
    return await readFile(path, 'utf8');
  } finally {
    await shred(folder);
  }
}

/** How a folder for one text begins; the process that edits it follows. */
const SCRATCH = 'colophon-edit-';

/** Removes what a killed command was editing: nobody else does before the machine is switched off. */
async function shredLeavings(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const [, pid] = new RegExp(`^${SCRATCH}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(place, name);
    // Anybody may lay a link there that leads into a folder of the author's.
    const stats = await lstat(folder);
    if (stats.isDirectory() && stats.uid === process.getuid?.()) await shred(folder);
  }
}

function scratchPlace({ onDisk, memory = MEMORY }: EditOptions): string {
  if (existsSync(memory)) return memory;
  if (onDisk) return tmpdir();
  throw new VaultError('VAULT_REFUSED', 'edit: there is no memory-backed folder here', {
    hint: 'Add --on-disk if the plain text may lie on this disk while you edit it.',
  });
}

/** Ctrl+C is the editor's own; it gets it from the terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function runEditor(editor: string, path: string): Promise<void> {
  // An editor is a command line, as git reads it: `code --wait`.
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} "${path}"`, { stdio: 'inherit', shell: true })
      : spawn('sh', ['-c', `${editor} "$1"`, 'editor', path], { stdio: 'inherit' });
  // Whatever ends this process must first end the editor, and then remove the text.
  const pass = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT') child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new VaultError('VAULT_REFUSED', `edit: the editor ended with ${code ?? 'a signal'}`, {
            hint: 'Nothing was sealed.',
          }),
        );
    });
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, pass);
  });
}

/** Overwrites before removing: on a disk that keeps what was deleted it is the most one can do. */
async function shred(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  try {
    for (const entry of entries)
      if (entry.isFile()) await overwrite(join(entry.parentPath, entry.name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function overwrite(path: string): Promise<void> {
  const { size } = await stat(path);
  // An editor may have left it as one that nobody may write.
  await chmod(path, 0o600);
  const file = await open(path, 'r+');
  try {
    await file.write(Buffer.alloc(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

const LISTS = { terms: VaultTerms, exceptions: VaultExceptions } as const;
type List = keyof typeof LISTS;

/** @returns whether this part of a vault is a list, and no agreement. */
export function isListName(name: string): name is List {
  return Object.hasOwn(LISTS, name);
}

/** @returns the text of a part of a vault, as its author edits it; null if there is none. */
export function partText(document: VaultDocument, name: string): string | null {
  if (isListName(name)) return stringify(document[name] ?? []);
  return Object.hasOwn(document.agreements, name) ? (document.agreements[name] ?? null) : null;
}

/**
 * Puts an edited text back into a document.
 *
 * @throws VaultError VAULT_REFUSED with every problem, one a line, if the text does not fit.
 */
export function withPart(document: VaultDocument, name: string, text: string): VaultDocument {
  if (isListName(name)) return withList(document, name, text);
  const { problems } = readAgreement({ id: name, text, file: name });
  if (problems.length > 0) throw unfit(problems);
  return { ...document, agreements: { ...document.agreements, [name]: text } };
}

function withList(document: VaultDocument, name: List, text: string): VaultDocument {
  const changed = { ...document, [name]: readList(name, text) };
  const problems = shortTermProblems((changed.terms ?? []).map(toSecret), name);
  if (problems.length > 0) throw unfit(problems);
  return changed;
}

function readList(name: List, text: string) {
  const result = readYaml(text, name);
  const checked = 'problems' in result ? result : validate(result.source, LISTS[name]);
  if ('problems' in checked) throw unfit(checked.problems);
  return checked.value;
}

function unfit(problems: readonly Problem[]): VaultError {
  return new VaultError('VAULT_REFUSED', problems.map(formatProblem).join('\n'), {
    hint: 'Nothing was sealed.',
  });
}
