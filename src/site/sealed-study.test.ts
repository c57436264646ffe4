import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import type { PublicCaseStudy } from '../schemas/public.ts';
import { sealedStudyHtml } from './sealed-study.ts';

// What the page reads of a study; the rest is for indexes and feeds.
const STUDY = {
  lang: 'en',
  title: ['Berths'],
  outcome: ['Waiting fell by ', { withheld: 'F', position: 0 }],
  role: ['Engineer'],
  sector: ['Shipping'],
  client: ['Quay'],
  started: '2024-03',
  withholdings: [{ reason: 'F', until: null }],
} as unknown as PublicCaseStudy;

const parse = (text: string): Root =>
  unified().use(remarkParse).use(remarkGfm).use(remarkMdx).parse(text);
const html = async (text: string) => (await sealedStudyHtml(STUDY, parse(text), 'en')).html;

test('quotes are those of print', async () => {
  expect(await html(`The client's "own" line...`)).toContain('The client’s “own” line…');
});

test('a note stands beside its line, and a caption below its picture', async () => {
  const page = await html('A line.[^1]\n\n![A board](./board.png "The board")\n\n[^1]: A note.');
  expect(page).toMatch(/line\.<sup[^>]*>1<\/sup><small class="sidenote"[^>]*>1 A note\.<\/small>/);
  expect(page).not.toMatch(/footnote/i);
  expect(page).toContain(
    '<figure class="figure"><img data-sealed="0" alt="A board"><figcaption>The board</figcaption></figure>',
  );
});

test('a table fits a phone, and can be scrolled by keyboard', async () => {
  const page = await html('| a | b | c | d |\n| - | - | - | - |\n| 1 | 2 | 3 | 4 |');
  expect(page).toMatch(
    /<div class="wide" role="group" tabindex="0" aria-label="[^"]+"><table data-stacked/,
  );
  expect(page).toContain('<td data-column="b">2</td>');
});

test('a diagram is drawn', async () => {
  const page = await html('```mermaid title="The way"\nflowchart LR\n  a[Quay] --> b[Yard]\n```');
  expect(page).toContain('<figcaption>The way</figcaption>');
  expect(page).toContain('<li>Quay → Yard</li>');
  expect(page).not.toMatch(/<pre|style=/);
});

test('code is marked up by classes, as on a public page', async () => {
  const page = await html('```ts\nconst a = "<b>"; // why\n```\n\n```\nplain & simple\n```');
  expect(page).toContain('<pre class="language-ts" data-language="ts"><code class="language-ts">');
  expect(page).toContain('<span class="token keyword">const</span>');
  expect(page).toContain('<span class="token comment">// why</span>');
  expect(page).toContain('plain &#x26; simple');
  expect(page).not.toMatch(/style=|<b>/);
});

test('both pictures of a comparison are there, and a bar for one that is painted over', async () => {
  const page = await html(
    '<Compare>\n\n![Before](./a.png)\n\n![After](./b.png)\n\n</Compare>\n\n<RedactedFigure reason="F" position="2">\n\n![Board](./c.png)\n\n</RedactedFigure>',
  );
  expect(page).toMatch(/<div class="compared">.*data-sealed="0".*data-sealed="1"/s);
  expect(page).toContain('<div data-bar="F" data-position="2"></div>');
  expect(page).not.toContain('Board');
});

test('what is withheld from this reader too is listed with its bar', async () => {
  expect(await html('Text.')).toMatch(
    /<ul class="bars"><li><span><span data-bar="F" data-position="0"><\/span><\/span>/,
  );
});

test('markup in a text stays a text', async () => {
  expect(await html('Less {"<b>"} than.')).not.toContain('<b>');
});
