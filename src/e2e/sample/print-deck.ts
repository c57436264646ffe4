// Prints the slides that the sample shows as a PDF: node src/e2e/sample/print-deck.ts. Run by hand,
// once; what it makes is committed, since a browser of another version writes other bytes.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browser.ts';

const ROOT = new URL('../../../', import.meta.url);
const TALK = new URL('content/talks/the-gate-that-says-no/', ROOT);
const FONTS = new URL('node_modules/@fontsource-variable/', ROOT);

const SLIDES: readonly string[] = [
  '<h1>The gate that says no</h1><p>Mara Lindqvist</p>',
  '<h2>Where the name was</h2><p>Not on a page. In a picture that no page showed, at full size, with the coordinates of the studio in it.</p>',
  '<h2>A filter is a promise</h2><ul><li>the template keeps it</li><li>the feed forgets it</li><li>the search index never heard of it</li></ul>',
  `<h2>Read it as a rival would</h2>
   <svg viewBox="0 0 1000 190" role="img" aria-label="Content becomes a view, then pages, then a folder; the gate reads the folder and releases it, or keeps the last one.">
     ${['content', 'public view', 'pages', 'folder', 'gate'].map(box).join('')}
   </svg>
   <p>Unpack, decode, fold. Then search.</p>`,
  '<h2>Fifteen places, one name</h2><ol><li>a comment</li><li>a source map</li><li>the Exif of a photograph</li><li>a compressed index</li><li>a Cyrillic <i>а</i></li></ol><p>… and ten that you choose.</p>',
  '<h2>What goes through</h2><p>A screenshot. A logo. The only bank in a small town. I do not know a filter for these, and whoever sells you one does not either.</p>',
  '<h2>No is a complete release note</h2><p>The last good release stays where it is.</p>',
];

function box(label: string, at: number, { length }: readonly string[]): string {
  const x = at * 204;
  const line = at < length - 1 ? `<path d="M${x + 164} 95h34l-9 -6m9 6l-9 6"/>` : '';
  return `<rect x="${x + 1}" y="50" width="163" height="90"/>${line}<text x="${x + 82}" y="103">${label}</text>`;
}

const STYLE = `
  @page { margin: 0; size: 320mm 180mm }
  body { background: #f5f3ec; color: #16150f; font: 30px/1.45 DeckSerif; margin: 0; print-color-adjust: exact }
  section { box-sizing: border-box; break-after: page; display: flex; flex-direction: column; height: 180mm; justify-content: center; padding: 0 130px; width: 320mm }
  section:last-child { break-after: auto }
  h1, h2 { font-size: 62px; font-weight: 400; line-height: 1.15; margin: 0 0 0.5em }
  p, ul, ol { margin: 0 0 0.5em; max-width: 26em }
  svg { display: block; margin-bottom: 0.8em; width: 100% }
  rect, path { fill: none; stroke: #16150f; stroke-width: 2 }
  rect:last-of-type { stroke: #b8321a; stroke-width: 4 }
  text { font: 17px DeckMono; text-anchor: middle }
`;

async function fontFace(family: string, file: string): Promise<string> {
  const woff2 = await readFile(new URL(file, FONTS), 'base64');
  return `@font-face { font-family: ${family}; src: url(data:font/woff2;base64,${woff2}) }`;
}

const faces = await Promise.all([
  fontFace('DeckSerif', 'source-serif-4/files/source-serif-4-latin-wght-normal.woff2'),
  fontFace('DeckMono', 'martian-mono/files/martian-mono-latin-wght-normal.woff2'),
]);
const browser = await launchBrowser();
const page = await browser.newPage();
const sections = SLIDES.map((slide) => `<section>${slide}</section>`).join('\n');
await page.setContent(
  `<!doctype html><html lang="en"><title>The gate that says no</title><style>${faces.join('')}${STYLE}</style>${sections}`,
);
await page.evaluate('document.fonts.ready');
await page.pdf({
  path: fileURLToPath(new URL('slides.pdf', TALK)),
  preferCSSPageSize: true,
  printBackground: true,
  tagged: true,
});
await browser.close();
