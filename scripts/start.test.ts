import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { setUp } from './set-up.mjs';

const HELLO = `const [first, ...rest] = process.argv.slice(2);
console.log(JSON.stringify({ first, rest, folder: process.cwd(), path: process.env.PATH }));
if (first === 'wait') setInterval(() => {}, 1000);
else process.exitCode = Number(first ?? 0);
`;

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'colophon-start-')));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, 'scripts'));
  for (const name of ['start.mjs', 'set-up.mjs'])
    await cp(fileURLToPath(new URL(name, import.meta.url)), join(root, 'scripts', name));
  await writeFile(join(root, 'scripts', 'hello.ts'), HELLO);
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await setUp(root, () => 0);
});

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), ...args], { cwd: tmpdir() });
}

async function finish(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout!), text(child.stderr!)]);
  return { code, out, err };
}

test('runs the script in the project, with the arguments and the Node that was chosen', async () => {
  const { code, out, err } = await finish(start('hello', '0', '--json', 'a b', '-'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { rest, folder, path } = JSON.parse(out) as {
    rest: string[];
    folder: string;
    path: string;
  };
  expect(rest).toEqual(['--json', 'a b', '-']);
  expect(folder).toBe(root);
  expect(path.startsWith(dirname(process.execPath))).toBe(true);
});

test.each([1, 2, 7])('hands the exit code on: %d', async (code) => {
  expect(await finish(start('hello', String(code)))).toMatchObject({ code });
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'hands %s on, and ends as the command ended',
  async (signal) => {
    const child = start('hello', 'wait');
    child.stdout?.once('data', () => child.kill(signal));
    expect(await finish(child)).toMatchObject({ code: signal === 'SIGTERM' ? 143 : 130 });
  },
);

test.each(['goodbye', '', '../scripts/hello'])(
  'refuses an unknown command: `%s`',
  async (command) => {
    const { code, out, err } = await finish(start(command));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`start: no command \`${command}\`\n`);
  },
);
