const VERSIONS = '## Versions';

/**
 * Puts new tables into an older page, so that a carrier can be measured again without the others.
 *
 * @param older - an earlier result, or an empty text.
 * @returns `older` with the tables of `newer` in their places, those it does not have after them,
 *   and the head and the list of versions of `newer`.
 */
export function mergePages(older: string, newer: string): string {
  const [head = '', ...sections] = sectionsOf(newer);
  const isTable = (section: string) => section.startsWith('## ') && titleOf(section) !== VERSIONS;
  const old = sectionsOf(older).filter(isTable);
  const fresh = new Map(sections.map((section) => [titleOf(section), section]));
  const titles = new Set(old.map(titleOf));
  const all = [
    head,
    ...old.map((section) => fresh.get(titleOf(section)) ?? section),
    ...sections.filter((section) => !titles.has(titleOf(section))),
  ];
  return `${all.map((section) => section.trim()).join('\n\n')}\n`;
}

function sectionsOf(page: string): readonly string[] {
  return page.split(/^(?=## )/m).filter(Boolean);
}

function titleOf(section: string): string {
  return section.split('\n')[0] ?? '';
}
