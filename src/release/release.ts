import { fromUtf8, toUtf8 } from '../bytes/utf8.ts';
import { markPage, openOpenings, readBack, workRecord } from '../authorship/index.ts';
import type { Author, Deliveries, PublicMark, WorkRecord } from '../authorship/index.ts';
import type { LedgerWork, PagePlan, Secret } from '../disclosure/index.ts';
import { MarkError } from '../marks/index.ts';
import type { CarrierId } from '../marks/index.ts';
import { hasErrors, nameFindings, readPublicFile, scanFiles } from '../gate/index.ts';
import type {
  Finding,
  GatePorts,
  Inference,
  KnownWork,
  NamedFinding,
  PublicText,
  Rgba,
  WithheldPicture,
} from '../gate/index.ts';
import type { Locale } from '../schemas/locale.ts';
import { breakHeadings } from '../site/japanese-phrases.ts';
import { joinUnits } from '../site/units.ts';
import { addCredentials } from './credentials.ts';
import type { CredentialSettings } from './credentials.ts';
import { lostDocumentMarks, markDocuments } from './document-marks.ts';
import type { MarkedDocuments, PublishedDocument } from './document-marks.ts';
import { subsetFonts } from './fonts.ts';
import type { FontCutter } from './fonts.ts';
import { withoutAccepted } from './accepted.ts';
import { gateTerms } from './gate-terms.ts';
import { writeDocuments } from './documents.ts';
import { inferredFindings } from './inferred.ts';
import { lookedAtIn, lostImageMark, pictureNames, readImagesBack } from './image-marks.ts';
import type { ImagePorts, ImageReadBack, PublishedImage } from './image-marks.ts';
import { updateLedger } from './ledger.ts';
import type { IssuedVersion, KeptLedger } from './ledger.ts';
import { lostMark } from './lost-mark.ts';
import { detachedJws, manifestText } from './manifest.ts';
import { pagePath } from './page-path.ts';
import { wordingNotes } from './wording-notes.ts';
import { sealedFindings, sealedSecrets } from './sealed-pages.ts';
import type { SealedPage } from './sealed-pages.ts';
import { findTellingVersion } from './telling-version.ts';
import { cleanMetadata } from './public-metadata.ts';
import type { MetadataPolicy } from './public-metadata.ts';
import { joinStylesheets } from './stylesheets.ts';
import { KNOWLEDGE_PLACE } from './verify-pages.ts';
import { MANIFEST, MANIFEST_SIGNATURE } from './well-known.ts';
import { findWithheldImages } from './withheld-images.ts';
import type { HashedFile, WithheldImage } from './withheld-images.ts';

/** What is released: the build hands it over, decided and rendered. */
export interface ReleaseInput {
  readonly author: Author;
  /** Whole URL of the site's root, ending in `/`. */
  readonly siteUrl: string;
  readonly defaultLocale: Locale;
  readonly plans: readonly PagePlan[];
  readonly secrets: readonly Secret[];
  /** What the author knows of all works: what is inferred is compared with it. */
  readonly knownWorks: readonly KnownWork[];
  /** Pictures that nobody may see, as they look: small ones are enough. */
  readonly withheldPictures: readonly WithheldPicture[];
  /** Names findings: derived from the seed. */
  readonly findingKey: Uint8Array;
  /** Ids of findings that the author has accepted for this day. */
  readonly acceptedFindings: ReadonlySet<string>;
  readonly withheldImages: readonly WithheldImage[];
  readonly shownImages: ReadonlySet<string>;
  readonly images: readonly PublishedImage[];
  readonly documents: readonly PublishedDocument[];
  /** Pictures that links to pages are shown with, by their place in the site. */
  readonly cards: ReadonlyMap<string, Uint8Array>;
  readonly works: readonly LedgerWork[];
  /** What was hidden in delivered work: the ledger commits to it as well. */
  readonly deliveries: Deliveries;
  readonly ledger: KeptLedger;
  /** The sealed records that its newest version was made from; null if there is none, or they are lost. */
  readonly ledgerOpenings: string | null;
  /** Statements by which the author's keys follow each other, oldest first. */
  readonly rotations: readonly string[];
  /** Certificates that the ledger's time stamps lead to, DER. */
  readonly roots: readonly Uint8Array[];
  /** The program that is released as the verifier: one file. */
  readonly verifier: string;
  /** For the content credentials of pictures and PDF files; null if they are to have none. */
  readonly credentials: CredentialSettings | null;
  /** Pages for single readers: in the release as ciphertext. */
  readonly sealed: readonly SealedPage[];
  /** What becomes of what pictures and PDF files hold beside what they show. */
  readonly publicMetadata: MetadataPolicy['publicMetadata'];
  /** The programs of verify pages. */
  readonly pagePrograms: readonly string[];
}

/** The staging folder and the machine around it. */
export interface ReleasePorts extends ImagePorts {
  /** @returns all files, relative, with `/`, sorted. */
  list(): Promise<readonly string[]>;
  read(file: string): Promise<Uint8Array>;
  write(file: string, bytes: Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
  sha256(bytes: Uint8Array): Promise<string>;
  /** Writes the search index of the pages as they are now: before marks go into them. */
  indexPages(): Promise<number>;
  /** Keeps a new version of the ledger for good. Called before it is published. */
  keepVersion(issued: IssuedVersion): Promise<void>;
  /** Puts the staging folder in the place of the last release, in one step, and writes it down. */
  promote(summary: ReleaseSummary): Promise<void>;
  readonly decompress: GatePorts;
  /** Reads what pictures show, before the gate asks for it. @returns what became of it. */
  readPictures(files: readonly string[]): Promise<string>;
  /** @returns how a picture looks, scaled down to a few hundred pixels; null if it is none. */
  smallPicture(file: string): Promise<Rgba | null>;
  readonly fonts: FontCutter;
  readonly progress: ReleaseProgress;
}

/** The phases of a release, for whoever watches. */
export interface ReleaseProgress {
  phase(name: string): void;
  step(done: number, total: number): void;
  result(text: string): void;
}

/** What the gate saw. */
export interface Gated {
  /** Of a release, warnings alone. */
  readonly findings: readonly NamedFinding[];
  /** What would have stopped it, had the author not accepted it. */
  readonly accepted: readonly NamedFinding[];
  /** How many files it looked at, and their size together. */
  readonly scanned: { readonly files: number; readonly bytes: number };
}

/** What a release is remembered by. */
export interface ReleaseSummary extends Gated {
  /** SHA-256 of the manifest. */
  readonly manifest: string;
  readonly files: number;
}

/** What became of it. Refused means: nothing was put in place. */
export type ReleaseVerdict =
  | (Gated & { readonly status: 'released'; readonly files: number; readonly marks: number })
  | (Gated & { readonly status: 'refused' });

/**
 * Turns a rendered staging folder into a release: index, marks, read-back, gate, manifest, and
 * only then the one rename. Every step before the last can refuse.
 *
 * @throws MarkError or GateError if the content cannot carry its marks or the terms are unusable.
 */
export async function release(input: ReleaseInput, ports: ReleasePorts): Promise<ReleaseVerdict> {
  const { progress } = ports;
  const cleaned = await cleanAll(input, ports);
  await finishPages(input, ports);

  progress.phase('marks');
  const documents = await markDocuments(input.documents, input.author.detectionKey, ports);
  const marks = [...(await imprint(input, ports)), ...documents.marks];
  progress.result(marksNote(marks.length, input, documents));
  tellWordings(input, progress);

  progress.phase('images');
  const images = await readImages(input, ports);
  progress.result(imagesNote(images));

  const update = await issueLedger(input, progress);
  await writeDocuments(
    input,
    { marks: [...marks, ...images.marks], versions: update.versions },
    ports,
  );

  progress.phase('reading back');
  const missing = [
    ...(await readAllBack(input, ports)),
    ...(await lostDocumentMarks(documents, input.author.detectionKey, ports)),
  ];
  progress.result(missing.length === 0 ? 'every mark found' : `${missing.length} not found`);

  await signFiles(input, new Map([...images.marked, ...documents.marked]), ports);

  progress.phase('pictures');
  const scanned = await gate(input, { cleaned, inferences: update.inferences }, ports);
  progress.result(`${scanned.files} files, ${(scanned.bytes / 1e6).toFixed(1)} MB`);
  const lost = images.lost.map(lostImageMark);
  const found = [...missing, ...lost, ...update.findings, ...scanned.findings];
  const named = nameFindings(found, input.findingKey);
  const { findings, accepted } = withoutAccepted(named, input.acceptedFindings);
  const counts = { files: scanned.files, bytes: scanned.bytes };
  const gated = { findings, accepted, scanned: counts };
  if (hasErrors(findings)) return { status: 'refused', ...gated };

  progress.phase('release');
  const { files, manifest } = await sealManifest(scanned.hashed, input.author, ports);
  if (update.issued) await ports.keepVersion(update.issued);
  await ports.promote({ manifest, files, ...gated });
  progress.result(`${files} files in place`);
  return { status: 'released', files, marks: marks.length, ...gated };
}

async function signFiles(
  { credentials }: ReleaseInput,
  marked: ReadonlyMap<string, string>,
  ports: ReleasePorts,
): Promise<void> {
  if (!credentials) return;
  ports.progress.phase('content credentials');
  ports.progress.result(`${await addCredentials(credentials, marked, ports)} files signed`);
}

function tellWordings({ plans }: ReleaseInput, progress: ReleaseProgress): void {
  const notes = wordingNotes(plans);
  if (notes.length === 0) return;
  progress.phase('wordings');
  progress.result(notes.join(', '));
}

function marksNote(count: number, { plans }: ReleaseInput, { unmarked }: MarkedDocuments): string {
  const left = unmarked.length > 0 ? `, without one: ${unmarked.join(', ')}` : '';
  return `${count} marks on ${plans.length} pages${left}`;
}

async function issueLedger(input: ReleaseInput, progress: ReleaseProgress) {
  progress.phase('ledger');
  const records = input.works.map((work) => workRecord(work, input));
  const update = await updateLedger(input.ledger, records, input.author);
  progress.result(`version ${update.versions.length}${update.issued ? ', new' : ''}`);
  return { ...update, inferences: await inferFromVersion(input, records, update.issued) };
}

async function inferFromVersion(
  { ledgerOpenings, author, works, knownWorks }: ReleaseInput,
  after: readonly WorkRecord[],
  issued: IssuedVersion | null,
): Promise<readonly Inference[]> {
  if (!issued) return [];
  const before = ledgerOpenings === null ? null : await openOpenings(ledgerOpenings, author);
  return findTellingVersion({ number: issued.number, before, after }, works, knownWorks);
}

/** @returns the files that were changed, as they were before. */
async function cleanAll(input: ReleaseInput, ports: ReleasePorts) {
  ports.progress.phase('metadata');
  const cleaned = await cleanMetadata(metadataPolicy(input), ports);
  ports.progress.result(`${cleaned.length} files cleaned`);
  return cleaned;
}

function metadataPolicy({ publicMetadata, credentials }: ReleaseInput): MetadataPolicy {
  return { publicMetadata, credentials: credentials !== null };
}

/** What needs the pages as they were written, before marks hide in them. */
async function finishPages({ siteUrl, cards }: ReleaseInput, ports: ReleasePorts): Promise<void> {
  const { progress } = ports;
  for (const [file, bytes] of cards) await ports.write(file, bytes);

  progress.phase('fonts');
  await setLines(ports);
  const base = new URL(siteUrl).pathname;
  const { fonts, most } = await subsetFonts(base, ports);
  await joinStylesheets(base, ports);
  progress.result(`${fonts} files, at most ${Math.ceil(most / 1000)} kB a page`);

  progress.phase('search index');
  progress.result(`${await ports.indexPages()} pages`);
}

/** Decides where lines may end, and where not. */
async function setLines({ list, read, write }: ReleasePorts): Promise<void> {
  for (const file of (await list()).filter((each) => each.endsWith('.html'))) {
    const html = fromUtf8(await read(file)) ?? '';
    const set = joinUnits(breakHeadings(html));
    if (set !== html) await write(file, toUtf8(set));
  }
}

async function readImages(input: ReleaseInput, ports: ReleasePorts) {
  const { detectionKey } = input.author;
  const back = await readImagesBack(await ports.list(), input.images, detectionKey, ports);
  const found = new Set(back.marked.values());
  const carried = input.images.filter(({ id }) => found.has(id));
  return { ...back, marks: carried.map((each) => ({ ...each, carrier: 'image' as const })) };
}

function imagesNote({ marked, unmarked, lost }: ImageReadBack): string {
  const names = pictureNames(unmarked).join(', ');
  const small = names === '' ? '' : `, ${unmarked.length} too small or flat: ${names}`;
  return `${marked.size} marked${lost.length > 0 ? `, ${lost.length} not found` : ''}${small}`;
}

async function imprint(input: ReleaseInput, ports: ReleasePorts): Promise<PublicMark[]> {
  const published: PublicMark[] = [];
  for (const [index, plan] of input.plans.entries()) {
    ports.progress.step(index, input.plans.length);
    const file = pagePath(plan, input.defaultLocale);
    const html = fromUtf8(await ports.read(file)) ?? '';
    const { html: marked, marks } = await markFile(file, html, plan, input.author);
    await ports.write(file, toUtf8(marked));
    const url = new URL(file.replace(/index\.html$/, ''), input.siteUrl).href;
    // A fallback page repeats the marks of the page where its text stands first: listed once, there.
    if (plan.original === plan.locale) published.push(...marks.map((mark) => ({ ...mark, url })));
  }
  return published;
}

/** @throws MarkError naming the page, which the author needs to find the text. */
async function markFile(file: string, html: string, plan: PagePlan, author: Author) {
  try {
    return await markPage(html, plan, author);
  } catch (error) {
    if (!(error instanceof MarkError)) throw error;
    const { code, message, hint } = error;
    throw new MarkError(code, `${file}: ${message}`, { cause: error, ...(hint && { hint }) });
  }
}

async function readAllBack(input: ReleaseInput, ports: ReleasePorts): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, plan] of input.plans.entries()) {
    ports.progress.step(index, input.plans.length);
    const file = pagePath(plan, input.defaultLocale);
    const { missing } = await readBack(fromUtf8(await ports.read(file)) ?? '', plan, input.author);
    findings.push(...missing.map(({ carrier }) => lostMark(file, carrier, hintFor(carrier))));
  }
  return findings;
}

function hintFor(carrier: CarrierId): string {
  return carrier === 'wording' ? LOST_WORDING : LOST;
}

const LOST_WORDING =
  'Not every wording that was picked stands on the page: something changed its text, or the page says the same words twice.';
const LOST = 'The mark was put in and cannot be read back: something changed the page after it.';

/** What the gate cannot see in the files by themselves. */
interface Beside {
  /** Files as they were before something was taken out. */
  readonly cleaned: readonly HashedFile[];
  readonly inferences: readonly Inference[];
}

/**
 * @returns what was found, and the digest of each file as it was searched.
 */
async function gate(input: ReleaseInput, { cleaned, inferences }: Beside, ports: ReleasePorts) {
  const files = await ports.list();
  ports.progress.result(await ports.readPictures(lookedAtIn(files)));
  ports.progress.phase('gate');
  const hashed: HashedFile[] = [];
  const texts: PublicText[] = [];
  async function* read() {
    for (const [index, file] of files.entries()) {
      ports.progress.step(index, files.length);
      const bytes = await ports.read(file);
      hashed.push({ file, sha256: await ports.sha256(bytes) });
      const text = await readPublicFile({ path: file, bytes }, ports.decompress);
      if (text) texts.push(text);
      yield { path: file, bytes };
    }
  }
  const programs = [...input.pagePrograms, input.verifier]
    .flatMap((program) => program.split(KNOWLEDGE_PLACE))
    .filter(isProgram);
  const secrets = [...input.secrets, ...sealedSecrets(input.sealed)];
  const terms = gateTerms(secrets);
  const scanned = await scanFiles(read(), terms, ports.decompress, {
    programs,
    pictures: metadataPolicy(input),
  });
  const pictures = findWithheldImages(
    [...hashed, ...cleaned],
    input.withheldImages,
    input.shownImages,
  );
  const sealed = await sealedFindings(hashed, input.sealed, ports.read);
  const inferred = await inferredFindings({ files, texts, terms, inferences }, input, ports);
  const findings = [...scanned.findings, ...pictures, ...sealed, ...inferred];
  return { ...scanned, findings, hashed };
}

/** What is left of splitting is a quote or a few words: no program. */
function isProgram(part: string): boolean {
  return part.length > 1000;
}

/** The manifest lists what the gate searched: a file that was changed since then fits it no more. */
async function sealManifest(searched: readonly HashedFile[], author: Author, ports: ReleasePorts) {
  const text = manifestText(searched);
  await ports.write(MANIFEST, toUtf8(text));
  await ports.write(MANIFEST_SIGNATURE, toUtf8(`${detachedJws(text, author)}\n`));
  return { files: searched.length + 2, manifest: await ports.sha256(toUtf8(text)) };
}
