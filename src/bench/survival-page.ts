const VERSIONS = '## Versions';

/**
 * Puts new tables into an older page, so that a carrier can be measured again without the others.
 *
 * @param older - an earlier result, or an empty text.
 * @returns `newer`, with the tables that only `older` has before its list of versions.
 */
export function mergePages(older: string, newer: string): string {
  const sections = sectionsOf(newer);
  const titles = new Set(sections.map(titleOf));
  const kept = sectionsOf(older).filter(
    (section) => section.startsWith('## ') && !titles.has(titleOf(section)),
  );
  const at = sections.findIndex((section) => titleOf(section) === VERSIONS);
  const all = [...sections.slice(0, at), ...kept, ...sections.slice(at)];
  return `${all.map((section) => section.trim()).join('\n\n')}\n`;
}

function sectionsOf(page: string): readonly string[] {
  return page.split(/^(?=## )/m).filter(Boolean);
}

function titleOf(section: string): string {
  return section.split('\n')[0] ?? '';
}
