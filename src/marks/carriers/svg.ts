import { SaxesParser } from 'saxes';
import { choiceCarrier, orderPlaces, orderedBy } from '../choices.ts';
import type { Choice, ChoiceLanguage, ChoicePlace } from '../choices.ts';
import { applySplices } from '../page.ts';
import type { Splice } from '../page.ts';

/**
 * SVG: in which order an element's attributes stand (XML 1.0, section 3.1: it has no meaning), and
 * whether a comma or a space parts two numbers of a path (SVG 2, section 9.3.9: either may). The
 * picture is the same to the pixel.
 */
const drawing: ChoiceLanguage = {
  id: 'svg',
  endings: ['.svg'],
  // Some programs write paths anew and keep the order of attributes, and others sort attributes.
  kindOf: (context) => context.split('\n')[0] ?? '',

  places: (source) =>
    elementsOf(source).flatMap((element): readonly ChoicePlace[] => [
      ...orderPlaces([...element.attributes.keys()], attributeContext(element)),
      ...separatorsIn(element).map(({ context, comma }) => ({
        context,
        chosen: comma ? (1 as const) : (0 as const),
      })),
    ]),

  write(source, choose) {
    const separated = applySplices(
      source,
      elementsOf(source).flatMap((element) => reseparate(element, choose)),
    );
    return applySplices(
      separated,
      elementsOf(separated).flatMap((element) => reorder(separated, element, choose)),
    );
  },
};

/** Marks in drawings. */
export const svg = choiceCarrier(drawing);

interface Attribute {
  readonly value: string;
  /** Of the whole attribute, its name and quotes included. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
}

interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

const TAG = /^<([^\s/>]+)/;
/** Within a tag that is well-formed. */
const ATTRIBUTES = /([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*')/g;

/** @throws Error if `source` is not well-formed, or needs entities of its own. */
function elementsOf(source: string): readonly Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser({ position: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', () => {
    const end = parser.position;
    // No value of an attribute may hold `<` as it is.
    const start = source.lastIndexOf('<', end - 1);
    elements.push(elementOf(source.slice(start, end), start));
  });
  parser.write(source).close();
  return elements;
}

function elementOf(text: string, offset: number): Element {
  const tag = TAG.exec(text)?.[1];
  if (tag === undefined || !text.endsWith('>')) throw new Error('svg: a tag is not where it was');
  const attributes = new Map<string, Attribute>();
  for (const { 0: whole, 1: name = '', 2: equals = '', 3: quoted = '', index } of text.matchAll(
    ATTRIBUTES,
  )) {
    const start = offset + index;
    const valueStart = start + name.length + equals.length + 1;
    const value = quoted.slice(1, -1);
    attributes.set(name, { value, start, end: start + whole.length, valueStart });
  }
  return { tag, attributes };
}

/** Numbers and styles are written anew by many programs; the others stay. */
const REWRITTEN = new Set('d points transform style viewBox xlink:href href'.split(' '));

function attributeContext({ tag, attributes }: Element) {
  const told = (name: string) => {
    const value = attributes.get(name)?.value ?? '';
    return REWRITTEN.has(name) ? name : `${name}=${value.trim().split(/\s+/).toSorted().join(' ')}`;
  };
  return (first: string, second: string) =>
    ['attribute', tag, told(first), told(second)].join('\n');
}

function reorder(
  source: string,
  element: Element,
  choose: (context: string) => Choice,
): readonly Splice[] {
  const { attributes } = element;
  const names = [...attributes.keys()];
  const ordered = orderedBy(names, attributeContext(element), choose);
  return names.flatMap((name, index) => {
    const [place, other] = [attributes.get(name), attributes.get(ordered[index] ?? name)];
    if (!place || !other || place === other) return [];
    return [{ start: place.start, end: place.end, text: source.slice(other.start, other.end) }];
  });
}

interface Separator {
  readonly context: string;
  readonly comma: boolean;
  /** In UTF-16 units from the start of the source. */
  readonly at: number;
}

const GEOMETRY = ['d', 'points'] as const;
/** One comma or one space between two numbers: anything else is somebody's layout. */
const SEPARATOR = /(?<=[\d.])[, ](?=[-+.\d])/g;
const NUMBER_BEFORE = /[-+\d.e]{1,40}$/i;
const NUMBER_AFTER = /^[-+]?[\d.e]{1,40}/i;

function separatorsIn({ attributes }: Element): readonly Separator[] {
  return GEOMETRY.flatMap((name) => {
    const attribute = attributes.get(name);
    // References stand for characters that are not there.
    if (!attribute || attribute.value.includes('&')) return [];
    const { value, valueStart } = attribute;
    return [...value.matchAll(SEPARATOR)].map(({ index, 0: separator }) => {
      const before = NUMBER_BEFORE.exec(value.slice(Math.max(0, index - 40), index))?.[0] ?? '';
      const after = NUMBER_AFTER.exec(value.slice(index + 1, index + 41))?.[0] ?? '';
      const context = ['number', plain(before), plain(after)].join('\n');
      return { context, comma: separator === ',', at: valueStart + index };
    });
  });
}

/** `0.50` and `.5` are one number. */
function plain(number: string): string {
  const value = Number(number);
  return Number.isFinite(value) ? String(value) : number;
}

function reseparate(element: Element, choose: (context: string) => Choice): readonly Splice[] {
  return separatorsIn(element).flatMap(({ context, comma, at }) =>
    (choose(context) === 1) === comma ? [] : [{ start: at, end: at + 1, text: comma ? ' ' : ',' }],
  );
}
