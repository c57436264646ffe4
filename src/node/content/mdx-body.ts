import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { NO_IMPORT, NO_JAVASCRIPT } from '../../disclosure/body-problems.ts';
import type { Problem } from '../../disclosure/problem.ts';

type Fault = Pick<Problem, 'line' | 'message' | 'hint'>;

/** @returns the body of a text as a tree, or why it is none. */
export function parseBody(text: string): { readonly body: Root } | { readonly fault: Fault } {
  try {
    return { body: unified().use(remarkParse).use(remarkGfm).use(remarkMdx).parse(text) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** What the parser of MDX throws. @see vfile-message */
interface Refusal {
  readonly ruleId?: string;
  readonly message?: string;
  readonly place?: { readonly line?: number; readonly start?: { readonly line: number } };
}

// The parser's message can quote the text, which may be private; its kind and its place are enough.
function faultOf(error: unknown): Fault {
  const { ruleId, message = '', place } = error as Refusal;
  // Of a tag that is not closed, the place is where the parser gave up; where it opens is in words.
  const opened = /\((\d+):\d+-\d+:\d+\)/.exec(message)?.[1];
  const line = opened ? Number(opened) : (place?.line ?? place?.start?.line ?? null);
  const known = FAULTS.find(({ rule, says }) => rule === ruleId && (!says || says.test(message)));
  return { line, ...(known?.fault ?? UNKNOWN) };
}

interface KnownFault {
  readonly rule: string;
  /** What the parser says of this cause, where several share its rule. */
  readonly says?: RegExp;
  readonly fault: Pick<Problem, 'message' | 'hint'>;
}

/** The first that fits counts. */
const FAULTS: readonly KnownFault[] = [
  {
    rule: 'end-tag-mismatch',
    fault: {
      message: 'expected the tag that opens here to be closed where it was opened',
      hint: 'Close it in the same paragraph, list item or emphasis; around several paragraphs, put each tag on a line of its own with empty lines around it. A tag without content ends in a slash: <br />.',
    },
  },
  {
    rule: 'unexpected-closing-slash',
    fault: {
      message: 'expected no closing tag: none is open here',
      hint: 'Open it before, or take it out.',
    },
  },
  {
    rule: 'unexpected-character',
    says: /to create a comment/,
    fault: { message: 'expected no HTML comment', hint: 'Write it as {/* … */}.' },
  },
  {
    rule: 'unexpected-character',
    says: /to create a link/,
    fault: {
      message: 'expected no address in angle brackets',
      hint: 'Write [what it is](address).',
    },
  },
  {
    rule: 'unexpected-character',
    says: /attribute value/,
    fault: {
      message: 'expected the value of an attribute in straight quotation marks',
      hint: 'Write it as reason="F".',
    },
  },
  {
    rule: 'unexpected-character',
    fault: {
      message: 'expected a tag behind `<`',
      hint: 'Write `\\<` for a sign that is meant as text.',
    },
  },
  {
    rule: 'unexpected-eof',
    says: /in expression/,
    fault: {
      message: 'expected `{` to be closed by `}`',
      hint: 'Write `\\{` for a brace that is meant as text.',
    },
  },
  {
    rule: 'unexpected-eof',
    fault: {
      message: 'expected a tag that ends',
      hint: 'Close its quotation marks, and end it with `>`.',
    },
  },
  { rule: 'acorn', says: /import/, fault: NO_IMPORT },
  { rule: 'acorn', fault: NO_JAVASCRIPT },
];

const UNKNOWN = {
  message: 'expected Markdown that MDX can read',
  hint: 'Close every tag, put blank lines around block tags, and write `\\<` or `\\{` for a sign that is meant as text.',
} as const;
