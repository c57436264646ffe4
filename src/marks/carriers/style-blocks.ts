import type { Atrule, Block, CssNode, Declaration, Rule, Selector } from 'css-tree';
import generate from 'css-tree/generator';
import parse from 'css-tree/parser';
import walk from 'css-tree/walker';

/** A piece of source, in UTF-16 units from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something in a list whose order is free. */
export interface Member extends Span {
  /** Different from the others of its list. */
  readonly name: string;
}

/** Things whose order changes nothing. */
export interface FreeList {
  /** Tells it from other lists: what stands around it, as formatters and minifiers leave it. */
  readonly about: string;
  readonly kind: 'declaration' | 'selector';
  /** In the order they stand in. */
  readonly members: readonly Member[];
}

/** Parses a style sheet. @throws Error where it is broken: what a browser skips is not ours to judge. */
export function parseSheet(source: string): CssNode {
  return parse(source, {
    positions: true,
    parseCustomProperty: false,
    onParseError: (error) => {
      throw error;
    },
  });
}

/** Finds everything whose order is free. */
export function freeLists(sheet: CssNode): readonly FreeList[] {
  const lists: FreeList[] = [];
  walk(sheet, {
    visit: 'Rule',
    enter(rule: Rule) {
      const selectors = selectorsOf(rule);
      if (!selectors) return;
      const around = contextOf(this.atrule);
      const whole = `${around}${selectors
        .map(({ name }) => name)
        .toSorted()
        .join(',')}`;
      lists.push({ kind: 'selector', about: around, members: distinct(selectors) });
      lists.push({ kind: 'declaration', about: whole, members: freeDeclarations(rule.block) });
    },
  });
  return lists.filter(({ members }) => members.length > 1);
}

/** Of a rule with selectors that can be read; keyframes have percentages, which stay. */
function selectorsOf({ prelude }: Rule): readonly Member[] | null {
  if (prelude.type !== 'SelectorList') return null;
  const selectors = prelude.children.toArray();
  if (!selectors.every((each): each is Selector => each.type === 'Selector')) return null;
  return selectors.flatMap((each) => memberOf(selectorName(each), each));
}

/** The digits of a condition stay, however it is written: `(min-width: 576px)` or `(width>=576px)`. */
function contextOf(atrule: Atrule | null): string {
  if (!atrule) return '';
  const condition = atrule.prelude ? generate(atrule.prelude) : '';
  return `@${(condition.match(/\d+/g) ?? []).join('.')} `;
}

function selectorName(selector: Selector): string {
  return generate(selector)
    .replace(/["']|\s+(?=[>+~])|(?<=[>+~])\s+/g, '')
    .replace(/::(?=before|after|first-l)/gi, ':');
}

/** The declarations of a block that are independent of all others in it. */
function freeDeclarations({ children }: Pick<Block, 'children'>): readonly Member[] {
  const all = children.toArray();
  const isPlain = (node: CssNode): node is Declaration =>
    node.type === 'Declaration' && /^(?:--[\w-]+|[a-z-]+)$/i.test(node.property);
  // What a browser may skip, and rules within the rule, make the order of the others matter.
  if (!all.every(isPlain)) return [];
  const families = all.map(({ property }) => familyOf(property));
  if (families.includes('all')) return [];
  return all.flatMap((node, index) => {
    const isAlone = families.every((family, at) => at === index || family !== families[index]);
    return isAlone ? memberOf(nameOf(node), node) : [];
  });
}

function nameOf({ property }: Declaration): string {
  return property.startsWith('--') ? property : property.toLowerCase();
}

function memberOf(name: string, { loc }: CssNode): readonly Member[] {
  return loc ? [{ name, start: loc.start.offset, end: loc.end.offset }] : [];
}

function distinct(members: readonly Member[]): readonly Member[] {
  const names = members.map(({ name }) => name);
  return new Set(names).size === names.length ? members : [];
}

/** Those whose first word hides that they set, or stand for, the same. */
const KIN: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'inset top right bottom left',
    'size width height inline block min max logical',
    'font line',
    'text white',
    'grid column columns page break gap row rule',
    'place align justify',
    'overflow word',
    'baseline vertical alignment dominant',
  ].flatMap((line) => {
    const [family = '', ...words] = line.split(' ');
    return words.map((word) => [word, family] as const);
  }),
);

/**
 * Two properties of different families never set the same longhand, physical or logical, so that
 * their order does not matter. Families are wider than they need be: the first word of the name,
 * without its prefix.
 *
 * @see CSS Cascading and Inheritance Level 5, section 2; CSS Logical Properties Level 1, section 4.
 */
export function familyOf(property: string): string {
  if (property.startsWith('--')) return property;
  const [word = ''] = property
    .toLowerCase()
    .replace(/^-[a-z]+-/, '')
    .split('-');
  return KIN[word] ?? word;
}
