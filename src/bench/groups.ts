import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser, serve } from '../e2e/browser.ts';
import { releaseSample } from '../e2e/sample-release.ts';
import { markup } from '../marks/carriers/markup.ts';
import { office } from '../marks/carriers/office.ts';
import { pdf } from '../marks/carriers/pdf.ts';
import { script } from '../marks/carriers/script.ts';
import { style } from '../marks/carriers/style.ts';
import { svg } from '../marks/carriers/svg.ts';
import type { WorkFile } from '../marks/index.ts';
import { browserJourneys } from './journeys/browser-journeys.ts';
import { drawingJourneys, scriptJourneys, styleJourneys } from './journeys/code-journeys.ts';
import { documentJourneys, pdfJourneys, slideJourneys } from './journeys/document-journeys.ts';
import { imageJourneys } from './journeys/image-journeys.ts';
import { soundJourneys } from './journeys/sound-journeys.ts';
import { textJourneys, wordingJourneys } from './journeys/text-journeys.ts';
import {
  MissingTool,
  installPackages,
  packageFile,
  packageVersions,
  runProgram,
} from './journeys/tools.ts';
import { printedPages, writtenPages } from './samples/documents.ts';
import { fileColumns } from './samples/files.ts';
import { pageColumns, samplePages } from './samples/pages.ts';
import { peerColumns } from './samples/peers.ts';
import { pictureColumn } from './samples/pictures.ts';
import { soundColumns } from './samples/sounds.ts';
import { wordingColumns } from './samples/wordings.ts';
import { travel } from './survival.ts';
import type { Group } from './survival.ts';

/** What groups are made from. */
interface World {
  readonly browser: Browser;
  /** Releases the sample, once, and serves it. */
  readonly released: () => Promise<{ dist: string; url: string }>;
}

const GROUPS: Readonly<Record<string, (world: World) => Promise<Group>>> = {
  pages: async ({ browser, released }) => {
    const { dist, url } = await released();
    const pages = await samplePages(dist);
    const { columns, marked } = await pageColumns(pages);
    return {
      title: 'Pages and their text',
      inputs: PAGES,
      columns: [...columns, ...(await fileColumns(markup, marked)), ...(await peerColumns(pages))],
      journeys: textJourneys(browserJourneys(browser, url)),
    };
  },
  wordings: async ({ browser }) => ({
    title: 'Wordings',
    inputs: WORDINGS,
    columns: await wordingColumns(CONTENT),
    journeys: wordingJourneys(browserJourneys(browser, 'http://copies.example/')),
  }),
  scripts: async () => ({
    title: 'Scripts',
    inputs: `Published libraries, the last two short ones: ${SCRIPTS.join(', ')}.`,
    columns: await fileColumns(script, await fromPackages(SCRIPTS)),
    journeys: scriptJourneys,
  }),
  styles: async () => ({
    title: 'Style sheets',
    inputs: `Published style sheets: ${STYLES.join(', ')}.`,
    columns: await fileColumns(style, await fromPackages(STYLES)),
    journeys: styleJourneys,
  }),
  drawings: async () => ({
    title: 'Drawings',
    inputs: `Flags of flag-icons, those with coats of arms among them: ${FLAGS.join(', ')}.`,
    columns: await fileColumns(
      svg,
      await fromPackages(FLAGS.map((name) => `flag-icons/flags/4x3/${name}.svg`)),
    ),
    journeys: drawingJourneys,
  }),
  pdf: async ({ browser, released }) => {
    const { dist, url } = await released();
    const { printed } = browserJourneys(browser, url);
    return {
      title: 'PDF',
      inputs: 'The same six pages, printed by the browser.',
      columns: await fileColumns(pdf, await printedPages(await samplePages(dist), printed)),
      journeys: pdfJourneys,
    };
  },
  documents: async ({ released }) => ({
    title: 'Text documents',
    inputs: 'The same six pages, made into .docx by pandoc.',
    columns: await officeColumns('docx', (await released()).dist),
    journeys: documentJourneys,
  }),
  slides: async ({ released }) => ({
    title: 'Slides',
    inputs: 'The same six pages, made into .pptx by pandoc.',
    columns: await officeColumns('pptx', (await released()).dist),
    journeys: slideJourneys,
  }),
  pictures: async ({ browser }) => ({
    title: 'Pictures',
    inputs: PICTURES,
    columns: [await pictureColumn()],
    journeys: imageJourneys(browser),
  }),
  sounds: async () => ({
    title: 'Sound',
    inputs: SOUNDS,
    columns: await soundColumns(),
    journeys: soundJourneys,
  }),
};

const PAGES = `Six pages of the sample, two in each of English, Japanese and Russian, each with all marks of a
page. The acrostic is the longest row of letters that begin the page's paragraphs, at most eight.
“Text, of a list” is read by somebody who knows the ids of all six. StegCloak and @vercel/stega hide 8
characters in every stretch of prose, and one that comes back is enough.`;

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const WORDINGS = `Six sealed copies of one study of the sample, for two readers in each of English, Japanese and
Russian. It offers equal wordings at 34, 39 and 37 places. Each copy also carries its reader's mark in invisible
characters (“text”). A wording comes back if the right reader, of both, is told from chance at 10⁻⁹; in the last column
at 10⁻³, which supports and does not prove.`;

const PICTURES = `Eight pictures of the sample, most of them drawn, 1200 pixels wide. No other tool was measured:
invisible-watermark and blind_watermark are Python packages, and this benchmark installs none.`;

const SOUNDS = `75 seconds of each of seven pieces of music from Debian’s hyperrogue-music and singularity-music, and of
Dutch dialogues from fillets-ng-data-nl: nothing was tuned on them. “audio” is read by somebody who has the
mark’s key and id, as whoever delivered the file has; “id not told” by somebody who has the key alone.
Compressed copies are decoded by what \`verify\` reads them with, AAC by ffmpeg.`;

const SCRIPTS = [
  'bootstrap/dist/js/bootstrap.js',
  'csso/dist/csso.esm.js',
  'css-tree/dist/csstree.esm.js',
  'lodash/lodash.js',
  'terser/lib/parse.js',
  'parse5/dist/parser/index.js',
  'postcss/lib/parser.js',
  'dompurify/dist/purify.js',
];

const STYLES = [
  'bootstrap/dist/css/bootstrap.css',
  'bulma/css/bulma.css',
  '@picocss/pico/css/pico.css',
  'spectre.css/dist/spectre.css',
  'animate.css/animate.css',
  'bootstrap/dist/css/bootstrap-reboot.css',
];
const FLAGS = ['es', 'mx', 'pt', 'lk', 'bt', 'gt', 'fr', 'jp'];

async function officeColumns(ending: 'docx' | 'pptx', dist: string) {
  return fileColumns(office, await writtenPages(await samplePages(dist), ending));
}

function fromPackages(paths: readonly string[]): Promise<readonly WorkFile[]> {
  return Promise.all(paths.map(async (name) => ({ name, bytes: await packageFile(name) })));
}

/** The names of the groups, as the command takes them. */
export const GROUP_NAMES: readonly string[] = Object.keys(GROUPS);

/**
 * Sends marks of the named groups through other people's programs.
 *
 * @returns a page of tables.
 * @throws Error if a mark was told that nobody had put there.
 */
export async function survival(names: readonly string[]): Promise<string> {
  await installPackages();
  await using open = new AsyncDisposableStack();
  const browser = await launchBrowser();
  open.defer(() => browser.close());
  let release: ReturnType<World['released']> | null = null;
  const world = { browser, released: () => (release ??= releaseAndServe(open)) };
  const tables: string[] = [];
  for (const name of names) {
    const make = GROUPS[name];
    if (make) tables.push(await tableOf(name, () => make(world)));
  }
  return [HEAD, ...tables, await toolVersions(browser)].join('\n\n');
}

/** A group whose files this machine cannot make says so in its place. */
async function tableOf(name: string, make: () => Promise<Group>): Promise<string> {
  const group = await make().catch((error: unknown) => {
    if (error instanceof MissingTool) return error;
    throw error;
  });
  if (group instanceof MissingTool) return `## ${name}\n\n${group.message}`;
  const { markdown, wrong } = await travel(group, (line) => console.error(line));
  if (wrong.length > 0) throw new Error(`marks that nobody put there:\n${wrong.join('\n')}`);
  return markdown;
}

async function releaseAndServe(open: AsyncDisposableStack) {
  const { dist, remove } = await releaseSample();
  open.defer(remove);
  const { url, close } = await serve(dist);
  open.defer(close);
  return { dist, url };
}

const HEAD = `# What survives

Made by \`npm run bench -- survival --write\`. A cell says how many of the marked files still told
their mark, exactly, after the journey; “all” is one mark in all files together. No journey made any
of them tell a mark that is not its own: that would have stopped the benchmark.`;

const PROGRAMS: readonly (readonly [name: string, flag: string])[] = [
  ['pandoc', '--version'],
  ['soffice', '--version'],
  ['qpdf', '--version'],
  ['gs', '--version'],
  ['convert', '-version'],
  ['ffmpeg', '-version'],
  ['pdftotext', '-v'],
];

async function toolVersions(browser: Browser): Promise<string> {
  const packages = Object.entries(await packageVersions()).map((each) => each.join(' '));
  const programs = await Promise.all(
    PROGRAMS.map(async ([name, flag]) => {
      const output = await runProgram(name, [flag]).catch(() => '');
      return `${name} ${/\d+(?:\.\d+)+(?:-\d+)?/.exec(output)?.[0] ?? '(not on this machine)'}`;
    }),
  );
  const all = [`Chromium ${browser.version()}`, ...programs, ...packages];
  return `## Versions\n\n${all.join(', ')}.`;
}
