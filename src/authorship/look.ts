import type { AuthorDocument } from './author-document.ts';
import { readAuthorDocument } from './author-document.ts';
import { surveyDeliveredEggs } from './delivered-eggs.ts';
import { fingerprintOf } from './author.ts';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { toJwk } from './jws.ts';
import type { Knowledge } from './knowledge.ts';
import type { LedgerVersion } from './ledger.ts';
import { readLedgerVersion } from './ledger.ts';
import { readProof } from './read-proof.ts';
import type { ProofContext, ProofFacts, ProofVerdict } from './read-proof.ts';
import type { LedgerReport, ProofReport, VerifyReport, WitnessReport } from './report.ts';
import { readRotations } from './rotation.ts';
import { openImageReader } from '../marks/index.ts';
import type { Pixels } from '../marks/index.ts';
import {
  survey,
  surveyCovertImage,
  surveyDeliveredImage,
  surveyImage,
  surveyPdf,
} from './survey.ts';
import type { CovertPicture, DeliveredOpening, Sighting } from './survey.ts';
import { sortTargets } from './targets.ts';
import type { GivenFile, Targets } from './targets.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import { surveyWordings } from './wording-survey.ts';
import type { SoughtWording } from './wording-survey.ts';
import { checkWitness } from './witness.ts';
import type { CheckedWitness, WitnessContext } from './witness.ts';

/** What the person who looks says. */
export interface LookOptions {
  readonly now: Date;
  /** Proofs older than this are stale. */
  readonly maxAgeMs: number;
  readonly challenge: string | null;
  /** Opens eggs, and finds an acrostic in a text too long to search for all. */
  readonly phrases: readonly string[];
  /** @returns an image's pixels; null if it cannot be opened. Left out, images are passed over. */
  readonly openImage?: (file: GivenFile) => Promise<Pixels | null>;
  /** Marks of delivered work that are looked for besides those that proofs open. */
  readonly delivered?: readonly DeliveredOpening[];
  /** Pictures whose covert marks are looked for: only the author's seed makes their keys. */
  readonly covert?: readonly CovertPicture[];
  /** Marks in wordings that are looked for besides those that proofs open. */
  readonly wordings?: readonly SoughtWording[];
  /** Finds them in files other than images; left out, those are passed over. */
  readonly readDelivered?: DeliveredReader;
  /** Told before each file is read; what it throws ends the look. */
  readonly onFile?: (progress: LookProgress) => void | Promise<void>;
  /** Looks Bitcoin blocks up; left out, they are named and not looked at. */
  readonly blockHeader?: WitnessContext['blockHeader'];
}

/** How far a look is. */
export interface LookProgress {
  readonly name: string;
  /** Which file this is, counted from 1, of so many. */
  readonly number: number;
  readonly total: number;
}

/** @returns what was found, with the name of the file or of the folder it was found in, and where nothing was. */
export type DeliveredReader = (
  files: readonly GivenFile[],
  openings: readonly DeliveredOpening[],
) => Promise<readonly Surveyed[]>;

/** What was found in one file, or in those of one folder together. */
interface Surveyed {
  readonly target: string;
  readonly sightings: readonly Sighting[];
}

/**
 * Looks at files for marks and proofs: what the verify page and the verify command both do.
 * Never throws, whatever the files hold. Files are read one after the other.
 *
 * @param knowledge - of the author who is to be tested; null if there is none, and only authors
 *   whose documents are among the files can be recognised.
 */
export async function look(
  files: readonly GivenFile[],
  knowledge: Knowledge | null,
  options: LookOptions,
): Promise<VerifyReport> {
  const { texts, proofs, documents, images, files: all, skipped } = sortTargets(files);
  const keys = knowledge && (await keysOf(knowledge));
  const context = proofContext(knowledge, keys, options);
  const checked = await Promise.all(
    proofs.map(async ({ name, text }) => ({ name, verdict: await readProof(text, context) })),
  );
  const facts = checked.flatMap(({ verdict }) =>
    verdict.status === 'valid' ? [verdict.facts] : [],
  );
  const known = withProofs(knownDocuments(knowledge, documents), facts);
  const phrases = [...options.phrases, ...facts.flatMap(openedPhrases)];
  const total = texts.length + images.length;
  let number = 0;
  const begin = async (name: string) => options.onFile?.({ name, number: (number += 1), total });
  const wordings = soughtIn(options, facts);
  const surveyed = await surveyTexts(texts, { documents: known, phrases, wordings }, begin);
  const delivered = [...(options.delivered ?? []), ...facts.flatMap(openedDeliveries)];
  const sought = { documents: known, delivered, covert: options.covert ?? [] };
  const seen = await surveyImages(images, sought, { ...options, begin });
  const found = [...surveyPdfs(all, known), ...(await surveyOthers(all, delivered, options))];
  const others = found.filter(
    ({ target, sightings }) => sightings.length > 0 || skipped.includes(target),
  );
  const results = [
    ...checked.map(({ name, verdict }) => ({
      target: name,
      sightings: [],
      proof: toProofReport(verdict),
    })),
    ...[...surveyed, ...seen.results, ...others].map(({ target, sightings }) => ({
      target,
      sightings: sightings.map((each) => withClaim(each, facts)),
      proof: null,
    })),
  ];
  return {
    format: 'colophon-report/1',
    verified: results.some(isVerified),
    results,
    ledger: knowledge && keys && (await ledgerReport(knowledge, keys, context)),
    skipped: [...skipped, ...seen.skipped].filter(
      (name) => !others.some(({ target }) => target === name),
    ),
  };
}

/** What only supports verifies nothing. */
function isVerified({ sightings, proof }: VerifyReport['results'][number]): boolean {
  const isTold = sightings.some(({ isListed, isSupport }) => isListed && !isSupport);
  return isTold || proof?.status === 'valid';
}

function surveyPdfs(
  files: readonly GivenFile[],
  documents: readonly AuthorDocument[],
): readonly Surveyed[] {
  return files
    .filter(({ name }) => /\.pdf$/i.test(name))
    .map(({ name, bytes }) => ({ target: name, sightings: surveyPdf(bytes, documents) }))
    .filter(({ sightings }) => sightings.length > 0);
}

/** Marks of delivered work that are not in pictures. */
async function surveyOthers(
  files: readonly GivenFile[],
  openings: readonly DeliveredOpening[],
  { readDelivered }: LookOptions,
): Promise<readonly Surveyed[]> {
  const eggs = await surveyDeliveredEggs(files, openings);
  return [...eggs, ...((await readDelivered?.(files, openings)) ?? [])];
}

async function surveyTexts(
  texts: Targets['texts'],
  {
    documents,
    phrases,
    wordings,
  }: {
    documents: readonly AuthorDocument[];
    phrases: readonly string[];
    wordings: readonly SoughtWording[];
  },
  begin: (name: string) => Promise<void>,
): Promise<Surveyed[]> {
  const surveyed: Surveyed[] = [];
  for (const { name, text } of texts) {
    await begin(name);
    const found = await survey(text, documents, { phrases });
    const worded = surveyWordings(text, wordings, texts.length);
    surveyed.push({ target: name, sightings: [...found, ...worded] });
  }
  return surveyed;
}

interface ImageOptions extends Pick<LookOptions, 'openImage'> {
  readonly begin: (name: string) => Promise<void>;
}

/** One after the other: a decoded image takes a hundred times the space of its file. */
async function surveyImages(
  images: readonly GivenFile[],
  known: {
    documents: readonly AuthorDocument[];
    delivered: readonly DeliveredOpening[];
    covert: readonly CovertPicture[];
  },
  { openImage, begin }: ImageOptions,
) {
  const results: Surveyed[] = [];
  const ofImages = known.delivered.filter(({ opening }) => opening.carrier === 'image');
  const skipped: string[] = [];
  for (const image of images) {
    await begin(image.name);
    const pixels = (await openImage?.(image)) ?? null;
    if (!pixels) skipped.push(image.name);
    else {
      const reader = openImageReader(pixels);
      results.push({
        target: image.name,
        sightings: [
          ...surveyImage(reader, known.documents),
          ...surveyDeliveredImage(reader, ofImages),
          ...surveyCovertImage(reader, known.covert),
        ],
      });
    }
  }
  return { results, skipped };
}

function proofContext(
  knowledge: Knowledge | null,
  keys: readonly string[] | null,
  { now, maxAgeMs, challenge, blockHeader }: LookOptions,
): ProofContext {
  return {
    now,
    maxAgeMs,
    challenge,
    fingerprints: keys,
    versions: knowledge?.versions ?? [],
    roots: knowledge?.roots ?? [],
    blockHeader,
  };
}

/**
 * @returns the fingerprints of the author's keys, those that were replaced too. If the statements
 *   do not lead to the key that signs now, only that one counts.
 */
async function keysOf({ document, rotations }: Knowledge): Promise<readonly string[]> {
  const publicKey = keyOf(document);
  const followed = await readRotations(rotations, { site: document.site, publicKey });
  return (followed.status === 'valid' ? followed.keys : [publicKey]).map(fingerprintOf);
}

function keyOf({ key }: AuthorDocument): Uint8Array {
  return fromBase64url(key.x) ?? new Uint8Array();
}

/** A folder may bring its own author document: another author's site is attributed to that author. */
function knownDocuments(
  knowledge: Knowledge | null,
  texts: readonly string[],
): readonly AuthorDocument[] {
  const brought = texts
    .map(readAuthorDocument)
    .flatMap((verdict) => (verdict.status === 'valid' ? [verdict.document] : []));
  const all = knowledge ? [knowledge.document, ...brought] : brought;
  return [...new Map(all.toReversed().map((each) => [each.key.x, each])).values()];
}

/** A proof lists the marks it opens: in its author's name, for this run. */
function withProofs(
  documents: readonly AuthorDocument[],
  facts: readonly ProofFacts[],
): readonly AuthorDocument[] {
  const byKey = new Map(documents.map((each) => [each.key.x, each]));
  for (const { version, marks, claims } of facts) {
    const { x } = toJwk(version.publicKey);
    const document = byKey.get(x) ?? documentOf(version);
    const listed = new Set(document.marks.map(({ id }) => id));
    const opened = marks
      .map(({ opening }) => opening)
      .filter(({ id }) => !listed.has(id))
      .map(({ id, carrier }) => ({
        id,
        carrier,
        work: typeof claims['work'] === 'string' ? claims['work'] : '',
        url: version.site,
      }));
    byKey.set(x, { ...document, marks: [...document.marks, ...opened] });
  }
  return [...byKey.values()];
}

/** A ledger version says as much of its author as a document does, and is signed as well. */
function documentOf({ name, site, publicKey, detectionKey }: LedgerVersion): AuthorDocument {
  return {
    format: 'colophon-author/1',
    name,
    site,
    key: toJwk(publicKey),
    detectionKey: toBase64url(detectionKey),
    marks: [],
    signature: '',
  };
}

function openedDeliveries({ version, marks, claims }: ProofFacts): readonly DeliveredOpening[] {
  const work = typeof claims['work'] === 'string' ? claims['work'] : null;
  return marks.flatMap(({ opening }) =>
    'key' in opening && opening.carrier !== 'wording'
      ? [{ opening, author: authorOf(version), work }]
      : [],
  );
}

function soughtIn(
  { wordings = [] }: LookOptions,
  facts: readonly ProofFacts[],
): readonly SoughtWording[] {
  return [...wordings, ...facts.flatMap(openedWordings)];
}

function openedWordings({ version, marks, claims }: ProofFacts): readonly SoughtWording[] {
  const work = typeof claims['work'] === 'string' ? claims['work'] : null;
  return marks.flatMap(({ opening }) =>
    opening.carrier === 'wording' ? [{ opening, author: authorOf(version), work }] : [],
  );
}

function openedPhrases({ marks }: ProofFacts): readonly string[] {
  return marks.flatMap(({ opening }) => ('phrase' in opening ? [opening.phrase] : []));
}

function withClaim(sighting: Sighting, facts: readonly ProofFacts[]) {
  const opened = facts
    .flatMap(({ marks }) => marks)
    .find(({ opening }) => opening.id === sighting.id && opening.carrier === sighting.carrier);
  return { ...sighting, claim: opened?.claim ?? null };
}

function toProofReport(verdict: ProofVerdict): ProofReport {
  if (verdict.status === 'refused') return verdict;
  const { version, witnesses, claims, marks, signedAt, ...rest } = verdict.facts;
  return {
    status: 'valid',
    author: authorOf(version),
    version: version.number,
    digest: version.digest,
    isPublished: rest.isPublished,
    witnesses: witnesses.map((each) => toWitnessReport(each, version.number)),
    claims: { ...claims },
    marks: marks.map((each) => ({ ...each })),
    challenge: rest.challenge,
    isAnswer: rest.isAnswer,
    signedAt: signedAt.toISOString(),
    recipient: rest.recipient,
  };
}

function authorOf({ name, site, fingerprint }: LedgerVersion) {
  return { name, site, fingerprint };
}

function toWitnessReport({ by, ...rest }: CheckedWitness, version: number): WitnessReport {
  return { version, ...rest, by: [...by] };
}

/** Checks what the knowledge says of the ledger; its oldest version may follow one that is left out. */
async function ledgerReport(
  { versions }: Knowledge,
  accepted: readonly string[],
  context: WitnessContext,
): Promise<LedgerReport> {
  const witnesses: WitnessReport[] = [];
  let before: LedgerVersion | null = null;
  for (const { text, witnesses: given } of versions) {
    const verdict = await readLedgerVersion(text);
    const problem = verdict.status === 'valid' ? null : verdict.status;
    if (verdict.status !== 'valid') return brokenLedger(before, problem ?? '');
    const { version } = verdict;
    if (before && version.previous !== before.digest) return brokenLedger(before, 'not-linked');
    if (!accepted.includes(version.fingerprint)) return brokenLedger(before, 'foreign-key');
    for (const each of given) {
      const one = await checkWitness(each, toUtf8(text), context);
      witnesses.push(toWitnessReport(one, version.number));
    }
    before = version;
  }
  return {
    author: before && authorOf(before),
    status: 'valid',
    versions: before?.number ?? 0,
    problem: null,
    witnesses,
  };
}

function brokenLedger(before: LedgerVersion | null, problem: string): LedgerReport {
  return {
    author: before && authorOf(before),
    status: 'broken',
    versions: before?.number ?? 0,
    problem,
    witnesses: [],
  };
}
