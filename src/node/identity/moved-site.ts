import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Keys lie in a folder named after the host of the site, so a site that moves to another address
 * seems to have none.
 *
 * @param path - of a key that is not there, or was just made: `…/HOST/NAME`.
 * @returns what to do if the site moved here from another host that has such a key; empty if none has.
 */
export async function movedSiteHint(path: string): Promise<string> {
  const folder = dirname(path);
  const sites = dirname(folder);
  const names = await readdir(sites).catch(() => []);
  const others = names
    .filter((name) => name !== basename(folder))
    .filter((name) => existsSync(join(sites, name, basename(path))));
  if (others.length === 0) return '';
  const list = others.toSorted().join(', ');
  return `There is one of ${list}: if your site moved from there, rename that folder in ${sites} to ${basename(folder)}.`;
}
