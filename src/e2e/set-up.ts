import { unpackBrowser } from './browser-files.ts';

/** Runs once before the tests that need a browser, so that none of them pays for it. */
export default async function setup(): Promise<void> {
  await unpackBrowser();
}
