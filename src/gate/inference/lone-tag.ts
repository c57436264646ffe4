import type { Evidence, Inference } from './inference.ts';
import { foldLabel } from './known-work.ts';
import type { KnownWork } from './known-work.ts';
import type { PublicText } from './public-text.ts';

/** Shorter ones stand alone in a cell for many reasons. */
const LEAST = 3;

/**
 * Finds tags, sectors and roles in the output that no public work has, and a sealed one does.
 *
 * A cloud of tags, a list of filters or an index of search is often made of all works. Then it holds
 * a word that leads nowhere: an attacker learns that there is a work that is not shown, and what it
 * is about. The words as such are common, so they count only where they stand alone, as a label.
 */
export function findLoneTags({ texts, works }: Evidence): readonly Inference[] {
  const sealed = sealedLabels(works);
  return texts.flatMap((text) =>
    [...labelsIn(text)].flatMap(([label, offset]) =>
      (sealed.get(label) ?? []).map((work) => ({
        rule: 'lone-tag' as const,
        work,
        file: text.file,
        what: 'label',
        offset,
      })),
    ),
  );
}

function sealedLabels(works: readonly KnownWork[]): ReadonlyMap<string, readonly KnownWork[]> {
  const open = new Set(works.filter(({ state }) => state !== 'sealed').flatMap(labelsOf));
  const owners = new Map<string, KnownWork[]>();
  for (const work of works.filter(({ state }) => state === 'sealed'))
    for (const label of new Set(labelsOf(work)))
      if (label.length >= LEAST && !open.has(label))
        owners.set(label, [...(owners.get(label) ?? []), work]);
  return owners;
}

function labelsOf({ labels, tags }: KnownWork): readonly string[] {
  return [...labels, ...tags].map(foldLabel);
}

/** @returns what stands alone, and where first: blocks, keywords, and folders that are named so. */
function labelsIn({ file, blocks, keywords }: PublicText): ReadonlyMap<string, number | null> {
  const labels = new Map<string, number | null>();
  const folders = file.split('/').slice(0, -1);
  for (const folder of folders) labels.set(foldLabel(folder), null);
  // `Insurance (2)` and `#insurance` are labels as well.
  for (const { text, offset } of [...blocks, ...keywords]) {
    const label = foldLabel(
      text.replace(/[\s(（[:：×x·]{0,4}(?<!\d)\d{1,9}\s{0,2}(?:[)）\]]\s{0,2})?$/u, ''),
    );
    if (!labels.has(label)) labels.set(label, offset);
  }
  return labels;
}
