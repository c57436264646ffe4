import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { imageSize } from 'image-size';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Problem } from '../../disclosure/problem.ts';
import { RedactedImage } from '../../disclosure/redacted-image.ts';
import type { SourceDeck, SourceText } from '../../disclosure/sources.ts';
import { attributesOf } from '../../disclosure/withhold.ts';
import { MAX_PIXELS } from '../pictures/image-pixels.ts';

/** A file, as it is opened and as messages print it. */
type Place = Pick<SourceText<unknown>, 'path' | 'file'>;

/** Looks whether each picture of a text is there, and can be shown. */
export function pictureProblems({ path, file, body }: SourceDeck): readonly Problem[] {
  return pictureUrls(body).flatMap(({ url, line }) => {
    const picture = resolve(path, '..', decodePath(url));
    const isThere = /^\.\//.test(url) && existsSync(picture);
    const fault = isThere ? faultOf(picture) : NO_PICTURE;
    return fault ? [{ file, line, field: null, ...fault }] : [];
  });
}

/** By its name too: Astro goes by that, and a phone's HEIC can be measured but not shown. */
function faultOf(picture: string): Pick<Problem, 'message' | 'hint'> | null {
  const isKnown = /\.(?:png|jpe?g|webp|avif|gif|svg|tiff?)$/i.test(picture);
  const size = isKnown ? readSize(picture) : null;
  if (!size) return UNREADABLE_PICTURE;
  return size.width * size.height > MAX_PIXELS ? HUGE_PICTURE : null;
}

/** Markdown takes an address with spaces for words, and so would print it. */
export function unreadPictures({ file, body }: SourceDeck): readonly Problem[] {
  const problems: Problem[] = [];
  visit(body, 'text', ({ value, position }) => {
    const line = position?.start.line ?? null;
    if (/!\[[^\]]*\]\([^)]*\)/.test(value))
      problems.push({ file, line, field: null, ...SPACED_PICTURE });
  });
  return problems;
}

const SPACED_PICTURE = {
  message: 'expected a picture, and Markdown sees only words',
  hint: 'Put an address with spaces in angle brackets: ![what it shows](<./my picture.webp>).',
} as const;

/** The gate opens no larger one either. */
const HUGE_PICTURE = {
  message: `expected a picture of at most ${MAX_PIXELS / 1e6} million pixels`,
  hint: 'Make it smaller: no page shows more than 2400 pixels across.',
} as const;

const NO_PICTURE = {
  message: 'expected a picture that exists beside the text',
  hint: 'Write it as ![what it shows](./picture.webp): nothing is fetched from elsewhere.',
} as const;

/** Astro would say so too, with the name of the file and a trace. */
const UNREADABLE_PICTURE = {
  message: 'expected a picture that can be opened',
  hint: 'Export it anew, as PNG, WebP, AVIF, JPEG, GIF or SVG.',
} as const;

/** Looks whether what is to be painted over lies in the picture at all. */
export function regionProblems({ path, file, body }: SourceText<object>): readonly Problem[] {
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

/** @param path - relative to the file that names it. */
export function fileProblems(beside: Place, field: string, path: string): readonly Problem[] {
  if (existsSync(resolve(beside.path, '..', path))) return [];
  return [{ file: beside.file, line: null, field, message: 'expected a file that exists' }];
}

/** @param path - of a picture, relative to the file that names it. */
export function pictureFileProblems(
  beside: Place,
  field: string,
  path: string,
): readonly Problem[] {
  const missing = fileProblems(beside, field, path);
  const fault = missing.length > 0 ? null : faultOf(resolve(beside.path, '..', path));
  return fault ? [{ file: beside.file, line: null, field, ...fault }] : missing;
}
