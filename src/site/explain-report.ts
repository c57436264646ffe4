import type {
  ProofReport,
  SightingReport,
  VerifyReport,
  WitnessReport,
} from '../authorship/index.ts';
import { harmless } from '../bytes/harmless.ts';
import type { Locale } from '../schemas/locale.ts';
import { VERIFY_STRINGS } from './verify-strings.ts';
import type { VerifyStrings } from './verify-strings.ts';

/** One result as a person reads it, on a page or in a terminal. */
export interface Explanation {
  readonly headline: string;
  /** The key whose signature was verified; null if none was, and then there is no seal. */
  readonly fingerprint: string | null;
  readonly isRefused: boolean;
  /** A label and its values. */
  readonly rows: readonly (readonly [string, readonly string[]])[];
  readonly can: readonly string[];
  readonly cannot: readonly string[];
}

type Row = readonly [string, readonly string[]];
type ValidProof = Extract<ProofReport, { status: 'valid' }>;

/** Says what a report means, one explanation for each proof and each author with marks. */
export function explainReport(report: VerifyReport, locale: Locale): readonly Explanation[] {
  const t = VERIFY_STRINGS[locale];
  const proofs = report.results.flatMap(({ target, proof }) =>
    proof ? [explainProof(target, proof, locale)] : [],
  );
  const marks = explainMarks(report, locale);
  const all = [...proofs, ...marks];
  return (all.length > 0 ? all : [nothing(report, t)]).map(disarmed);
}

/** What stands in a stranger's proof or page is shown, and does nothing. */
function disarmed({ headline, rows, ...rest }: Explanation): Explanation {
  return {
    ...rest,
    headline: harmless(headline),
    rows: rows.map(([label, values]) => [harmless(label), values.map(harmless)] as const),
  };
}

function nothing({ skipped }: VerifyReport, t: VerifyStrings): Explanation {
  return {
    headline: t.nothing,
    fingerprint: null,
    isRefused: false,
    rows: skipped.length > 0 ? [[t.files, [t.skipped(skipped.length)]]] : [],
    can: [],
    cannot: [t.nothingText, t.cannot.absence],
  };
}

function explainProof(target: string, proof: ProofReport, locale: Locale): Explanation {
  const t = VERIFY_STRINGS[locale];
  if (proof.status === 'refused') return refusal(target, proof, t);
  const { author, witnesses, isAnswer, isPublished, marks, claims } = proof;
  const time = earliest(witnesses);
  return {
    headline: t.signedBy(author.name),
    fingerprint: author.fingerprint,
    isRefused: false,
    rows: [
      [t.target, [target]],
      ...authorRows(author, t),
      [t.challenge, [proof.challenge, isAnswer ? t.answered : t.unanswered]],
      [t.signedAt, [formatMoment(proof.signedAt, locale)]],
      ...(proof.recipient === null ? [] : [[t.recipient, [proof.recipient]] as const]),
      ...inOrder(claims, t).map(([name, value]) => claimRow(name, value, t)),
      ...marks.toSorted(byNumber).map((mark) => markRow(mark, t)),
      [
        t.ledger,
        [
          t.version(proof.version),
          ...(isPublished === null ? [] : [isPublished ? t.published : t.unpublished]),
        ],
      ],
      [t.witnesses, witnessLines(witnesses, locale)],
    ],
    can: [
      t.can.key(author.fingerprint),
      ...(isAnswer ? [t.can.fresh] : []),
      t.can.claims,
      ...(time ? [t.can.time(formatMoment(time, locale))] : []),
    ],
    cannot: [
      t.cannot.person,
      t.cannot.law,
      t.cannot.first,
      ...(time ? [] : [t.cannot.time]),
      ...(isAnswer ? [] : [t.cannot.fresh]),
      ...(isPublished === false ? [t.cannot.unpublished] : []),
    ],
  };
}

function refusal(
  target: string,
  { reason, detail }: Extract<ProofReport, { status: 'refused' }>,
  t: VerifyStrings,
): Explanation {
  return {
    headline: t.refused,
    fingerprint: null,
    isRefused: true,
    rows: [
      [t.target, [target]],
      [t.result, [[t.problem[reason], detail].filter(Boolean).join(' ')]],
    ],
    can: [],
    cannot: [t.cannot.absence],
  };
}

function authorRows({ name, site, fingerprint }: ValidProof['author'], t: VerifyStrings): Row[] {
  return [
    [t.author, [name, site]],
    [t.key, [fingerprint]],
  ];
}

/** Disclosures come in the order of their digests, which says nothing. */
function inOrder(claims: ValidProof['claims'], t: VerifyStrings) {
  const known = Object.keys(t.claim);
  return Object.entries(claims).toSorted(([a], [b]) => known.indexOf(a) - known.indexOf(b));
}

type Mark = ValidProof['marks'][number];

function numberOf({ claim }: Mark): string {
  return claim.replace('mark:', '');
}

function byNumber(a: Mark, b: Mark): number {
  return Number(numberOf(a)) - Number(numberOf(b));
}

function claimRow(name: string, value: unknown, t: VerifyStrings): Row {
  return [t.claim[name] ?? name, flatten(value)];
}

/** Texts of a claim, whatever its shape: a text a language, a period, a list. */
function flatten(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.values(value).flatMap(flatten);
}

function markRow(mark: Mark, t: VerifyStrings): Row {
  const { opening, isRecomputed } = mark;
  const { carrier, id } = opening;
  const place = 'lang' in opening ? opening.lang : t.inDelivered;
  const look = 'lang' in opening ? t.look[opening.carrier] : t.look.delivered;
  const of = opening.carrier === 'acrostic' ? `, ${t.of[opening.of]}` : '';
  const count = opening.carrier === 'wording' ? `, ${t.offered(opening.places.length)}` : '';
  const phrases = phrasesOf(opening).map(t.quote);
  return [
    `${t.mark} ${numberOf(mark)}`,
    [
      `${t.carrier[carrier]}, ${place}${of}${count}`,
      ...phrases,
      look,
      `${id}: ${isRecomputed ? t.computed.yes : t.computed.unknown}`,
    ],
  ];
}

function phrasesOf(opening: Mark['opening']): readonly string[] {
  if ('phrases' in opening) return opening.phrases;
  return 'phrase' in opening ? [opening.phrase] : [];
}

/** @returns a line for each time witness; one that says so if there is none. */
export function witnessLines(
  witnesses: readonly WitnessReport[],
  locale: Locale,
): readonly string[] {
  const t = VERIFY_STRINGS[locale];
  if (witnesses.length === 0) return [t.noWitness];
  return witnesses.map(({ name, status, time, by }) =>
    [
      name,
      t.witness[status],
      ...(time === null ? [] : [t.notLaterThan(formatMoment(time, locale))]),
      ...by,
    ].join(' · '),
  );
}

/** @returns the earliest time that could be followed to its end; null if there is none. */
function earliest(witnesses: readonly WitnessReport[]): string | null {
  const times = witnesses.flatMap(({ status, time }) =>
    (status === 'valid' || status === 'confirmed') && time !== null ? [time] : [],
  );
  return times.toSorted()[0] ?? null;
}

/** To the minute, in UTC: a document that is filed must not depend on where it was printed. */
export function formatMoment(iso: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(iso))} UTC`;
}

interface Found {
  readonly target: string;
  readonly sighting: SightingReport;
}

function explainMarks({ results }: VerifyReport, locale: Locale): readonly Explanation[] {
  const t = VERIFY_STRINGS[locale];
  const found = results.flatMap(({ target, sightings }) =>
    sightings.map((sighting) => ({ target, sighting })),
  );
  const keys = new Set(found.map(({ sighting }) => sighting.author.fingerprint));
  return [...keys].map((key) =>
    explainAuthor(
      found.filter(({ sighting }) => sighting.author.fingerprint === key),
      t,
    ),
  );
}

function explainAuthor(found: readonly Found[], t: VerifyStrings): Explanation {
  const first = found[0];
  if (!first) throw new Error('a group has members');
  const { author } = first.sighting;
  const listed = found.filter(({ sighting }) => sighting.isListed && !sighting.isSupport);
  const isEggSigned = found.some(({ sighting }) => sighting.opened?.isSigned === true);
  return {
    headline: t.marksOf(found.length, author.name),
    fingerprint: listed.length > 0 ? author.fingerprint : null,
    isRefused: false,
    rows: [...authorRows(author, t), ...found.map((each) => sightingRow(each, t))],
    can: [
      ...(listed.some(({ sighting }) => isPublic(sighting)) ? [t.can.mark] : []),
      ...(listed.some(({ sighting }) => isDelivered(sighting)) ? [t.can.delivered] : []),
      ...(found.some(({ sighting }) => isCovert(sighting)) ? [t.can.covert] : []),
      ...(listed.some(({ sighting }) => isWording(sighting)) ? [t.can.wording] : []),
      ...(isEggSigned ? [t.can.egg] : []),
    ],
    cannot: [
      ...(found.some(({ sighting }) => isPublic(sighting)) ? [t.cannot.copied] : []),
      ...(found.some(({ sighting }) => isDelivered(sighting)) ? [t.cannot.searched] : []),
      ...(found.some(({ sighting }) => isCovert(sighting)) ? [t.cannot.covert] : []),
      ...(found.some(({ sighting }) => isWording(sighting)) ? [t.cannot.wording] : []),
      t.cannot.person,
      t.cannot.law,
      t.cannot.time,
    ],
  };
}

function isDelivered({ where }: SightingReport): boolean {
  return where.files !== undefined;
}

function isCovert({ layer, carrier }: SightingReport): boolean {
  return layer === 'covert' && carrier !== 'wording';
}

function isWording({ carrier }: SightingReport): boolean {
  return carrier === 'wording';
}

/** Whether anybody can find it with the public key. */
function isPublic(sighting: SightingReport): boolean {
  return !isDelivered(sighting) && !isCovert(sighting) && !isWording(sighting);
}

function sightingRow({ target, sighting }: Found, t: VerifyStrings): Row {
  const { carrier, work, url, where, chance, opened } = sighting;
  const place = [
    ...(where.paragraph === null ? [] : [t.paragraph(where.paragraph)]),
    ...(where.files === undefined ? [] : [t.together(where.files)]),
    ...(where.places ? [t.places(where.places.agreeing, where.places.found, where.places.of)] : []),
  ];
  return [
    t.carrier[carrier],
    [
      [target, ...place, where.words && t.quote(where.words)].filter(Boolean).join(' · '),
      ...(work === null ? [] : [[work, url].filter(Boolean).join(' · ')]),
      originOf(sighting, t),
      ...(sighting.isSupport ? [t.supports] : []),
      `${t.chance}: ≤ ${scientific(chance)}, ${t.coins(Math.max(1, Math.floor(-Math.log2(chance))))}`,
      ...(opened
        ? [`${t.eggSays}: ${t.quote(opened.statement.statement)}`, eggLine(opened.isSigned, t)]
        : []),
    ],
  ];
}

/** Who says that the mark is the author's. */
function originOf(sighting: SightingReport, t: VerifyStrings): string {
  if (sighting.claim !== null) return t.openedBy(sighting.claim);
  if (isDelivered(sighting)) return t.inDelivered;
  if (sighting.layer === 'covert') return t.covert;
  return sighting.isListed ? t.listed : t.unlisted;
}

function eggLine(isSigned: boolean | null, t: VerifyStrings): string {
  if (isSigned === null) return t.eggUnchecked;
  return isSigned ? t.eggSigned : t.eggForged;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A bound is rounded up: 4.1e-13 becomes 5 × 10⁻¹³. */
function scientific(chance: number): string {
  if (chance >= 1) return '1';
  if (chance <= 0) return '0';
  const exponent = Math.floor(Math.log10(chance));
  const digits = [...String(-exponent)].map((digit) => SUPERSCRIPT[Number(digit)] ?? '').join('');
  return `${Math.ceil(chance / 10 ** exponent)} × 10⁻${digits}`;
}
