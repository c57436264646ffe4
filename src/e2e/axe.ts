import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const PATH = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at a page with axe, which is a script that most policies rightly keep out.
 *
 * @param page - of a context with `bypassCSP`.
 * @returns a line for each rule that is broken, with the first place.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: PATH });
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string }[] }[];
  }>(`axe.run(${JSON.stringify({ runOnly: RULES })})`);
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
