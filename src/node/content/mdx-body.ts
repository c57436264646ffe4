import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Problem } from '../../disclosure/problem.ts';

/** @returns the body of a text as a tree, or why it is none. */
export function parseBody(
  text: string,
): { readonly body: Root } | { readonly fault: Pick<Problem, 'line' | 'message' | 'hint'> } {
  try {
    return { body: unified().use(remarkParse).use(remarkGfm).use(remarkMdx).parse(text) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

// The parser's message can quote the text, which may be private; its place is enough.
function faultOf(error: unknown): Pick<Problem, 'line' | 'message' | 'hint'> {
  const place = (error as { place?: { line?: number; start?: { line: number } } }).place;
  return {
    line: place?.line ?? place?.start?.line ?? null,
    message: 'expected Markdown that MDX can read',
    hint: 'Close every tag, put blank lines around block tags, and write `\\<` or `\\{` for a sign that is meant as text.',
  };
}
