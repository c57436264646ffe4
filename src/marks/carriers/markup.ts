import { choiceCarrier, orderPlaces, orderedBy } from '../choices.ts';
import type { Choice, ChoiceLanguage, ChoicePlace } from '../choices.ts';
import { applySplices, parsePage } from '../page.ts';
import type { Element, Splice } from '../page.ts';

/** HTML: in which order an element's attributes stand. */
const html: ChoiceLanguage = {
  id: 'markup',
  endings: ['.html', '.htm', '.xhtml'],

  places: (source) =>
    elementsOf(source).flatMap(({ attributes, tag }): readonly ChoicePlace[] =>
      orderPlaces([...attributes.keys()], contextOf(tag, attributes)),
    ),

  write: (source, choose) =>
    applySplices(
      source,
      elementsOf(source).flatMap((element) => reorder(source, element, choose)),
    ),
};

/** Marks in the order of attributes. */
export const markup = choiceCarrier(html);

interface Attribute {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface FreeElement {
  readonly tag: string;
  /** Those that may change places, in the order they stand in. */
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/**
 * Browsers have begun to fetch, or chosen between two sources, on the first of these they met. In
 * elements that fetch something they keep their places.
 */
const FETCHES = new Set('img iframe source video audio link script embed object input'.split(' '));
const FETCH_ATTRIBUTES = new Set(
  'src srcset sizes loading crossorigin fetchpriority integrity type as href media rel data'.split(
    ' ',
  ),
);

function elementsOf(source: string): readonly FreeElement[] {
  return parsePage(source).elements.flatMap(({ element }) => {
    const attributes = new Map<string, Attribute>();
    for (const { name, value, prefix } of element.attrs) {
      const location = element.sourceCodeLocation?.attrs?.[prefix ? `${prefix}:${name}` : name];
      // The parser keeps the first of two, wherever they stand; and gives some to another element.
      if (!location || !isFree(element, name)) continue;
      attributes.set(name, { value, start: location.startOffset, end: location.endOffset });
    }
    return attributes.size < 2 ? [] : [{ tag: element.tagName, attributes }];
  });
}

function isFree({ tagName }: Element, name: string): boolean {
  return !(FETCHES.has(tagName) && FETCH_ATTRIBUTES.has(name));
}

function contextOf(tag: string, attributes: FreeElement['attributes']) {
  const told = (name: string) => `${name}=${valueOf(name, attributes.get(name)?.value ?? '')}`;
  return (first: string, second: string) => [tag, told(first), told(second)].join('\n');
}

/** What formatters leave of a value: addresses are made absolute, classes are sorted. */
function valueOf(name: string, value: string): string {
  const words = value.trim().split(/\s+/);
  if (name === 'class') return words.toSorted().join(' ');
  if (name === 'style') return '';
  if (/^(?:href|src|action|poster|data|cite)$/.test(name))
    return value.split(/[?#]/)[0]?.split('/').findLast(Boolean) ?? '';
  return words.join(' ');
}

function reorder(
  source: string,
  { tag, attributes }: FreeElement,
  choose: (context: string) => Choice,
): readonly Splice[] {
  const names = [...attributes.keys()];
  const ordered = orderedBy(names, contextOf(tag, attributes), choose);
  return names.flatMap((name, index) => {
    const [place, other] = [attributes.get(name), attributes.get(ordered[index] ?? name)];
    if (!place || !other || place === other) return [];
    const { start, end } = place;
    return [{ start, end, text: source.slice(other.start, other.end) }];
  });
}
