import { fromUtf8 } from '../bytes/utf8.ts';

/** What the step needs of the staging folder. */
export interface UnlinkedPorts {
  list(): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
  remove(file: string): Promise<void>;
}

/** Where the build puts what it made for pages. An author's own files lie elsewhere, and stay. */
const FOLDER = '_astro/';
const MADE = /^_astro\/.+\.(?:css|js)$/;
const NAMED_IN_PAGE = /_astro\/([^"'\s?#)]+\.(?:css|js))/g;
const NAMED_IN_SCRIPT = /["'`]\.?\/?([^"'`/\s]+\.js)["'`]/g;

/**
 * Takes style sheets and scripts away that no page asks for: those of kinds of pages of which the
 * release has none, and sheets that were put into their pages.
 */
export async function dropUnlinked(ports: UnlinkedPorts): Promise<void> {
  const files = await ports.list();
  const text = async (file: string) => fromUtf8(await ports.read(file)) ?? '';
  const named = new Set<string>();
  for (const page of files.filter((file) => file.endsWith('.html')))
    for (const [, name = ''] of (await text(page)).matchAll(NAMED_IN_PAGE))
      named.add(FOLDER + name);
  // A set goes on to what is added while it is gone through: scripts import scripts.
  for (const file of named) {
    if (!file.endsWith('.js') || !files.includes(file)) continue;
    for (const [, name = ''] of (await text(file)).matchAll(NAMED_IN_SCRIPT))
      named.add(FOLDER + name);
  }
  for (const file of files) if (MADE.test(file) && !named.has(file)) await ports.remove(file);
}
