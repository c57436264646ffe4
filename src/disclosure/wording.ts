import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { firstWording, nameOf, sideOf } from '../marks/index.ts';
import type { PickWording, WordingChoices, WordingPlace } from '../marks/index.ts';

// `<Either of="also | too" />`: a place where the author offers wordings that say the same. It becomes
// one of them before anything else reads the text, so that no page knows that there was a choice.

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** The name of the tag. */
export const EITHER = 'Either';

/** A place in a body where its author offers wordings. */
export interface OfferedWording {
  readonly place: WordingPlace;
  readonly element: Element;
  /** Whether it is outside of all that may be withheld: only then may anybody be shown the place. */
  readonly isOpen: boolean;
  readonly isInHeading: boolean;
  readonly isInWithheld: boolean;
}

/**
 * @returns the wordings in an attribute such as `also | too`. The spaces around a stroke part it from the words;
 *   where they are a part of what is written, the stroke stands without: `—| – `. In a table Markdown
 *   wants it as `\|`.
 */
export function wordingsIn(of: string): readonly string[] {
  return of
    .split(/ \\?\| |\\?\|/)
    .map((wording) => (/[\p{L}\p{N}]/u.test(wording) ? wording.trim() : wording));
}

/** @returns the choices of every place in a body. They depend on nothing but the author's text. */
export function choicesIn(tree: Root): ReadonlyMap<Element, WordingChoices> {
  const found = new Map<Element, WordingChoices>();
  const counts = new Map<string, number>();
  visit(tree, ['mdxJsxTextElement', 'mdxJsxFlowElement'], (node) => {
    const element = node as Element;
    if (element.name !== EITHER) return;
    const of = wordingsIn(ofAttribute(element));
    const name = nameOf({ of, nth: 0 });
    const nth = counts.get(name) ?? 0;
    counts.set(name, nth + 1);
    found.set(element, { of, nth });
  });
  return found;
}

function ofAttribute({ attributes }: Element): string {
  const of = attributes.find((each) => each.type === 'mdxJsxAttribute' && each.name === 'of');
  return typeof of?.value === 'string' ? of.value : '';
}

/** @returns what stands for a place once its wording is picked. */
export function pickedText(element: Element, value: string): RootContent {
  const text = { type: 'text' as const, value };
  return element.type === 'mdxJsxTextElement' ? text : { type: 'paragraph', children: [text] };
}

/** More combinations than this are not written out: then each place is varied by itself. */
const MAX_VARIANTS = 64;

/** @returns the text of a part of a body, once for each way it could be worded. */
export function variantsOf(
  node: Root | RootContent,
  choices: ReadonlyMap<Element, WordingChoices>,
  options: { readonly includeImageAlt?: boolean } = {},
): readonly string[] {
  const places = choices.size === 0 ? [] : eithersIn(node);
  const offers = places.map((element) => choices.get(element)?.of ?? []);
  const whole = offers.reduce((count, of) => count * of.length, 1);
  const picks = whole <= MAX_VARIANTS ? combined(offers) : variedSingly(offers);
  return [
    ...new Set(
      picks.map((picked) =>
        textWith(node, new Map(places.map((each, at) => [each, picked[at] ?? ''])), options),
      ),
    ),
  ];
}

function eithersIn(node: Root | RootContent): readonly Element[] {
  const found: Element[] = [];
  visit(node, (each) => {
    if (isEither(each)) found.push(each);
  });
  return found;
}

function isEither(node: { readonly type: string }): node is Element {
  return /^mdxJsx/.test(node.type) && 'name' in node && node.name === EITHER;
}

function combined(offers: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return offers.reduce<readonly (readonly string[])[]>(
    (all, of) => all.flatMap((picked) => of.map((wording) => [...picked, wording])),
    [[]],
  );
}

function variedSingly(offers: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const first = offers.map((of) => of[0] ?? '');
  return [first, ...offers.flatMap((of, at) => of.slice(1).map((each) => first.with(at, each)))];
}

function textWith(
  node: Root | RootContent,
  wordings: ReadonlyMap<Root | RootContent, string>,
  options: { readonly includeImageAlt?: boolean },
): string {
  const spell = (each: Root | RootContent): string =>
    wordings.get(each) ??
    ('children' in each ? each.children.map(spell).join('') : toString(each, options));
  return spell(node);
}

/** Words in a row, places among them, or the end of a row. */
type Piece =
  | { readonly type: 'words'; readonly text: string }
  | ({ readonly type: 'place' } & Pick<OfferedWording, 'element' | Where>)
  | { readonly type: 'end' };
type Where = 'isOpen' | 'isInHeading' | 'isInWithheld';
type Surroundings = Pick<OfferedWording, Where>;

/** @returns every place of a body, with the words around it by which it is found again. */
export function offeredWordings(tree: Root): readonly OfferedWording[] {
  const choices = choicesIn(tree);
  if (choices.size === 0) return [];
  const pieces = piecesOf(tree, { isOpen: true, isInHeading: false, isInWithheld: false });
  return pieces.flatMap((piece, at) => {
    if (piece.type !== 'place') return [];
    const { type: _, ...where } = piece;
    const choice = choices.get(piece.element) ?? { of: [], nth: 0 };
    const before = rowOf(pieces.slice(0, at).toReversed(), choices).toReversed().join('');
    const after = rowOf(pieces.slice(at + 1), choices).join('');
    const place = { ...choice, before: sideOf(before, 'end'), after: sideOf(after, 'start') };
    return [{ place, ...where }];
  });
}

/** @returns the words of a body as plain text, with these wordings: to try whether its places are found. */
export function wordsOf(tree: Root, pick: PickWording): string {
  const choices = choicesIn(tree);
  return piecesOf(tree, { isOpen: true, isInHeading: false, isInWithheld: false })
    .map((piece) => {
      if (piece.type === 'words') return piece.text;
      return piece.type === 'end' ? '\n\n' : pick(choices.get(piece.element) ?? { of: [], nth: 0 });
    })
    .join('');
}

/** From here on words are enough to find a place by, and no other place need be among them. */
const ENOUGH = 12;

/**
 * Reads up to the next place, since what is picked there may be anything; where that is too little,
 * on beyond it with what its author prefers. Nothing here may depend on a key.
 *
 * @param pieces - from a place outwards.
 */
function rowOf(
  pieces: readonly Piece[],
  choices: ReadonlyMap<Element, WordingChoices>,
): readonly string[] {
  const row: string[] = [];
  for (const piece of pieces) {
    if (piece.type === 'end') break;
    if (piece.type === 'words') row.push(piece.text);
    else if (lettersIn(row.join('')) >= ENOUGH) break;
    else row.push(firstWording(choices.get(piece.element) ?? { of: [], nth: 0 }));
  }
  return row;
}

function lettersIn(words: string): number {
  return words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const BLOCKS = new Set(['paragraph', 'heading', 'tableCell']);
const END: Piece = { type: 'end' };

/** What may be withheld ends a row, so that no row joins what is public to what may not be. */
function piecesOf(node: Root | RootContent, where: Surroundings): readonly Piece[] {
  if (isEither(node)) return [{ type: 'place', element: node, ...where }];
  if (node.type === 'text' || node.type === 'inlineCode')
    return [{ type: 'words', text: node.value }];
  if (node.type === 'break') return [{ type: 'words', text: ' ' }];
  if (!('children' in node)) return [END];
  const name = 'name' in node && typeof node.name === 'string' ? node.name : '';
  const within: Surroundings = {
    isOpen: where.isOpen && !/^(?:Confidential|Withheld)$/.test(name),
    isInHeading: where.isInHeading || node.type === 'heading',
    isInWithheld: where.isInWithheld || name === 'Withheld',
  };
  const inner = (node.children as readonly RootContent[]).flatMap((child) =>
    piecesOf(child, within),
  );
  return BLOCKS.has(node.type) || /^[A-Z]/.test(name) ? [END, ...inner, END] : inner;
}
