import { clientText, outlook } from '../../disclosure/index.ts';
import type { AgreementOutlook, Change, MissingConsent, Outlook } from '../../disclosure/index.ts';
import { maskedName } from '../unprinted.ts';
import type { NdaDesk } from './desk.ts';

type ConsentLine = AgreementOutlook['consents'][number] & {
  /** Whether the letter it rests on lies in the vault; null if there is no vault. */
  readonly isEvidenceKept: boolean | null;
};

/** What `npm run nda --json` prints. */
export interface NdaOverview extends Omit<Outlook, 'agreements'> {
  readonly format: 'colophon-nda/1';
  readonly agreements: readonly (Omit<AgreementOutlook, 'consents'> & {
    /** Only if names were asked for. */
    readonly client?: string;
    readonly consents: readonly ConsentLine[];
  })[];
  readonly exceptions: readonly { readonly finding: string; readonly until: string }[];
}

/** Looks at all agreements on the desk's day. */
export function ndaOverview(
  desk: NdaDesk,
  { days, names }: { days: number; names: boolean },
): NdaOverview {
  const { agreements, changes, missing, ...rest } = outlook(
    desk.portfolio,
    desk.settings.asOf,
    days,
  );
  // A work, or a consent, may be called after its client.
  const nameOf = names ? (name: string) => name : maskedName;
  const withName = <Named extends { readonly work: string }>(each: Named): Named => ({
    ...each,
    work: nameOf(each.work),
  });
  return {
    format: 'colophon-nda/1',
    ...rest,
    changes: changes.map(withName),
    missing: missing.map(withName),
    agreements: agreements.map((each) => ({
      ...each,
      works: each.works.map(withName),
      ...(names && { client: clientName(desk, each.id) }),
      consents: each.consents.map((consent) => ({
        ...consent,
        id: nameOf(consent.id),
        isEvidenceKept: desk.evidence && desk.evidence.has(consent.evidence),
      })),
    })),
    exceptions: desk.exceptions.map(({ finding, until }) => ({ finding, until })),
  };
}

/** @returns the client's name in the author's first language. Never for a log. */
export function clientName({ portfolio }: NdaDesk, id: string): string {
  const agreement = portfolio.agreements.get(id);
  return agreement ? clientText(agreement, 'named', portfolio.profile.locale) : id;
}

/** @returns whether something wants the author's attention: a consent is missing or runs out. */
export function wantsAttention({ missing, agreements, exceptions, day }: NdaOverview): boolean {
  const states = agreements.flatMap(({ consents }) => consents.map(({ state }) => state));
  return (
    missing.length > 0 ||
    states.some((state) => state === 'expiring' || state === 'expired') ||
    exceptions.some(({ until }) => until < day)
  );
}

/** @returns the overview for a person. */
export function renderOverview(overview: NdaOverview): string {
  const { day, days, agreements, changes, missing, exceptions } = overview;
  const ended = exceptions.filter(({ until }) => until < day);
  return [
    `As of ${day}, and ${days} days ahead.`,
    ...agreements.flatMap((each) => ['', ...agreementLines(each)]),
    ...section('Opens and closes', changes.map(changeLine)),
    ...section('Consents missing', missing.map(missingLine)),
    ...section(
      'Exceptions that ended',
      ended.map(({ finding, until }) => `${until}  ${finding}`),
    ),
  ].join('\n');
}

function agreementLines({
  id,
  client,
  works,
  consents,
  followUp,
}: NdaOverview['agreements'][number]): readonly string[] {
  const width = Math.max(0, ...works.map(({ work }) => work.length));
  const withheld = (reasons: readonly string[]) =>
    reasons.length > 0 ? `withheld: ${reasons.join(' ')}` : '';
  return [
    [id, client].filter(Boolean).join('  '),
    ...works.map((each) => {
      const isOpen = each.level !== 'sealed';
      const cells = [each.work.padEnd(width), each.level.padEnd(9), each.because];
      return `  ${[...cells, isOpen ? withheld(each.withheld) : ''].filter(Boolean).join('  ')}`;
    }),
    ...(works.length === 0 ? ['  no work'] : []),
    ...consents.map((each) => `  consent ${consentText(each)}`),
    ...(followUp ? [`  call on ${followUp}`] : []),
  ];
}

function consentText({ id, state, until, isEvidenceKept }: ConsentLine): string {
  const words = {
    valid: until ? `until ${until}` : 'without an end',
    expiring: `ENDS on ${until}`,
    expired: `ended on ${until}`,
    revoked: 'taken back',
    'not-yet': 'does not hold yet',
  }[state];
  const kept = isEvidenceKept === false ? ', its evidence is not in the vault' : '';
  return `${id}: ${words}${kept}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function changeLine({ day, work, from, to, shown, hidden, because }: Change): string {
  const level = from === to ? to : `${from} → ${to}`;
  const parts = [
    ...(shown.length > 0 ? [`shows ${shown.join(' ')}`] : []),
    ...(hidden.length > 0 ? [`withholds ${hidden.join(' ')}`] : []),
  ];
  return [day, work, level, ...parts, `(${because})`].join('  ');
}

function missingLine({ agreement, work, level, from }: MissingConsent): string {
  return `${work}  ${level} from ${from}  (${agreement})`;
}
