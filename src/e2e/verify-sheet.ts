import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The page's own policy keeps axe out as a script element, and lets the debugger in. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axePath, 'utf8'));
  const { violations } = await page.evaluate<{ violations: { id: string }[] }>(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
  );
  return violations.map(({ id }) => id);
}

/** @returns what the sheet says once it has checked something. */
export async function resultOf(page: Page): Promise<string> {
  await page.locator('#result article').first().waitFor({ timeout: 60_000 });
  return page.locator('#result').innerText();
}
