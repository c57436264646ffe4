import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { stagingFolder } from '../files/staging-folder.ts';

// The index brings ready-made interfaces along; the site has its own, so they would be dead weight.
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\b/;

/**
 * Indexes the pages of a folder for search and writes the index into it. Pages say themselves
 * what is searched, with `data-pagefind-body`.
 *
 * @returns how many pages were indexed.
 * @throws Error if pagefind reports one.
 */
export async function indexPages(dir: string): Promise<number> {
  const folder = stagingFolder(dir);
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`search index: ${errors.join('; ')}`);
  let count = 0;
  for (const file of (await folder.list()).filter((each) => each.endsWith('.html'))) {
    const content = await readFile(join(dir, file), 'utf8');
    if (!content.includes('data-pagefind-body')) continue;
    const added = await index.addHTMLFile({ sourcePath: file, content });
    if (added.errors.length > 0) throw new Error(`search index: ${added.errors.join('; ')}`);
    count += 1;
  }
  const { files } = await index.getFiles();
  for (const { path, content } of files)
    if (!UNUSED.test(path)) await folder.write(`pagefind/${path}`, content);
  await close();
  return count;
}
