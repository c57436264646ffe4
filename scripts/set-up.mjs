// Installs the pinned packages when they are missing or stale. Runs on any Node from 20 on, before anything
// is installed, so it is plain JavaScript and imports nothing but Node. Writes only inside node_modules.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STAMP = '.colophon-installed';
const LOCK = '.colophon-install-lock';
/** What the stamp says from an installation's start to its end. */
const UNFINISHED = 'unfinished';

/** Set-up could not be done; the message says what to do. */
export class SetUpError extends Error {
  name = 'SetUpError';
}

/**
 * Makes node_modules match package.json and the lock file. Says nothing when it already does.
 *
 * @param {string} root - the project's folder, absolute.
 * @param {(root: string) => number | null} [install] - runs the installation, returns its exit code.
 * @throws {SetUpError} if npm fails; the next call starts over.
 */
export async function setUp(root, install = npmInstall) {
  if (isInstalled(root)) return;
  const release = await takeLock(join(root, 'node_modules'));
  try {
    // Whoever held the lock before us may have done the work.
    if (!isInstalled(root)) installAll(root, install);
  } finally {
    release();
  }
}

/** @param {string} root */
export function isInstalled(root) {
  return readOr(stampPath(root), '') === fingerprint(root);
}

/**
 * @param {string} root
 * @param {(root: string) => number | null} install
 */
function installAll(root, install) {
  const wanted = fingerprint(root);
  // npm takes a folder that it was killed while filling for a whole package.
  if (readOr(stampPath(root), '') === UNFINISHED) clear(join(root, 'node_modules'));
  writeFileSync(stampPath(root), UNFINISHED);
  console.error('colophon: installing the pinned packages, which takes about a minute');
  const code = install(root);
  if (code !== 0) throw new SetUpError(explainFailure(code));
  writeFileSync(stampPath(root), wanted);
}

/**
 * Keeps the package whose Node this is: it runs, so it is whole, and npm may be about to run on it.
 *
 * @param {string} folder
 */
function clear(folder) {
  const [own] = relative(folder, process.execPath).split(sep);
  for (const name of readdirSync(folder))
    if (name !== own && !name.startsWith(LOCK)) rmSync(join(folder, name), { recursive: true });
}

/**
 * `npm install` and not `npm ci`: the latter fails where a registry lacks another platform's packages.
 * `--no-save` keeps the lock file as it is; the output goes to standard error, so that a command's
 * `--json` stays clean.
 *
 * @param {string} root
 */
function npmInstall(root) {
  const args = ['install', '--no-save', '--include=dev', '--include=optional', '--prefer-offline'];
  const stdio = /** @type {const} */ (['ignore', 2, 2]);
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const result =
    npm?.endsWith('npm-cli.js') && node
      ? spawnSync(node, [npm, ...args], { cwd: root, stdio: [...stdio] })
      : // Windows starts npm.cmd only through a shell; the arguments are ours alone.
        spawnSync('npm', args, {
          cwd: root,
          stdio: [...stdio],
          shell: process.platform === 'win32',
        });
  return result.status;
}

/** @param {number | null} code */
function explainFailure(code) {
  const end =
    code === null ? 'was stopped or could not be started' : `ended with exit code ${code}`;
  return [
    `set-up: \`npm install\` ${end}`,
    '  Check the network and free disk space, then run the same command again: it starts over.',
  ].join('\n');
}

/**
 * A folder with a file that names its owner's process, so that a lock left by a killed process can be told
 * from a live one. As in src/node/files/file-lock.ts, which nothing can import before the set-up.
 *
 * @param {string} folder
 * @returns {Promise<() => void>} lets the lock go.
 */
async function takeLock(folder) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, LOCK);
  const own = `${process.pid}-${randomUUID()}`;
  for (let isFirst = true; !tryLock(lock, own); isFirst = false) {
    if (isFirst) console.error('colophon: waiting for another command that is installing packages');
    await sleep(200);
  }
  return () => {
    rmSync(join(lock, own), { force: true });
    // The next one may have it by now.
    unless(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(lock));
  };
}

/**
 * @param {string} lock
 * @param {string} own
 */
function tryLock(lock, own) {
  const owner = ownerOf(lock);
  if (owner === null) return fillLock(lock, own);
  // Of all who saw a dead owner's file, one finds it still there.
  return (
    !isAlive(Number.parseInt(owner, 10)) &&
    unless(['ENOENT'], () => renameSync(join(lock, owner), join(lock, own)))
  );
}

/**
 * @param {string} lock
 * @returns {string | null} the name of the file in it.
 */
function ownerOf(lock) {
  /** @type {string[]} */
  let names = [];
  unless(['ENOENT'], () => (names = readdirSync(lock)));
  return names[0] ?? null;
}

/**
 * An empty or missing folder is replaced by a full one in one step, and a full one never is.
 *
 * @param {string} lock
 * @param {string} own
 */
function fillLock(lock, own) {
  const filled = `${lock}-${own}`;
  mkdirSync(filled);
  writeFileSync(join(filled, own), '');
  // The last is what Windows says.
  const isTaken = !unless(['ENOTEMPTY', 'EEXIST', 'EPERM'], () => renameSync(filled, lock));
  if (isTaken) rmSync(filled, { recursive: true });
  return !isTaken;
}

/**
 * @param {readonly string[]} codes
 * @param {() => void} step
 * @returns {boolean} false if it fails with one of the codes.
 */
function unless(codes, step) {
  try {
    step();
    return true;
  } catch (error) {
    if (codes.includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\0`);
  for (const name of ['package.json', 'package-lock.json'])
    hash.update(readOr(join(root, name), '')).update('\0');
  return hash.digest('hex');
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', STAMP);
}

/**
 * @param {string} path
 * @param {string} otherwise
 */
function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
