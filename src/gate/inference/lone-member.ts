import type { Evidence, Inference } from './inference.ts';
import { foldLabel } from './known-work.ts';
import type { KnownWork } from './known-work.ts';
import type { PublicText } from './public-text.ts';

/** `Banking (1)`, `Banking: 1`, `金融 1件`, `#banking ×1`. */
const ONE =
  /^(?<label>.*\S)(?:\s*[·:：×x–—-]){0,3}\s*(?:[(（[]\s*)?[1１一]\s*(?:(?:件|社)\s*)?[)）\]]?$/u;
/** What may stand before the value in the name of a page: `sector-banking`, `tag: banking`. */
const KIND = /^\p{L}+ /u;

/**
 * Finds filters and counts whose only member is a work that may not name its client.
 *
 * A filter promises a group to hide in. With one member it does the opposite: whoever knows that a
 * company of that sector worked with the author that year, reads the whole study as theirs; and the
 * day on which the filter appears or goes tells when. An archive of the pages keeps both.
 */
export function findLoneMembers(evidence: Evidence): readonly Inference[] {
  const nameless = evidence.works.filter(({ state }) => state === 'nameless');
  return evidence.texts.flatMap((text) => {
    if (evidence.workAt(text.file) !== null) return [];
    return nameless.flatMap((work) => inText(text, work, evidence));
  });
}

function inText(text: PublicText, work: KnownWork, { works, workAt }: Evidence): Inference[] {
  const values = valuesOf(work, works);
  const found = { rule: 'lone-member' as const, work, file: text.file };
  if (isPageOf(text, values) && isOnlyLink(text, work, workAt))
    return [{ ...found, what: 'filter', offset: null }];
  const counted = text.blocks.find(({ text: block }) => {
    const label = ONE.exec(block)?.groups?.['label'];
    return label !== undefined && values.has(foldLabel(label));
  });
  if (counted) return [{ ...found, what: 'count', offset: counted.offset }];
  const isCounted = text.counts.some(
    ({ label, count }) => count === 1 && values.has(foldLabel(label)),
  );
  return isCounted ? [{ ...found, what: 'count', offset: null }] : [];
}

/** What the work alone can be filed under, of all public ones. */
function valuesOf(work: KnownWork, works: readonly KnownWork[]): ReadonlySet<string> {
  const values = ({ labels, tags, period }: KnownWork) =>
    [...labels, ...tags, ...(period ? [(period.ended ?? period.started).slice(0, 4)] : [])].map(
      foldLabel,
    );
  const others = new Set(
    works.filter((each) => each !== work && each.state !== 'sealed').flatMap(values),
  );
  return new Set(values(work).filter((value) => value !== '' && !others.has(value)));
}

function isPageOf({ file, blocks }: PublicText, values: ReadonlySet<string>): boolean {
  const folder = file.split('/').at(-2) ?? '';
  // The heading of a home page may be the author's own trade.
  const isDeep = file.split('/').length > 2;
  const heading = isDeep ? (blocks.find(({ name }) => name === 'h1')?.text ?? '') : '';
  return [folder, heading].some((name) => {
    const label = foldLabel(name);
    return values.has(label) || values.has(label.replace(KIND, ''));
  });
}

function isOnlyLink(
  { links }: PublicText,
  { slug }: KnownWork,
  workAt: Evidence['workAt'],
): boolean {
  const linked = new Set(links.flatMap((link) => workAt(link) ?? []));
  return linked.size === 1 && linked.has(slug);
}
