import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { unpackBrowser } from './browser-files.ts';

export { serve } from './serve.ts';

/** Starts a real browser without a window. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await unpackBrowser();
  return chromium.launch({
    executablePath,
    // Tests often run as root in a container, where the sandbox cannot start. They open only our pages.
    args: ['--no-sandbox', '--font-render-hinting=none'],
    env: { ...process.env, ...env } as Record<string, string>,
  });
}
