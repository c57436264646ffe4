import { dirname, relative } from 'node:path';
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { isDeckFile, picturesToPaint, splitSlides, withhold } from '../disclosure/index.ts';
import type { PublicPortfolio, Viewpoint } from '../disclosure/index.ts';
import { redactedPicture } from '../node/pictures/redacted-picture.ts';

async function resolveText(tree: Root, path: string, view: Viewpoint): Promise<void> {
  withhold(tree, view);
  for (const image of picturesToPaint(tree)) {
    const painted = await redactedPicture(path, {
      src: image.url,
      regions: image.data?.redacted ?? [],
    });
    image.url = encodeURI(relative(dirname(path), painted).replaceAll('\\', '/'));
  }
}

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
    if (view) await resolveText(tree, file.path, view);
    // A sealed text is never asked for. If something does, it gets an empty page.
    else tree.children = [];
    if (isDeckFile(file.path)) splitSlides(tree, keepsNotes());
    file.data['astro'] = { ...(file.data['astro'] as object), frontmatter: {} };
  };
}
