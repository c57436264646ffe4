import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { unpackBrowser } from './browser-files.ts';

/** A browser that other programs drive by its debugging port. */
export interface DebuggableBrowser {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a real browser without a window, with a profile of its own. The caller closes it. */
export async function launchDebuggable(): Promise<DebuggableBrowser> {
  const { executablePath, env } = await unpackBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'colophon-profile-'));
  const child = spawn(
    executablePath,
    [
      '--headless',
      '--no-sandbox',
      '--no-first-run',
      '--font-render-hinting=none',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { env: { ...process.env, ...env }, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    port: await portOf(profile),
    close: async () => {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser picks a free port and writes it down. */
async function portOf(profile: string): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const written = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const port = Number(written.split('\n')[0]);
    if (port > 0) return port;
    await setTimeout(100);
  }
  throw new Error('the browser opened no debugging port');
}
