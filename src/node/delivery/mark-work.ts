import { deliveredMark, hiddenMark } from '../../authorship/index.ts';
import type { Author, DeliveredMark } from '../../authorship/index.ts';
import { toldBy } from '../../authorship/delivered-survey.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';
import { fileMarkers } from '../../marks/carriers/files.ts';
import { MarkError } from '../../marks/index.ts';
import type { DeliveredCarrierId, HiddenMark, MarkedFile, WorkFile } from '../../marks/index.ts';
import { digestsIn, digestsOf } from './digests-in-text.ts';
import { isPicture, markPicture } from '../pictures/image-work.ts';
import { compressedCopy } from './recompressed.ts';
import { readWork } from './work-files.ts';
import type { WorkPath } from './work-files.ts';
import { sha256 } from '../files/sha256.ts';

/** Those that files can be marked with. */
export const MARKABLE_CARRIERS: readonly DeliveredCarrierId[] = [
  ...fileMarkers.map(({ id }) => id),
  'image',
];

/** Why a file that could carry a mark carries none. */
export type Left =
  | { readonly reason: 'no-room' }
  | { readonly reason: 'named-by-digest' }
  | { readonly reason: 'would-change'; readonly carrier: DeliveredCarrierId }
  | { readonly reason: 'unreadable'; readonly message: string };

/** A file that was looked at. */
export interface WorkedFile {
  readonly name: string;
  readonly path: string;
  /** SHA-256, hexadecimal; the same if nothing is hidden in it. */
  readonly before: string;
  readonly after: string;
  /** Those that hide something in it. */
  readonly carriers: readonly DeliveredCarrierId[];
  readonly left: Left | null;
}

/** What marking came to. */
export interface MarkedWork {
  readonly files: readonly WorkedFile[];
  /** The marks that can be found again in the files as they are now. */
  readonly marks: readonly DeliveredMark[];
  /** Carriers that hid something, but too little to be told from chance. */
  readonly tooFew: readonly DeliveredCarrierId[];
}

/** What is wanted. */
export interface MarkWish {
  readonly author: Author;
  readonly work: string;
  readonly carriers: readonly DeliveredCarrierId[];
  /** The marks of this work that are on record: used again, also after the seed was replaced. */
  readonly known: readonly DeliveredMark[];
  readonly staging: Staging;
}

/** A folder of its own: it gets every file, marked or not, one after the other. */
export interface Staging {
  read(name: string): Promise<Uint8Array>;
  write(name: string, bytes: Uint8Array): Promise<void>;
}

type Marker = (file: WorkFile) => Promise<MarkedFile | Left>;
type MarkOf = (carrier: DeliveredCarrierId) => Pick<DeliveredMark, 'id' | 'key'>;

/**
 * Hides marks in the files of a delivery, checks of each file that it does what it did, and reads
 * the marks back from what was written. No more than one file is in memory at a time.
 */
export async function markWork(
  paths: readonly WorkPath[],
  { author, work, carriers, known, staging }: MarkWish,
): Promise<MarkedWork> {
  const markOf: MarkOf = (carrier) => {
    const { id, key } =
      known.find((each) => each.carrier === carrier) ?? deliveredMark(author, work, carrier);
    return { id, key };
  };
  const named = new Set<string>();
  const staged: StagedFile[] = [];
  for (const path of paths) {
    const file = await readWork(path);
    for (const digest of digestsIn(fromUtf8(file.bytes) ?? '')) named.add(digest);
    const markers = path.isMarkable ? markersFor(file, carriers, markOf) : [];
    const { bytes, carriers: hiding, left } = await applyAll(file, markers);
    await staging.write(path.name, bytes);
    const [before, after] = [sha256(file.bytes), sha256(bytes)];
    const digests = hiding.length > 0 ? digestsOf(file.bytes) : [];
    staged.push({ file: { ...path, before, after, carriers: hiding, left }, path, digests });
  }
  const kept = await restoreNamed(staged, named, staging);
  const files = await compressAgain(kept, staging);
  const used = carriers.filter((each) => files.some((file) => file.carriers.includes(each)));
  const candidates = used.map((carrier) => ({ carrier, ...markOf(carrier) }));
  const marks = await readBack(files, candidates, staging);
  const tooFew = used.filter((each) => !marks.some(({ carrier }) => carrier === each));
  return { files, marks, tooFew };
}

interface StagedFile {
  readonly file: WorkedFile;
  readonly path: WorkPath;
  /** Of the file as it was, if it was changed. */
  readonly digests: readonly string[];
}

/** A file whose digest another one holds stays as it is: which those are is known at the end. */
async function restoreNamed(
  staged: readonly StagedFile[],
  named: ReadonlySet<string>,
  staging: Staging,
): Promise<readonly WorkedFile[]> {
  const files: WorkedFile[] = [];
  for (const { file, path, digests } of staged) {
    const isNamed = digests.some((digest) => named.has(digest));
    if (isNamed) await staging.write(path.name, (await readWork(path)).bytes);
    const left = { reason: 'named-by-digest' } as const;
    files.push(isNamed ? { ...file, after: file.before, carriers: [], left } : file);
  }
  return files;
}

/** A compressed copy beside a file says what the file says. */
async function compressAgain(
  files: readonly WorkedFile[],
  staging: Staging,
): Promise<readonly WorkedFile[]> {
  const changed = new Set(
    files.filter(({ before, after }) => before !== after).map(({ name }) => name),
  );
  const all: WorkedFile[] = [];
  for (const file of files) {
    const copy = compressedCopy(file.name);
    if (copy && changed.has(copy.of)) {
      const bytes = copy.compress(await staging.read(copy.of));
      await staging.write(file.name, bytes);
      all.push({ ...file, after: sha256(bytes) });
    } else all.push(file);
  }
  return all;
}

interface Marked {
  readonly bytes: Uint8Array;
  readonly carriers: readonly DeliveredCarrierId[];
  readonly left: Left | null;
}

function markersFor(
  file: WorkFile,
  carriers: readonly DeliveredCarrierId[],
  markOf: MarkOf,
): readonly (readonly [DeliveredCarrierId, Marker])[] {
  const isWanted = (carrier: DeliveredCarrierId) => carriers.includes(carrier);
  const own = fileMarkers.filter((marker) => isWanted(marker.id) && marker.accepts(file));
  const all = own.map(({ id, embed, keeps }) => {
    const mark = hiddenMark(markOf(id));
    return [id, guarded({ id, embed, keeps }, mark)] as const;
  });
  const image = (each: WorkFile) => markPicture(each, hiddenMark(markOf('image')));
  return isWanted('image') && isPicture(file) ? [...all, ['image', image] as const] : all;
}

/** A file that would not do what it did stays as it is. */
function guarded(
  { id, embed, keeps }: Pick<(typeof fileMarkers)[number], 'id' | 'embed' | 'keeps'>,
  mark: HiddenMark,
): Marker {
  return async (file) => {
    const marked = await embed(file, mark);
    const isKept = await keeps(file, { ...file, bytes: marked.bytes });
    return isKept ? marked : { reason: 'would-change', carrier: id };
  };
}

async function applyAll(
  file: WorkFile,
  markers: readonly (readonly [DeliveredCarrierId, Marker])[],
): Promise<Marked> {
  let { bytes } = file;
  const carriers: DeliveredCarrierId[] = [];
  let left: Left | null = null;
  for (const [carrier, mark] of markers) {
    const result = await attempt(mark, { ...file, bytes });
    if ('reason' in result) left = result;
    else if (result.places === 0) left ??= { reason: 'no-room' };
    else {
      bytes = result.bytes;
      carriers.push(carrier);
    }
  }
  return { bytes, carriers, left: carriers.length > 0 ? null : left };
}

async function attempt(mark: Marker, file: WorkFile): Promise<MarkedFile | Left> {
  try {
    return await mark(file);
  } catch (error) {
    if (!(error instanceof MarkError)) throw error;
    return { reason: 'unreadable', message: error.message };
  }
}

/** Pictures were read back one by one, as they were marked. */
async function readBack(
  files: readonly WorkedFile[],
  candidates: readonly DeliveredMark[],
  staging: Staging,
): Promise<readonly DeliveredMark[]> {
  const found: DeliveredMark[] = [];
  for (const candidate of candidates) {
    const marker = fileMarkers.find(({ id }) => id === candidate.carrier);
    const observed = await marker?.observe(carrying(candidate.carrier, files, staging));
    if (!observed) found.push(candidate);
    else {
      const mark = observed.find(hiddenMark(candidate));
      const { alone, together } = toldBy(mark, observed.count, candidates.length);
      if (alone.length > 0 || together !== null) found.push(candidate);
    }
  }
  return found;
}

async function* carrying(
  carrier: DeliveredMark['carrier'],
  files: readonly WorkedFile[],
  staging: Staging,
): AsyncGenerator<WorkFile> {
  for (const { name, carriers } of files)
    if (carriers.some((each) => each === carrier)) yield { name, bytes: await staging.read(name) };
}
