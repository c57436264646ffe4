import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { fontStylesheet } from '../site/fonts/faces.ts';
import type { FaceFile, FontFace } from '../site/fonts/faces.ts';
import { lettersOf, pageGlyphs } from '../site/fonts/glyphs.ts';
import type { PageGlyphs } from '../site/fonts/glyphs.ts';
import { FRAME_FONTS_PLACE } from '../site/recordings.ts';
import { displayOnly, wishesOf, withoutBold } from '../site/fonts/page-faces.ts';
import type { FaceWish, SharedLetters } from '../site/fonts/page-faces.ts';

/** Cuts fonts down. */
export interface FontCutter {
  /** In the order in which they are tried for a letter. */
  readonly faces: readonly FontFace[];
  /** @returns a WOFF2 file with these letters alone; the same for the same letters. */
  subset(face: FontFace, letters: readonly string[]): Promise<Uint8Array>;
}

/** What the step needs of the staging folder and the machine. */
export interface FontPorts {
  list(): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
  write(file: string, bytes: Uint8Array): Promise<void>;
  sha256(bytes: Uint8Array): Promise<string>;
  readonly fonts: FontCutter;
}

/** What a page may ship of fonts, in bytes; beyond it Japanese is left to the reader's system. */
export const FONT_BUDGET = 120_000;

const FOLDER = 'fonts';
/** Written by style sheets and scripts on pages of every language. */
const ASCII = Array.from({ length: 95 }, (_each, index) => String.fromCharCode(32 + index));

/** What the step came to. */
export interface FontsResult {
  readonly fonts: number;
  /** The fonts of the page that ships most, in bytes. */
  readonly most: number;
}

/**
 * Gives each page fonts with the letters it shows and no others, and one style sheet that names
 * them. Pages with the same letters share both.
 *
 * @param base - the path the site lives under, beginning and ending in `/`.
 */
export async function subsetFonts(base: string, ports: FontPorts): Promise<FontsResult> {
  const files = await ports.list();
  const pages = new Map<string, PageGlyphs>();
  for (const file of files.filter((each) => each.endsWith('.html')))
    pages.set(file, pageGlyphs(await readText(file, ports)));
  const shared = await sharedLetters(files, pages.values(), ports);
  const cut: Cut = { base, shared, made: new Map() };
  const written = new Set<string>();
  let most = 0;
  for (const [file, page] of pages) {
    const faces = await pageFaces(page, cut, ports);
    most = Math.max(most, sizeOf(faces));
    for (const { url, bytes } of faces.filter(({ url: each }) => !written.has(each))) {
      await ports.write(url.slice(base.length), bytes);
      written.add(url);
    }
    await addStylesheet(file, { page, faces, base }, ports);
  }
  return { fonts: written.size, most };
}

async function readText(file: string, { read }: FontPorts): Promise<string> {
  return fromUtf8(await read(file)) ?? '';
}

/** @returns the letters that the pages of each language share. */
async function sharedLetters(
  files: readonly string[],
  pages: Iterable<PageGlyphs>,
  ports: FontPorts,
): Promise<ReadonlyMap<string, SharedLetters>> {
  const sheets = files.filter((file) => file.endsWith('.css'));
  const styles = await Promise.all(sheets.map((file) => readText(file, ports)));
  const everywhere = [...ASCII, ...lettersOf(styles)];
  const union = (sets: readonly ReadonlySet<string>[]) => sets.flatMap((set) => [...set]);
  return new Map(
    [...Map.groupBy(pages, ({ lang }) => lang)].map(([lang, own]) => [
      lang,
      {
        text: new Set([...everywhere, ...union(own.map(({ all }) => all))]),
        italic: new Set(union(own.map(({ italic }) => italic))),
      },
    ]),
  );
}

/** A release's fonts in the making. */
interface Cut {
  readonly base: string;
  readonly shared: ReadonlyMap<string, SharedLetters>;
  /** By face and letters. */
  readonly made: Map<string, FaceFile>;
}

async function pageFaces(page: PageGlyphs, cut: Cut, ports: FontPorts): Promise<FaceFile[]> {
  const shared = cut.shared.get(page.lang) ?? { text: page.all, italic: page.italic };
  const wishes = wishesOf(page, shared, ports.fonts.faces);
  for (const each of [wishes, withoutBold(wishes)]) {
    const files = await makeAll(each, cut, ports);
    if (sizeOf(files) <= FONT_BUDGET) return files;
  }
  return makeAll(displayOnly(wishes, page), cut, ports);
}

async function makeAll(
  wishes: readonly FaceWish[],
  cut: Cut,
  ports: FontPorts,
): Promise<FaceFile[]> {
  const files: FaceFile[] = [];
  for (const wish of wishes) files.push(await makeFile(wish, cut, ports));
  return files;
}

async function makeFile(
  { face, letters, family }: FaceWish,
  { base, made }: Cut,
  { fonts, sha256 }: FontPorts,
): Promise<FaceFile> {
  const key = `${face.name} ${letters.join('')}`;
  let file = made.get(key);
  if (!file) {
    const bytes = await fonts.subset(face, letters);
    const name = `${FOLDER}/${face.name}.${(await sha256(bytes)).slice(0, 12)}.woff2`;
    file = { face, letters, bytes, url: base + name };
    made.set(key, file);
  }
  return family === undefined ? file : { ...file, family };
}

function sizeOf(files: readonly FaceFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes.length, 0);
}

async function addStylesheet(
  file: string,
  { page, faces, base }: { page: PageGlyphs; faces: readonly FaceFile[]; base: string },
  ports: FontPorts,
): Promise<void> {
  const sheet = toUtf8(fontStylesheet(faces));
  const name = `${FOLDER}/${(await ports.sha256(sheet)).slice(0, 12)}.css`;
  await ports.write(name, sheet);
  const html = await readText(file, ports);
  const links = `${preload(page, faces)}<link rel="stylesheet" href="${base}${name}">`;
  const linked = html.replace('</head>', () => `${links}</head>`);
  await ports.write(file, toUtf8(await withFrameFonts(linked, { sheet, base }, ports)));
}

/** A frame's own page is set in the letters of the page around it. Its sheet is joined with no other. */
async function withFrameFonts(
  html: string,
  { sheet, base }: { sheet: Uint8Array; base: string },
  ports: FontPorts,
): Promise<string> {
  // As it is spelled in the attribute that holds the page.
  const place = FRAME_FONTS_PLACE.replaceAll('"', '&quot;');
  if (!html.includes(place)) return html;
  const name = `${FOLDER}/frame.${(await ports.sha256(sheet)).slice(0, 12)}.css`;
  await ports.write(name, sheet);
  return html.replaceAll(
    place,
    `<link rel=&quot;stylesheet&quot; href=&quot;${base}${name}&quot;>`,
  );
}

/** The letters most of a text is set in are asked for before the style sheet is read. */
function preload({ all }: PageGlyphs, faces: readonly FaceFile[]): string {
  const count = ({ letters }: FaceFile) => letters.filter((letter) => all.has(letter)).length;
  const [first] = faces
    .filter(({ face }) => face.role === 'text' && face.family === faces[0]?.face.family)
    .toSorted((a, b) => count(b) - count(a));
  if (!first) return '';
  return `<link rel="preload" href="${first.url}" as="font" type="font/woff2" crossorigin>`;
}
