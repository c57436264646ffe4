// start COMMAND [ARGUMENT…]: what every npm script calls. Sets up if need be, finds a Node that is new
// enough, and runs the command with it. Plain JavaScript: the Node that starts it may be as old as 20.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp, SetUpError } from './set-up.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 24;
/** Exit code of a command that could not do its work, as in src/node/command.ts. */
const BROKEN = 2;

/** Commands that are a tool's own. Any other is scripts/<command>.ts. */
const TOOLS = {
  test: ['vitest/vitest.mjs', 'run', '--config', 'scripts/config/vitest.config.ts'],
  dev: ['astro/bin/astro.mjs', 'dev'],
  preview: ['astro/bin/astro.mjs', 'preview'],
  format: ['prettier/bin/prettier.cjs', '--write', '.'],
};

try {
  await start(process.argv[2] ?? '', process.argv.slice(3));
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(error.message);
  process.exitCode = BROKEN;
}

/**
 * @param {string} command
 * @param {readonly string[]} rest
 */
async function start(command, rest) {
  const main = commandLine(command);
  if (!isNewEnough(process.versions.node) && !bundledNode()) throw new SetUpError(nodeWanted());
  await setUp(ROOT);
  runAs(findNode(), [...main, ...rest]);
}

/** @param {string} command */
function commandLine(command) {
  const script = join('scripts', `${command}.ts`);
  if (/^[a-z]+$/.test(command) && existsSync(join(ROOT, script))) return [script];
  const tool = Object.entries(TOOLS).find(([name]) => name === command)?.[1];
  if (!tool) throw new SetUpError(`start: no command \`${command}\``);
  return [join('node_modules', tool[0] ?? ''), ...tool.slice(1)];
}

/** @returns {string} the Node to run commands with: this one, or the one that came with the packages. */
function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const bundled = bundledNode();
  const version = bundled && spawnSync(bundled, ['--version'], { encoding: 'utf8' }).stdout;
  if (!bundled || !version || !isNewEnough(version.slice(1))) throw new SetUpError(nodeWanted());
  return bundled;
}

/** @returns {string | null} where the install puts Node, on the platforms it has one for. */
function bundledNode() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return null;
  return join(ROOT, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
}

/** @param {string} version */
function isNewEnough(version) {
  return Number.parseInt(version, 10) >= OLDEST_NODE;
}

function nodeWanted() {
  return [
    `start: Colophon needs Node ${OLDEST_NODE} or newer, this is Node ${process.versions.node}`,
    `  Install Node ${OLDEST_NODE} from https://nodejs.org and run the same command again.`,
  ].join('\n');
}

/**
 * Hands the terminal, the signals and the exit code through.
 *
 * @param {string} node
 * @param {readonly string[]} args
 */
function runAs(node, args) {
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env['PATH']];
  const env = {
    // A command that loads what one before it compiled starts in half the time.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'colophon', 'compiled'),
    ...process.env,
    PATH: path.join(delimiter),
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  const child = spawn(node, args, { cwd: ROOT, stdio: 'inherit', env });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well; twice would cut its tidying short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0));
  });
}
