import { deliveredMark, hiddenMark } from '../../authorship/index.ts';
import type { Author, DeliveredMark } from '../../authorship/index.ts';
import { surveyDelivered } from '../../authorship/delivered-survey.ts';
import { fromUtf8 } from '../../bytes/utf8.ts';
import { fileMarkers } from '../../marks/carriers/files.ts';
import { MarkError } from '../../marks/index.ts';
import type { DeliveredCarrierId, HiddenMark, MarkedFile, WorkFile } from '../../marks/index.ts';
import { digestsIn, digestsOf } from './digests-in-text.ts';
import { isPicture, markPicture } from '../pictures/image-work.ts';
import { recompressed } from './recompressed.ts';
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
  /** Takes every file, marked or not, in the order of names. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
}

type Marker = (file: WorkFile) => Promise<MarkedFile | Left>;

/**
 * Hides marks in the files of a delivery, checks of each file that it does what it did, and reads
 * the marks back from what was written.
 */
export async function markWork(
  paths: readonly WorkPath[],
  { author, work, carriers, known, write }: MarkWish,
): Promise<MarkedWork> {
  const named = await digestsNamedIn(paths);
  const markOf = (carrier: DeliveredCarrierId) => {
    const { id, key } =
      known.find((each) => each.carrier === carrier) ?? deliveredMark(author, work, carrier);
    return { id, key };
  };
  const files: WorkedFile[] = [];
  const carrying: WorkFile[] = [];
  const written = new Map<string, Uint8Array>();
  for (const path of paths) {
    const file = await readWork(path);
    const markers = path.isMarkable ? markersFor(file, carriers, markOf) : [];
    const isNamed = () => digestsOf(file.bytes).some((digest) => named.has(digest));
    const done: Marked =
      markers.length > 0 && isNamed()
        ? { bytes: file.bytes, carriers: [], left: { reason: 'named-by-digest' } }
        : await applyAll(file, markers);
    // A compressed copy beside a file says what the file says.
    const bytes = recompressed(path.name, written) ?? done.bytes;
    await write(path.name, bytes);
    if (done.carriers.length > 0) {
      carrying.push({ name: path.name, bytes });
      written.set(path.name, bytes);
    }
    const [before, after] = [sha256(file.bytes), sha256(bytes)];
    files.push({ ...path, before, after, carriers: done.carriers, left: done.left });
  }
  const used = carriers.filter((each) => files.some((file) => file.carriers.includes(each)));
  const candidates = used.map((carrier) => ({ carrier, ...markOf(carrier) }));
  const marks = await readBack(carrying, candidates, author);
  const tooFew = used.filter((each) => !marks.some(({ carrier }) => carrier === each));
  return { files, marks, tooFew };
}

interface Marked {
  readonly bytes: Uint8Array;
  readonly carriers: readonly DeliveredCarrierId[];
  readonly left: Left | null;
}

function markersFor(
  file: WorkFile,
  carriers: readonly DeliveredCarrierId[],
  markOf: (carrier: DeliveredCarrierId) => Pick<DeliveredMark, 'id' | 'key'>,
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
  files: readonly WorkFile[],
  candidates: readonly DeliveredMark[],
  { name, site, fingerprint }: Author,
): Promise<readonly DeliveredMark[]> {
  const author = { name, site, fingerprint };
  const openings = candidates.map((opening) => ({ opening, author, work: null }));
  const found = await surveyDelivered(files, openings);
  const ids = new Set(found.flatMap(({ sightings }) => sightings.map(({ id }) => id)));
  return candidates.filter(({ carrier, id }) => carrier === 'image' || ids.has(id));
}

async function digestsNamedIn(paths: readonly WorkPath[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const path of paths) {
    const text = fromUtf8((await readWork(path)).bytes);
    if (text !== null) for (const digest of digestsIn(text)) named.add(digest);
  }
  return named;
}
