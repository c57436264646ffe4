import type { Author } from '../../authorship/index.ts';
import { clientText } from '../../disclosure/index.ts';
import { publicSince } from '../../release/release-log.ts';
import type { LogEntry, PublishedWork, ReleaseEntry } from '../../release/release-log.ts';
import type { Agreement, Consent } from '../../schemas/agreement.ts';
import type { Locale } from '../../schemas/locale.ts';
import type { Share } from '../../schemas/share.ts';
import { STRINGS } from '../../site/strings.ts';
import { CLIENT_SHEET_WORDS } from './client-sheet-words.ts';
import type { ClientSheetWords } from './client-sheet-words.ts';
import { escapeHtml } from '../../bytes/escape-html.ts';
import { sheetPage } from '../sheet-page.ts';

const STYLE = `
  h2 { border-top: 1px solid #8c8778; font-size: 1.15rem; font-weight: 400; margin-top: 2rem; padding-top: .8rem; }
  article { break-inside: avoid; margin-bottom: 1.4rem; }
  h3 { font-size: 1rem; margin: 0 0 .3rem; }
  dl { grid-template-columns: 10rem 1fr; }
  dd { font-family: inherit; font-size: 1em; }
  ul { margin: 0; padding-left: 1.1rem; }
  code { font: .8em ui-monospace, monospace; overflow-wrap: anywhere; }
  @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
`;

/** What the sheet is made of. */
export interface ClientSheetParts {
  readonly agreement: Agreement;
  /** How many names, domains, people and terms the gate looks for because of the agreement. */
  readonly terms: number;
  readonly author: Pick<Author, 'name' | 'site' | 'fingerprint'>;
  readonly email: string;
  /** The whole log, and the release that stands in the output folder. */
  readonly entries: readonly LogEntry[];
  readonly release: ReleaseEntry;
  /** Sealed copies in that release of works under the agreement: not for whom, which is theirs to say. */
  readonly copies: readonly Pick<Share, 'made' | 'until'>[];
  readonly locale: Locale;
  /** @returns what the public page of a work is called. */
  titleOf(work: string): string;
}

/**
 * Writes the page for a client: what is published that concerns him, at which level, by which
 * permission, since when, which sealed copies there are, and what the gate did. It names no other
 * client and no sealed work.
 */
export function clientSheet(parts: ClientSheetParts): string {
  const { agreement, author, release, locale, email } = parts;
  const words = CLIENT_SHEET_WORDS[locale];
  const works = release.works.filter(({ permissions }) =>
    permissions.some((each) => each.agreement === agreement.id),
  );
  const body = [
    `<h1>${words.title}</h1>`,
    `<p>${words.intro}</p>`,
    `<dl>${[
      fact(words.client, clientText(agreement, 'named', locale)),
      fact(words.agreement, `${agreement.id}, ${agreement.signed}`),
      fact(words.author, `${author.name}, ${author.site}`),
      fact(words.key, author.fingerprint, 'code'),
      fact(
        words.released,
        `${minute(release.at)}, ${fill(words.entry, { number: release.number })}`,
      ),
      fact(words.manifest, release.manifest, 'code'),
    ].join('')}</dl>`,
    `<h2>${words.published}</h2>`,
    ...(works.length + parts.copies.length === 0 ? [`<p>${words.nothing}</p>`] : []),
    ...works.map((work) => article(work, parts, words)),
    ...copiesSection(parts, words),
    `<h2>${words.check}</h2>`,
    `<p>${gateText(parts, words)}</p>`,
    `<p>${escapeHtml(fill(words.question, { email }))}</p>`,
  ];
  return sheetPage(words.title, locale, { style: STYLE, body: body.join('\n') });
}

function copiesSection({ copies }: ClientSheetParts, words: ClientSheetWords): readonly string[] {
  if (copies.length === 0) return [];
  const items = copies.map(({ made, until }) =>
    until === null ? fill(words.copy, { made }) : fill(words.copyUntil, { made, until }),
  );
  return [
    `<h2>${words.copies}</h2>`,
    `<p>${words.copiesText}</p>`,
    `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
  ];
}

function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

/** @param form - `code` for what is compared sign by sign. */
function fact(label: string, text: string, form: 'text' | 'code' = 'text'): string {
  const plain = escapeHtml(text);
  return `<dt>${label}</dt><dd>${form === 'code' ? `<code>${plain}</code>` : plain}</dd>`;
}

function article(
  work: PublishedWork,
  { agreement, entries, release, locale, titleOf }: ClientSheetParts,
  words: ClientSheetWords,
): string {
  const since = publicSince(entries, release.out, work.work)?.slice(0, 10) ?? '';
  const withheld = work.withheld.map((reason) => STRINGS[locale].reason[reason]).join(', ');
  const level = work.level === 'sealed' ? '' : words.level[work.level];
  return [
    `<article><h3>${escapeHtml(titleOf(work.work))}</h3>`,
    `<p>${escapeHtml(level)}</p>`,
    '<dl>',
    ...(withheld ? [fact(words.withheld, withheld)] : []),
    fact(words.since, since),
    `<dt>${words.allowed}</dt><dd><ul>${permissionItems(work, agreement, words)}</ul></dd>`,
    `<dt>URL</dt><dd>${work.urls.map((url) => `<code>${escapeHtml(url)}</code>`).join('<br>')}</dd>`,
    '</dl></article>',
  ].join('\n');
}

function permissionItems(
  { permissions }: PublishedWork,
  agreement: Agreement,
  words: ClientSheetWords,
): string {
  const own = permissions.filter((each) => each.agreement === agreement.id);
  const ids = own.flatMap(({ consents }) => consents);
  const items = [
    ...own.flatMap(({ step }) => (step ? [escapeHtml(fill(words.step, { day: step }))] : [])),
    ...agreement.consents
      .filter(({ id }) => ids.includes(id))
      .map((consent) => consentText(consent, words)),
  ];
  return items.map((item) => `<li>${item}</li>`).join('');
}

function consentText({ by, on, until, evidence }: Consent, words: ClientSheetWords): string {
  const text = fill(words.consent, { by, on }) + (until ? fill(words.consentUntil, { until }) : '');
  const rests = `${words.evidence}: ${evidence.what}, SHA-256`;
  return `${escapeHtml(text)}; ${escapeHtml(rests)} <code>${evidence.sha256}</code>`;
}

function gateText(parts: ClientSheetParts, words: ClientSheetWords): string {
  const { release, terms, locale, agreement } = parts;
  const { files, bytes, accepted } = release.gate;
  const count = accepted.filter(({ term }) => term?.startsWith(`${agreement.id}/`)).length;
  const several = words.accepted.at(-1) ?? '';
  const megabytes = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1e6);
  const texts = [
    fill(words.passed, { files, megabytes, terms }),
    count === 0 ? words.none : fill((count === 1 && words.accepted[0]) || several, { count }),
    words.limits,
  ];
  // In Japanese no space stands between sentences.
  return escapeHtml(texts.join(locale === 'ja' ? '' : ' '));
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
