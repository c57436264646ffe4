// The import registers the MDX node types with mdast.
import type {} from 'mdast-util-mdx';
import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { FORMS } from '../schemas/agreement.ts';
import { Day } from '../schemas/fields.ts';
import { LEVELS, REASONS } from '../schemas/level.ts';
import { NO_CLIENT } from './disclosed-text.ts';
import { elementsIn, isDiagram, withoutElements } from './diagram-text.ts';
import type { Problem } from './problem.ts';
import { HTML_ELEMENTS } from './html-elements.ts';
import { RedactedImage } from './redacted-image.ts';
import { attribute, attributesOf } from './withhold.ts';
import { EITHER } from './wording.ts';
import { wordingProblems } from './wording-problems.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;
type Complaint = Pick<Problem, 'message' | 'hint'>;

/** What a body is checked against: the ids its front matter declares. */
export interface BodyContext {
  readonly file: string;
  readonly eggs: readonly string[];
  readonly agreements: readonly string[];
  /** Whether the work was done for anybody: else nothing can stand for a name. */
  readonly hasClient: boolean;
  /** Slides may hold the speaker's notes. */
  readonly isDeck?: boolean;
}

/**
 * Checks everything in a body that decides what is published, so that a typing error is refused
 * and not read as "show it". JavaScript is refused too: an expression could print what the
 * components withhold.
 */
export function bodyProblems(tree: Root, context: BodyContext): readonly Problem[] {
  const problems: Problem[] = [];
  const placed: string[] = [];
  visit(tree, (node) => {
    const line = node.position?.start.line ?? null;
    const complaint = isElement(node)
      ? elementComplaint(node, context)
      : javaScriptComplaint(node as RootContent);
    if (complaint) problems.push({ file: context.file, line, field: null, ...complaint });
    if (isElement(node) && node.name === 'EasterEgg') placed.push(attribute(node, 'id') ?? '');
  });
  return [
    ...problems,
    ...placementProblems(placed, context),
    ...bareProblems(tree, context),
    ...wordlessPictures(tree, context),
    ...elementsInDiagrams(tree, context),
    ...wordingProblems(tree, context),
  ];
}

/** In a diagram stand names and figures that may be withheld, and nothing else that is an element. */
function elementsInDiagrams(tree: Root, context: BodyContext): Problem[] {
  const problems: Problem[] = [];
  visit(tree, 'code', (code) => {
    if (!isDiagram(code)) return;
    const line = code.position?.start.line ?? null;
    const text = `${code.meta ?? ''}\n${code.value}`;
    const complaints = elementsIn(text).map((element) => elementComplaint(element, context));
    const rest = /<\/?(?!br\s*\/?>)[A-Za-z]/.test(withoutElements(text)) ? NOT_IN_DIAGRAM : null;
    for (const complaint of [...complaints, rest])
      if (complaint) problems.push({ file: context.file, line, field: null, ...complaint });
  });
  return problems;
}

const NOT_IN_DIAGRAM: Complaint = {
  message:
    'expected no elements in a diagram but `<Client />` and `<Withheld reason="F">…</Withheld>`',
  hint: 'Close each of them within its label.',
};

/** A picture that is painted over in one place must not stand bare in another. */
function bareProblems(tree: Root, { file }: BodyContext): Problem[] {
  const painted = new Set<string>();
  visit(tree, 'mdxJsxFlowElement', (element) => {
    if (element.name === 'RedactedImage') painted.add(attribute(element, 'src') ?? '');
  });
  const problems: Problem[] = [];
  visit(tree, ['image', 'definition'], (node) => {
    if (!('url' in node) || !painted.has(node.url)) return;
    const line = node.position?.start.line ?? null;
    problems.push({
      file,
      line,
      field: null,
      message: 'shows a picture as it is that `<RedactedImage>` paints over',
      hint: 'Use `<RedactedImage>` here too, or a picture of its own.',
    });
  });
  return problems;
}

/** A picture in a text always says something, so that it needs words for those who cannot see it. */
function wordlessPictures(tree: Root, { file }: BodyContext): Problem[] {
  const problems: Problem[] = [];
  visit(tree, ['image', 'imageReference'], (node) => {
    if (!('alt' in node) || node.alt?.trim()) return;
    const line = node.position?.start.line ?? null;
    problems.push({ file, line, field: null, ...WORDLESS_PICTURE });
  });
  return problems;
}

const WORDLESS_PICTURE: Complaint = {
  message: 'expected words for those who cannot see the picture',
  hint: 'Write what it shows between the brackets: ![what it shows](./picture.webp).',
};

function isElement(node: { type: string }): node is Element {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** Said of `import` and `export`, also where they cannot be parsed. */
export const NO_IMPORT = {
  message: 'expected no `import` or `export`',
  hint: 'Use the components as they are: they need no import. Text that begins a line with these words can be joined to the line before.',
} as const;

/** Said of braces, also where what they hold cannot be parsed. */
export const NO_JAVASCRIPT = {
  message: 'expected no JavaScript in braces, only comments',
  hint: 'Write a brace that is meant as text as `\\{`.',
} as const;

function javaScriptComplaint(node: RootContent): Complaint | null {
  if (node.type === 'mdxjsEsm') return NO_IMPORT;
  const isExpression = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
  if (!isExpression || /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value)) return null;
  return NO_JAVASCRIPT;
}

const COMPLAINTS: Record<string, (element: Element, context: BodyContext) => Complaint | null> = {
  Client: clientComplaint,
  Withheld: (element) => expectOneOf(element, 'reason', REASONS),
  Confidential: confidentialComplaint,
  RedactedImage: redactedImageComplaint,
  EasterEgg: (element, { eggs }) => expectOneOf(element, 'id', eggs),
  Compare: compareComplaint,
  // What it offers and where is looked at with all of them together: see `wordingProblems`.
  [EITHER]: () => null,
  Notes: (_element, { isDeck }) =>
    isDeck ? null : { message: '`<Notes>`: expected only in slides, such as slides.mdx' },
};

function elementComplaint(element: Element, context: BodyContext): Complaint | null {
  const dynamic = element.attributes.some(
    ({ type, value }) =>
      type !== 'mdxJsxAttribute' || (value !== null && typeof value === 'object'),
  );
  const name = element.name ?? '';
  const isHtml = HTML_ELEMENTS.has(name) || REFUSED.has(name);
  const complaint = COMPLAINTS[name];
  if (dynamic && (isHtml || complaint))
    return { message: `\`<${name}>\`: expected attributes as plain text, such as reason="F"` };
  if (isHtml) return htmlComplaint(name, element);
  if (complaint) return complaint(element, context);
  return {
    // Not by its name: it may be a client's, behind a sign that was meant as text.
    message: 'holds a tag that is no component',
    hint: `Use one of ${Object.keys(COMPLAINTS).join(', ')}, with its capital letters, or plain HTML.`,
  };
}

// Of these the name cannot be a client's, so that a message may say it.
const REFUSED = new Set(
  'script style iframe object embed link meta base img video audio source form svg'.split(' '),
);

function htmlComplaint(name: string, element: Element): Complaint | null {
  const handler = element.attributes.find(
    (each) => each.type === 'mdxJsxAttribute' && /^on|^style$|^set:|^is:|^client:/.test(each.name),
  );
  if (handler) return { message: `\`<${name}>\`: expected no scripts, styles or directives` };
  if (!REFUSED.has(name)) return null;
  const hint = name === 'img' ? 'Write images as ![text](./picture.webp).' : undefined;
  return { message: `\`<${name}>\` is not allowed in a text`, ...(hint && { hint }) };
}

function clientComplaint(
  element: Element,
  { agreements, hasClient }: BodyContext,
): Complaint | null {
  if (!hasClient) return { message: `\`<Client />\`: ${NO_CLIENT.message}`, hint: NO_CLIENT.hint };
  if (element.children.length > 0) return { message: '`<Client />`: expected no content' };
  const form =
    attribute(element, 'form') === undefined ? null : expectOneOf(element, 'form', FORMS);
  if (form || attribute(element, 'of') === undefined) return form;
  return expectOneOf(element, 'of', agreements);
}

function confidentialComplaint(element: Element): Complaint | null {
  const from = attribute(element, 'from') ?? '';
  if (LEVELS.some((level) => level === from) || Day.safeParse(from).success) return null;
  return {
    message: `\`<Confidential>\`: expected \`from\` with ${LEVELS.join(', ')} or a day as YYYY-MM-DD`,
  };
}

/** A picture that is withheld counts: which of the two it is must not decide what is allowed. */
function compareComplaint(element: Element): Complaint | null {
  let count = 0;
  visit(element, (node) => {
    if (node.type === 'image' || node.type === 'imageReference') count += 1;
  });
  if (count === 2) return null;
  return {
    message: `\`<Compare>\`: expected two pictures, not ${count}`,
    hint: 'Write the one before and the one after as paragraphs of their own inside it.',
  };
}

function redactedImageComplaint(element: Element): Complaint | null {
  if (element.type === 'mdxJsxTextElement')
    return {
      message: '`<RedactedImage>`: expected on a line of its own, with empty lines around it',
    };
  if (element.children.length > 0) return { message: '`<RedactedImage />`: expected no content' };
  const { error } = RedactedImage.safeParse(attributesOf(element));
  const [issue] = error?.issues ?? [];
  if (!issue) return null;
  const field = issue.path[0] === undefined ? '' : `\`${String(issue.path[0])}\`: `;
  return { message: `\`<RedactedImage>\`: ${field}${issue.message}` };
}

function expectOneOf(element: Element, name: string, allowed: readonly string[]): Complaint | null {
  if (allowed.includes(attribute(element, name) ?? '')) return null;
  const choice = allowed.length > 0 ? `one of ${allowed.join(', ')}` : 'one the front matter names';
  return { message: `\`<${element.name}>\`: expected \`${name}\` with ${choice}` };
}

function placementProblems(placed: readonly string[], { file, eggs }: BodyContext): Problem[] {
  return eggs
    .filter((egg) => placed.filter((id) => id === egg).length !== 1)
    .map((egg) => ({
      file,
      line: null,
      field: 'eggs',
      message: `expected the egg \`${egg}\` exactly once in the body`,
      hint: `Write <EasterEgg id="${egg}" /> where it shall hide, in every language.`,
    }));
}
