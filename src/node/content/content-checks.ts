import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { imageSize } from 'image-size';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { bodyProblems } from '../../disclosure/body-problems.ts';
import { placeholderProblem } from '../../disclosure/disclosed-text.ts';
import type { Problem } from '../../disclosure/problem.ts';
import { RedactedImage } from '../../disclosure/redacted-image.ts';
import type { SourceDeck, SourceStudy, SourceTalk, SourceText } from '../../disclosure/sources.ts';
import { attributesOf } from '../../disclosure/withhold.ts';
import { isDiagram, withoutElements } from '../../disclosure/diagram-text.ts';
import { diagramTitle } from '../../site/diagrams/title.ts';
import { NO_LAYOUT, drawDiagram } from '../../site/diagrams/draw.ts';
import { diagramFault } from '../../site/diagrams/kinds.ts';
import type { Agreement } from '../../schemas/agreement.ts';
import type { CaseStudy } from '../../schemas/case-study.ts';
import type { Talk } from '../../schemas/talk.ts';

/** A file, as it is opened and as messages print it. */
type Place = Pick<SourceText<unknown>, 'path' | 'file'>;

/** The fields whose texts are published, and may hold `{client}` and `{F|…}`. */
const PLACEHOLDERS = 'title summary outcome role sector coverAlt audience'.split(' ');

/** Checks one language version beyond its schema: tags, pictures and placeholders. */
export function textProblems(
  text: SourceText<object>,
  facts: CaseStudy | Talk,
): readonly Problem[] {
  const eggs = 'eggs' in facts ? facts.eggs.map(({ id }) => id) : [];
  const agreements = facts.nda === false ? [] : facts.nda;
  const hasClient = agreements.length > 0 || ('client' in facts && facts.client !== undefined);
  return [
    ...bodyProblems(text.body, { file: text.file, eggs, agreements, hasClient }),
    ...pictureProblems(text),
    ...regionProblems(text),
    ...diagramProblems(text),
    ...placeholderProblems(text, hasClient),
  ];
}

/** Checks slides: as a text, but notes may stand there and front matter has no words. */
export function deckProblems(deck: SourceDeck, { nda }: Talk): readonly Problem[] {
  const agreements = nda || [];
  const hasClient = agreements.length > 0;
  const context = { file: deck.file, eggs: [], agreements, hasClient, isDeck: true };
  return [...bodyProblems(deck.body, context), ...pictureProblems(deck), ...diagramProblems(deck)];
}

function placeholderProblems(
  { file, words }: SourceText<object>,
  hasClient: boolean,
): readonly Problem[] {
  return Object.entries(words).flatMap(([field, value]) => {
    if (typeof value !== 'string' || !PLACEHOLDERS.includes(field)) return [];
    const problem = placeholderProblem(value, hasClient);
    return problem === null ? [] : [{ file, line: null, field, ...problem }];
  });
}

function pictureProblems({ path, file, body }: SourceDeck): readonly Problem[] {
  return pictureUrls(body).flatMap(({ url, line }) => {
    const picture = resolve(path, '..', decodePath(url));
    const isThere = /^\.\//.test(url) && existsSync(picture);
    if (isThere && readSize(picture)) return [];
    return [{ file, line, field: null, ...(isThere ? UNREADABLE_PICTURE : NO_PICTURE) }];
  });
}

const NO_PICTURE = {
  message: 'expected a picture that exists beside the text',
  hint: 'Write it as ![what it shows](./picture.webp): nothing is fetched from elsewhere.',
} as const;

/** Astro would say so too, with the name of the file and a trace. */
const UNREADABLE_PICTURE = {
  message: 'expected a picture that can be opened',
  hint: 'Export it anew, as PNG, WebP, AVIF, JPEG, GIF or SVG.',
} as const;

/** What the drawing of diagrams would not understand. */
function diagramProblems({ file, body }: Pick<SourceDeck, 'file' | 'body'>): readonly Problem[] {
  const problems: Problem[] = [];
  visit(body, 'code', (code) => {
    if (!isDiagram(code)) return;
    const start = code.position?.start.line ?? 0;
    if (diagramTitle(code) === null)
      problems.push({ file, line: start, field: null, ...UNTITLED_DIAGRAM });
    const fault = diagramFault(withoutElements(code.value));
    if (fault)
      problems.push({ file, line: start + fault.line, field: null, message: fault.message });
    else if (!drawDiagram(withoutElements(code.value), 'diagram'))
      problems.push({ file, line: start, field: null, ...NO_LAYOUT });
  });
  return problems;
}

const UNTITLED_DIAGRAM = {
  message: 'expected a title for the diagram',
  hint: 'Write ```mermaid title="What it shows": it is the caption, and what a screen reader says.',
} as const;

/** Looks whether what is to be painted over lies in the picture at all. */
function regionProblems({ path, file, body }: SourceText<object>): readonly Problem[] {
  const problems: Problem[] = [];
  visit(body, 'mdxJsxFlowElement', (element) => {
    const { data } = RedactedImage.safeParse(attributesOf(element));
    if (element.name !== 'RedactedImage' || !data) return;
    const message = regionMessage(resolve(path, '..', decodePath(data.src)), data.regions);
    const line = element.position?.start.line ?? null;
    if (message) problems.push({ file, line, field: null, message });
  });
  return problems;
}

function regionMessage(picture: string, regions: RedactedImage['regions']): string | null {
  if (!existsSync(picture)) return '`<RedactedImage>`: `src`: expected a file that exists';
  const size = readSize(picture);
  if (!size) return '`<RedactedImage>`: `src`: expected a picture that can be opened';
  const isIn = regions.every(
    ({ x, y, width, height }) => x + width <= size.width && y + height <= size.height,
  );
  if (isIn) return null;
  return `\`<RedactedImage>\`: \`regions\`: expected rectangles within ${size.width} by ${size.height} pixels`;
}

/** @returns the size as the picture is shown: a camera may note that it was turned. */
function readSize(picture: string): { width: number; height: number } | null {
  try {
    const { width, height, orientation = 1 } = imageSize(readFileSync(picture));
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

/** A picture written by reference is judged where its address stands. */
function pictureUrls(body: Root): readonly { url: string; line: number | null }[] {
  const references = new Set<string>();
  visit(body, 'imageReference', ({ identifier }) => {
    references.add(identifier);
  });
  const urls: { url: string; line: number | null }[] = [];
  visit(body, (node) => {
    const isPicture =
      node.type === 'image' || (node.type === 'definition' && references.has(node.identifier));
    if (isPicture) urls.push({ url: node.url, line: node.position?.start.line ?? null });
  });
  return urls;
}

/** @returns the path a URL means; a URL that means none is taken as it is, and will not exist. */
function decodePath(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/**
 * Checks works against the rest of the folder: agreements, covers, and a second kind of mark.
 *
 * @param agreements - null if they lie in a vault that was left closed.
 */
export function workProblems(
  works: readonly (SourceStudy | SourceTalk)[],
  agreements: ReadonlyMap<string, Agreement> | null,
): readonly Problem[] {
  return works.flatMap((work) => [
    ...(agreements ? agreementProblems(work, agreements) : []),
    ...(work.kind === 'case-studies' ? studyProblems(work as SourceStudy) : []),
  ]);
}

const UNKNOWN_AGREEMENT = {
  message: 'expected the id of an agreement in the vault or in agreements/',
} as const;
const NO_AGREEMENTS = {
  message: 'names an agreement, and there is none: neither in vault.age nor in agreements/',
  hint: 'Bring the vault back from a backup, or from where you keep it.',
} as const;

function agreementProblems(
  { texts, lang, facts }: SourceStudy | SourceTalk,
  agreements: ReadonlyMap<string, Agreement>,
): readonly Problem[] {
  const file = texts.get(lang)?.file ?? '';
  const expected = agreements.size > 0 ? UNKNOWN_AGREEMENT : NO_AGREEMENTS;
  return (facts.nda || [])
    .filter((id) => !agreements.has(id))
    .map(() => ({ file, line: null, field: 'nda', ...expected }));
}

function studyProblems({ facts, texts, lang }: SourceStudy): readonly Problem[] {
  const first = texts.get(lang);
  const cover = first && facts.cover ? fileProblems(first, 'cover.src', facts.cover.src) : [];
  const unmarked = [...texts.values()].filter(
    ({ words }) => facts.eggs.length === 0 && words.acrostic === undefined,
  );
  return [
    ...cover,
    ...unmarked.map(({ file }) => ({
      file,
      line: null,
      field: null,
      message: 'expected a second kind of mark beside the invisible text',
      hint: 'Declare an `acrostic`, or an egg in `eggs` of index.mdx.',
    })),
  ];
}

/** @param path - relative to the file that names it. */
export function fileProblems(beside: Place, field: string, path: string): readonly Problem[] {
  if (existsSync(resolve(beside.path, '..', path))) return [];
  return [{ file: beside.file, line: null, field, message: 'expected a file that exists' }];
}
