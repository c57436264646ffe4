const VERSIONS = '## Versions';

/**
 * Puts new tables into an older page, so that a carrier can be measured again without the others.
 *
 * @param older - an earlier result, or an empty text.
 * @returns `older` with the tables of `newer` in their places, those it does not have after them,
 *   and the head and the list of versions of `newer`. A program that only the older machine had is
 *   listed as it was: tables of its are still here.
 */
export function mergePages(older: string, newer: string): string {
  const [head = '', ...sections] = sectionsOf(newer);
  const isTable = (section: string) => section.startsWith('## ') && titleOf(section) !== VERSIONS;
  const all = sectionsOf(older);
  const old = all.filter(isTable);
  const fresh = new Map(sections.map((section) => [titleOf(section), section]));
  const titles = new Set(old.map(titleOf));
  const merged = [
    head,
    ...old.map((section) => fresh.get(titleOf(section)) ?? section),
    ...sections.filter((section) => !titles.has(titleOf(section))),
  ];
  const page = `${merged.map((section) => section.trim()).join('\n\n')}\n`;
  return page.replace(MISSING, (entry, name: string) => {
    const known = all.at(-1)?.split(/,\s|\n\n|\.$/m) ?? [];
    return known.find((each) => each.startsWith(`${name} `)) ?? entry;
  });
}

/** How the list of versions says that there is no such program. */
const MISSING = /([\w-]+) \(not on this machine\)/g;

function sectionsOf(page: string): readonly string[] {
  return page.split(/^(?=## )/m).filter(Boolean);
}

function titleOf(section: string): string {
  return section.split('\n')[0] ?? '';
}
