import type { LedgerReport, VerifyReport } from '../../authorship/index.ts';
import type { Locale } from '../../schemas/locale.ts';
import { explainReport, formatMoment, witnessLines } from '../../site/explain-report.ts';
import type { Explanation } from '../../site/explain-report.ts';
import { SEAL_FRAME, sealPath } from '../../site/seal.ts';
import { VERIFY_STRINGS } from '../../site/verify-strings.ts';
import { make } from '../make.ts';
import type { LookNote, LookOutcome } from './look-job.ts';

type Row = Explanation['rows'][number];

/** @returns a report as elements: one article for each proof and each author. */
export function renderReport(report: VerifyReport, locale: Locale): readonly Node[] {
  return explainReport(report, locale).map((each) => renderOne(each, locale));
}

function renderOne(explanation: Explanation, locale: Locale): HTMLElement {
  const { headline, fingerprint, rows, can, cannot } = explanation;
  const t = VERIFY_STRINGS[locale];
  const seal = sealOf(fingerprint, headline);
  const facts = make('dl', {});
  const now = formatMoment(new Date().toISOString(), locale);
  showRows(facts, [...rows, [t.checkedAt, [now]]]);
  const columns = make('div', { className: 'columns' }, ...column(t.shows, can));
  columns.append(...column(t.doesNotShow, cannot));
  const head = make('div', { className: 'head' }, seal, make('h2', {}, headline));
  return make('article', {}, head, facts, columns);
}

function column(title: string, lines: readonly string[]): readonly Node[] {
  if (lines.length === 0) return [];
  const list = make('ul', {}, ...lines.map((line) => make('li', {}, line)));
  return [make('section', {}, make('h3', {}, title), list)];
}

/** Fills a description list. A value of several lines keeps them. */
export function showRows(list: HTMLElement, rows: readonly Row[]): void {
  list.replaceChildren(
    ...rows.flatMap(([label, values]) => [
      make('dt', {}, label),
      make('dd', {}, ...values.map((value) => make('span', {}, ...raised(value)))),
    ]),
  );
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Powers as elements: hardly a font has the letters for them, a minus among them least of all. */
function raised(text: string): readonly (Node | string)[] {
  return text.split(/([⁻⁰¹²³⁴-⁹]+)/).map((part, index) => {
    if (index % 2 === 0) return part;
    const plain = [...part].map((sign) => (sign === '⁻' ? '−' : RAISED.indexOf(sign)));
    return make('sup', {}, plain.join(''));
  });
}

/** @returns what the page says of its own author. */
export function authorRows(
  { name, site }: NonNullable<LookOutcome['author']>,
  ledger: LedgerReport | null,
  locale: Locale,
): readonly Row[] {
  const t = VERIFY_STRINGS[locale];
  const state = ledger?.status === 'valid' ? t.ledgerValid(ledger.versions) : t.ledgerBroken;
  return [
    [t.author, [name]],
    [t.site, [site]],
    ...(ledger?.author ? [[t.key, [ledger.author.fingerprint]] as const] : []),
    [t.ledger, [state]],
    ...(ledger ? [[t.witnesses, witnessLines(ledger.witnesses, locale)] as const] : []),
  ];
}

/** @returns what was done otherwise than a person may think, as a list; nothing if all was as usual. */
export function renderNotes(notes: readonly LookNote[], locale: Locale): readonly Node[] {
  if (notes.length === 0) return [];
  const t = VERIFY_STRINGS[locale];
  const lines = notes.map(({ name, kind }) => make('li', {}, t.notes[kind](name)));
  return [make('ul', { className: 'notes' }, ...lines)];
}

const SVG = 'http://www.w3.org/2000/svg';

/** Presses a seal: only where a signature by this key was verified just now. */
export function stamp(seal: Element, fingerprint: string, label: string): void {
  seal.querySelector('path')?.setAttribute('d', sealPath(fingerprint));
  seal.setAttribute('aria-label', label);
  seal.classList.add('stamped');
}

function sealOf(fingerprint: string | null, label: string): Element {
  const seal = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  seal.setAttribute('viewBox', '0 0 7 7');
  path.setAttribute('d', SEAL_FRAME);
  path.setAttribute('fill-rule', 'evenodd');
  seal.append(path);
  if (fingerprint === null) {
    seal.setAttribute('aria-hidden', 'true');
    return seal;
  }
  seal.setAttribute('role', 'img');
  stamp(seal, fingerprint, label);
  return seal;
}
