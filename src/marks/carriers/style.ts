import { choiceCarrier, orderPlaces, orderedBy } from '../choices.ts';
import type { Choice, ChoiceLanguage } from '../choices.ts';
import { applySplices } from '../page.ts';
import type { Splice } from '../page.ts';
import { freeLists, parseSheet } from './style-blocks.ts';
import type { FreeList } from './style-blocks.ts';
import { colorPlaces, colorSplices, spelledColors } from './style-colors.ts';

/**
 * CSS: the order of declarations that set nothing in common, the order of selectors of one rule,
 * and the last bits of colours. What the cascade makes of it stays the same, colours apart.
 */
const css: ChoiceLanguage = {
  id: 'style',
  endings: ['.css'],
  // Some programs sort declarations or selectors, and leave the others alone.
  kindOf: (context) => context.split('\n')[0] ?? '',

  places(source) {
    const sheet = parseSheet(source);
    const orders = freeLists(sheet).flatMap((list) =>
      orderPlaces(namesOf(list), pairContext(list)),
    );
    return [...orders, ...colorPlaces(sheet)];
  },

  write(source, choose) {
    const colored = applySplices(source, colorSplices(parseSheet(source), choose));
    const splices = freeLists(parseSheet(colored)).flatMap((list) =>
      reorder(colored, list, choose),
    );
    return applySplices(colored, splices);
  },

  spellOut: (source) => applySplices(source, spelledColors(parseSheet(source))),
};

/** Marks in style sheets. */
export const style = choiceCarrier(css);

function namesOf({ members }: FreeList): readonly string[] {
  return members.map(({ name }) => name);
}

function pairContext({ kind, about }: FreeList) {
  return (first: string, second: string) => [kind, about, first, second].join('\n');
}

/** @returns the changes that put a list into the order that the key chooses. */
function reorder(
  source: string,
  list: FreeList,
  choose: (context: string) => Choice,
): readonly Splice[] {
  const ordered = orderedBy(namesOf(list), pairContext(list), choose);
  const byName = new Map(list.members.map((member) => [member.name, member]));
  return list.members.flatMap(({ name, start, end }, index) => {
    const other = byName.get(ordered[index] ?? name);
    if (!other || other.name === name) return [];
    return [{ start, end, text: source.slice(other.start, other.end) }];
  });
}
