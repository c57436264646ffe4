import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts a program of ours in a process that talks to this one alone, about files of unknown origin.
 *
 * @param url - the source: Node runs it, whatever bundler holds the code that starts it.
 */
export function startLoneProcess(url: URL, execArgv: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(url), {
    execArgv: [...execArgv],
    // It needs none of the author's secrets. Windows starts nothing without the first of these.
    env: {
      SystemRoot: process.env['SystemRoot'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    },
    serialization: 'advanced',
    // V8 prints what it was about when it has to give up.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Ends such a process, whatever it does. */
export async function endLoneProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => void child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
