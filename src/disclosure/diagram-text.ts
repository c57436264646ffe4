import type { Code, RootContent } from 'mdast';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import { REASONS } from '../schemas/level.ts';
import type { Reason } from '../schemas/level.ts';

// A diagram is a fence of code, in which MDX sees no elements. These two are read in it all the
// same, so that names and figures are withheld in a diagram as they are in a sentence.

const ELEMENT =
  /<(Client)((?:\s+[a-z]+="[^"]*")*)\s*\/>|<(Withheld)((?:\s+[a-z]+="[^"]*")*)\s*>([^<>]*)<\/Withheld>/g;

/** Private use: no font and no text has these. One for each sign of ASCII, then one a reason. */
const SHIELD = 0xe000;
const SIGNS = 0xe0a0;
/** So many letters are kept free for the words that stand for what is withheld. */
const SIGN_LENGTH = 16;

/** @returns whether a fence is drawn, and not shown as code. */
export function isDiagram({ lang }: Code): boolean {
  return lang === 'mermaid';
}

/** @returns the elements in the text of a diagram, as MDX would have read them in a sentence. */
export function elementsIn(text: string): readonly MdxJsxTextElement[] {
  return [...text.matchAll(ELEMENT)].map(toElement);
}

/** @returns the text of a diagram without what `elementsIn` finds, of the same number of lines. */
export function withoutElements(text: string): string {
  return text.replace(ELEMENT, (element) => `x${element.replaceAll(/[^\n]/g, '')}`);
}

/**
 * @param resolve - says what an element becomes.
 * @returns the text with that in its place: what is withheld as a sign of its reason, and nothing of
 *   what comes in can end a label early.
 */
export function resolveElements(
  text: string,
  resolve: (element: MdxJsxTextElement) => readonly RootContent[],
): string {
  return text.replace(ELEMENT, (...match) =>
    resolve(toElement(match as unknown as RegExpMatchArray))
      .map(toText)
      .join(''),
  );
}

function toElement(match: RegExpMatchArray): MdxJsxTextElement {
  const [, client, ofClient, withheld, ofWithheld, content] = match;
  const attributes = [...(ofClient ?? ofWithheld ?? '').matchAll(/([a-z]+)="([^"]*)"/g)];
  return {
    type: 'mdxJsxTextElement',
    name: client ?? withheld ?? null,
    attributes: attributes.map(([, name = '', value = '']) => ({
      type: 'mdxJsxAttribute',
      name,
      value,
    })),
    children: content === undefined ? [] : [{ type: 'text', value: content }],
  };
}

function toText(node: RootContent): string {
  if (node.type !== 'mdxJsxTextElement' || node.name !== 'Bar') return shield(toString(node));
  const reason = node.attributes.find((each) => 'name' in each && each.name === 'reason')?.value;
  const at = REASONS.findIndex((each) => each === reason);
  return String.fromCodePoint(SIGNS + at).repeat(SIGN_LENGTH);
}

/** @returns text in which no sign means anything to the language of diagrams. */
export function shield(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, (sign) =>
    String.fromCodePoint(SHIELD + (sign.codePointAt(0) ?? 0)),
  );
}

/** @returns text that the language of diagrams takes for one word: its spaces mean nothing either. */
export function shieldWord(text: string): string {
  return shield(text).replaceAll(' ', String.fromCodePoint(SHIELD + 0x20));
}

/** Undoes `shield` and `shieldWord`. */
export function unshield(text: string): string {
  return text.replaceAll(/[\uE020-\uE07E]/g, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) - SHIELD),
  );
}

/** Puts words where something is withheld. */
export function sayWithheld(text: string, say: (reason: Reason) => string): string {
  return text.replaceAll(/([\uE0A0-\uE0AF])\1*/g, (sign) => {
    const reason = REASONS[(sign.codePointAt(0) ?? 0) - SIGNS];
    return reason ? say(reason) : '';
  });
}
