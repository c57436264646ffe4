import { readPassages } from '../../marks/passages.ts';
import type { BrowserJourneys } from './browser-journeys.ts';
import { inTurn, rewriting, textFile, textOf, throughOffice, throughProgram } from './journey.ts';
import type { Journey } from './journey.ts';
import { load } from './tools.ts';
import { bareWords, everyOther, typed } from './typing-journeys.ts';

type Minify = (html: string, options: object) => Promise<string>;

async function htmlMinifier(html: string, options: object): Promise<string> {
  const { minify } = await load<{ minify: Minify }>('html-minifier-terser');
  const usual = { collapseWhitespace: true, removeComments: true, removeAttributeQuotes: true };
  return minify(html, { ...usual, minifyCSS: true, minifyJS: true, ...options });
}

async function htmlnano(html: string): Promise<string> {
  const { process, presets } = await load<{
    process(html: string, options: object, preset: object): Promise<{ html: string }>;
    presets: { safe: object };
  }>('htmlnano');
  return (await process(html, { skipConfigLoading: true }, presets.safe)).html;
}

interface Jsdom {
  JSDOM: new (html: string, options?: object) => { window: { document: object } };
}

async function purified(html: string): Promise<string> {
  const { JSDOM } = await load<Jsdom>('jsdom');
  const { default: purifierOf } = await load<{
    default(window: object): { sanitize(html: string): string };
  }>('dompurify');
  return purifierOf(new JSDOM('').window).sanitize(html);
}

async function sanitized(html: string): Promise<string> {
  return (await load<{ default(html: string): string }>('sanitize-html')).default(html);
}

async function readerView(html: string): Promise<string> {
  const { JSDOM } = await load<Jsdom>('jsdom');
  const { Readability } = await load<{
    Readability: new (document: object) => { parse(): { content: string } | null };
  }>('@mozilla/readability');
  const { window } = new JSDOM(html, { url: 'https://ada.example/work/' });
  return new Readability(window.document).parse()?.content ?? '';
}

async function markdownAndBack(html: string): Promise<string> {
  const { default: Turndown } = await load<{
    default: new () => { turndown(html: string): string };
  }>('turndown');
  const { marked } = await load<{ marked: { parse(text: string): string } }>('marked');
  return marked.parse(new Turndown().turndown(html));
}

/** A file as Prettier writes it, whose kind its parser tells. */
export async function prettier(text: string, parser: string): Promise<string> {
  const { format } = await load<{ format(text: string, options: object): Promise<string> }>(
    'prettier',
  );
  return format(text, { parser });
}

const pandoc = (name: string, [from, to]: readonly [string, string], ending: string): Journey =>
  throughProgram(name, ['pandoc', ending], (input, output) => [
    '--from',
    from,
    '--to',
    to,
    '--wrap=none',
    '--output',
    output,
    input,
  ]);

const toWord = throughOffice('to docx', 'docx:MS Word 2007 XML', 'HTML (StarWriter)');
/** What a reader copies out of a PDF, near enough. */
export const fromPdf = throughProgram('from PDF', ['pdftotext', 'txt'], (input, output) => [
  ...['-enc', 'UTF-8'],
  input,
  output,
]);

function passages(name: string, choose: (all: readonly string[]) => readonly string[]): Journey {
  return {
    name,
    async travel(file) {
      const all = readPassages(textOf(file)).passages.map(({ text }) => text.trim());
      return textFile('part.txt', choose(all).join('\n\n'));
    },
  };
}

/** Three paragraphs in a row from the middle: a quotation. */
function quotation(all: readonly string[]): readonly string[] {
  const long = all.filter((text) => text.length > 80);
  const middle = Math.max(0, Math.floor(long.length / 2) - 1);
  return long.slice(middle, middle + 3);
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?。！？])/u);
}

const wordAndBack = inTurn(
  'pandoc to docx and back',
  // It would look for them in the file system, and stop.
  rewriting('', (html) => html.replace(/<(?:img|source)\b[^>]*>/g, '')),
  pandoc('', ['html', 'docx'], 'docx'),
  pandoc('', ['docx', 'html'], 'html'),
);
const toPlainText = pandoc('pandoc to plain text', ['html', 'plain'], 'txt');
const printedText = ({ printed }: BrowserJourneys) =>
  inTurn('printed to PDF, pdftotext', printed, fromPdf);
const reader = rewriting('reader view (Readability)', readerView);
const PARTS = {
  half: passages('the first half, as text', (all) => all.slice(0, Math.ceil(all.length / 2))),
  three: passages('three paragraphs, as text', quotation),
  one: passages('one paragraph, as text', (all) => quotation(all).slice(1, 2)),
} as const;

/** What happens to the words of pages, whatever hides between them. */
export const wordingJourneys = (browser: BrowserJourneys): readonly Journey[] => [
  { name: 'as it is', travel: async (file) => file },
  reader,
  wordAndBack,
  toPlainText,
  browser.pastePlain,
  printedText(browser),
  rewriting('NFKC, invisible characters stripped', (html) =>
    html.normalize('NFKC').replace(/\p{Cf}/gu, ''),
  ),
  bareWords,
  typed(2),
  typed(5),
  everyOther,
  PARTS.half,
  PARTS.three,
  PARTS.one,
];

/** What happens to pages and their text. */
export const textJourneys = (browser: BrowserJourneys): readonly Journey[] => [
  { name: 'as it is', travel: async (file) => file },
  rewriting('html-minifier-terser', (html) => htmlMinifier(html, {})),
  rewriting('html-minifier-terser, attributes sorted', (html) =>
    htmlMinifier(html, { sortAttributes: true, sortClassName: true }),
  ),
  rewriting('htmlnano', htmlnano),
  rewriting('Prettier', (html) => prettier(html, 'html')),
  rewriting('DOMPurify', purified),
  rewriting('sanitize-html', sanitized),
  reader,
  rewriting('Turndown to Markdown, marked back', markdownAndBack),
  wordAndBack,
  toPlainText,
  inTurn('LibreOffice to docx, to text', toWord, throughOffice('', 'txt:Text (encoded):UTF8')),
  inTurn(
    'LibreOffice to PDF, pdftotext',
    throughOffice('', 'pdf:writer_pdf_Export', 'HTML (StarWriter)'),
    fromPdf,
  ),
  browser.pastePlain,
  browser.pasteRich,
  browser.savedPage,
  browser.savedArchive,
  printedText(browser),
  rewriting('Unicode NFKC', (html) => html.normalize('NFKC')),
  PARTS.half,
  PARTS.three,
  PARTS.one,
  passages('one sentence, as text', (all) => sentences(quotation(all)[1] ?? '').slice(0, 1)),
  rewriting('invisible characters stripped', (html) => html.replace(/\p{Cf}/gu, '')),
];
