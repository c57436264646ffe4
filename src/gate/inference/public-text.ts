import { parseJson } from '../../bytes/json.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';
import type { GateFile } from '../scanner.ts';
import { readData } from './data-text.ts';
import { readMarkup } from './markup-text.ts';
import { PartsOfText } from './parts.ts';
import type { Block, TextParts } from './parts.ts';

/** A file about to be published, as somebody reads it who wants to know more than it says. */
export interface PublicText extends TextParts {
  readonly file: string;
  /** Whether it is no page, but something that a page leads to. */
  readonly isDocument?: true;
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const READ = /\.(?:html?|xml|rss|atom|json|webmanifest|txt|md|ics|vcf|vtt|srt|csv|svg)$/i;

/**
 * Reads what a file says, and what it is filed under.
 *
 * @returns null for what holds no text of its own: pictures, fonts, programs, and the search index,
 *   which the release makes of the pages that are read here.
 */
export function readPublicText({ path, bytes }: GateFile): PublicText | null {
  const source = READ.test(path) && !path.startsWith('pagefind/') ? fromUtf8(bytes) : null;
  if (source === null) return null;
  const parts = new PartsOfText();
  if (/^\s*</.test(source)) readMarkup(source, parts, { isXml: /^\s*<\?xml/.test(source) });
  else if (/\.(?:json|webmanifest)$/i.test(path)) readData(parseJson(source), parts);
  else readPlain(source, parts);
  for (const { kind, text } of parts.nested)
    if (kind === 'data') readData(parseJson(text), parts);
    else readMarkup(text, parts, { isXml: false, isNested: true });
  return { file: path, ...parts, blocks: visible(parts.blocks), keywords: visible(parts.keywords) };
}

/** Marks stand between letters, and no reader sees them. */
function visible(blocks: readonly Block[]): readonly Block[] {
  return blocks.map(({ text, ...rest }) => ({ text: text.replace(INVISIBLE, ''), ...rest }));
}

function readPlain(source: string, parts: PartsOfText): void {
  const text = /^BEGIN:V/m.test(source) ? source.replace(/\r?\n[ \t]/g, '') : source;
  for (const { 0: run, index } of text.matchAll(/[^\r\n]+(?:\r?\n[^\r\n]+)*/g))
    parts.blocks.push({ text: run, name: '', offset: text === source ? index : null });
}
