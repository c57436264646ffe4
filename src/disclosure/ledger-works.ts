import type { Json } from '../bytes/canonical-json.ts';
import type { Locale } from '../schemas/locale.ts';
import type { AsOf } from './day.ts';
import { discloseText } from './disclosed-text.ts';
import type { PagePlan } from './publish.ts';
import { decideWork, planText } from './publish.ts';
import type { Portfolio, SourceStudy, SourceTalk } from './sources.ts';
import type { Decision } from './to-public.ts';
import { viewOf } from './to-public.ts';
import type { Viewpoint } from './viewpoint.ts';

/** What the ledger commits to about a work, sealed or not, and what of it may be told. Private. */
export interface LedgerWork {
  readonly work: string;
  /** Everything in full, whatever the level: what is committed must not change with the day. */
  readonly claims: Readonly<Record<string, Json>>;
  /** Names of the claims that say no more than the site does on this day. */
  readonly open: ReadonlySet<string>;
  /** Whether the work has a page, so that its marks are there to be looked at. */
  readonly isPublic: boolean;
  /** The marks of each language version. */
  readonly plans: readonly PagePlan[];
}

/** Lists every work with all that can ever be shown of it to a doubter. */
export function ledgerWorks(portfolio: Portfolio, asOf: AsOf): readonly LedgerWork[] {
  return [...portfolio.studies, ...portfolio.talks].map((source) => {
    const decision = decideWork(source, portfolio, asOf, null);
    const isPublic = decision.disclosure.level !== 'sealed';
    const claims = claimsOf(source, inFull(decision));
    const shown = isPublic ? claimsOf(source, decision) : {};
    const open = Object.keys(claims).filter((name) => isSame(claims[name], shown[name]));
    const plans = [...source.texts.keys()].map((locale) =>
      planText(source, locale, portfolio.profile),
    );
    return { work: source.work, claims, open: new Set(open), isPublic, plans };
  });
}

function inFull(decision: Decision): Decision {
  return { ...decision, disclosure: { level: 'full', withheld: [], because: 'for the author' } };
}

function isSame(full: Json | undefined, shown: Json | undefined): boolean {
  return JSON.stringify(full) === JSON.stringify(shown);
}

const WORDS = ['title', 'summary', 'outcome', 'role', 'sector', 'audience'] as const;
type Word = (typeof WORDS)[number];

/** Picked by hand: a field added to the schema is not committed to until it is listed here. */
function claimsOf(
  source: SourceStudy | SourceTalk,
  decision: Decision,
): Readonly<Record<string, Json>> {
  const { work, kind, facts, texts } = source;
  const views = new Map([...texts.keys()].map((lang) => [lang, viewOf(source, lang, decision)]));
  const words = WORDS.flatMap((word) => {
    const inAll = perLanguage(views, (view, lang) =>
      resolve((texts.get(lang)?.words as Partial<Record<Word, string>>)[word], view),
    );
    return Object.keys(inAll).length > 0 ? [[word, inAll] as const] : [];
  });
  const client = perLanguage(views, (view) =>
    facts.nda === false && !('client' in facts && facts.client) ? null : resolve('{client}', view),
  );
  return {
    work,
    kind,
    ...Object.fromEntries(words),
    ...(Object.keys(client).length > 0 && { client }),
    ...('started' in facts && { period: { started: facts.started, ended: facts.ended ?? null } }),
    ...('deliveries' in facts && {
      deliveries: facts.deliveries.map(({ id, event, starts }) => ({
        id,
        event: event.name,
        starts,
      })),
    }),
  };
}

function perLanguage(
  views: ReadonlyMap<Locale, Viewpoint>,
  text: (view: Viewpoint, lang: Locale) => string | null,
): Readonly<Record<string, string>> {
  const entries = [...views].map(([lang, view]) => [lang, text(view, lang)] as const);
  return Object.fromEntries(entries.filter((entry) => entry[1] !== null)) as Record<string, string>;
}

/** @returns the text as a reader at this viewpoint sees it, with `█` for what is withheld. */
function resolve(text: string | undefined, view: Viewpoint): string | null {
  if (text === undefined) return null;
  return discloseText(text, view)
    .segments.map((part) => (typeof part === 'string' ? part : '█'))
    .join('');
}
