import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { isDeckFile, splitSlides, withhold } from '../disclosure/index.ts';
import type { PublicPortfolio } from '../disclosure/index.ts';

/**
 * A remark plugin that takes withheld nodes out of a body before MDX is compiled, and the private
 * front matter out of the module's exports.
 *
 * @param published - asked anew for every file, since in development it changes.
 * @param keepsNotes - whether slides keep what only the speaker may see: never for a release.
 */
export function withholdPlugin(
  published: () => Promise<PublicPortfolio>,
  keepsNotes: () => boolean,
) {
  return () => async (tree: Root, file: VFile) => {
    const view = (await published()).viewpointOf(file.path);
    if (view) withhold(tree, view);
    // A sealed text is never asked for. If something does, it gets an empty page.
    else tree.children = [];
    if (isDeckFile(file.path)) splitSlides(tree, keepsNotes());
    file.data['astro'] = { ...(file.data['astro'] as object), frontmatter: {} };
  };
}
