import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';

/** What the step needs of the staging folder. */
export interface StylesheetPorts {
  list(): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
  write(file: string, bytes: Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
  sha256(bytes: Uint8Array): Promise<string>;
}

const LINK = /<link\b[^>]*\brel="stylesheet"[^>]*>/g;
/** Where the sheets that are joined lie, so that addresses in them stay true. */
const FOLDER = '_astro/';

/**
 * Joins the style sheets of each page into one, in their order: a browser draws nothing before it
 * has all of them, and on a phone each one costs a way there and back. Pages with the same sheets
 * share one. What was joined is taken away.
 *
 * @param base - the path the site lives under, beginning and ending in `/`.
 */
export async function joinStylesheets(base: string, ports: StylesheetPorts): Promise<void> {
  const joined = new Set<string>();
  for (const file of (await ports.list()).filter((each) => each.endsWith('.html'))) {
    const html = fromUtf8(await ports.read(file)) ?? '';
    const sheets = sheetsOf(html, base);
    if (sheets.length === 0) continue;
    const address = base + (await join(sheets, ports));
    await ports.write(file, toUtf8(withOne(html, address)));
    for (const sheet of sheets) joined.add(sheet);
  }
  for (const sheet of joined) await ports.remove(sheet);
}

/** @returns the files a page links to. All of them are the site's own: its policy says so. */
function sheetsOf(html: string, base: string): readonly string[] {
  return [...html.matchAll(LINK)].map(([link]) => {
    const [, address = ''] = /\bhref="([^"]*)"/.exec(link) ?? [];
    if (!address.startsWith(base)) throw new Error(`style sheet from elsewhere: ${address}`);
    return address.slice(base.length);
  });
}

async function join(sheets: readonly string[], ports: StylesheetPorts): Promise<string> {
  const texts = await Promise.all(sheets.map(async (sheet) => fromUtf8(await ports.read(sheet))));
  const bytes = toUtf8(texts.join('\n'));
  const name = `${FOLDER}page.${(await ports.sha256(bytes)).slice(0, 12)}.css`;
  await ports.write(name, bytes);
  return name;
}

/** The first link names the one sheet; the others go. */
function withOne(html: string, address: string): string {
  let isFirst = true;
  return html.replace(LINK, () => {
    const link = isFirst ? `<link rel="stylesheet" href="${address}">` : '';
    isFirst = false;
    return link;
  });
}
