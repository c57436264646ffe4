import { isImageName, look } from '../../authorship/index.ts';
import type {
  AuthorDocument,
  GivenFile,
  Knowledge,
  LookOptions,
  LookProgress,
  VerifyReport,
} from '../../authorship/index.ts';
import { openPicture } from './open-picture.ts';

/** A file of which nothing is read yet. */
export interface NamedBlob {
  /** Its path, as the person would name it. */
  readonly name: string;
  readonly blob: Blob;
}

/** One press of the button, as it can be sent to a worker. */
export interface LookJob {
  readonly files: readonly NamedBlob[];
  readonly options: Pick<LookOptions, 'now' | 'maxAgeMs' | 'challenge' | 'phrases'>;
}

/** What was done otherwise than a person may think. */
export interface LookNote {
  readonly name: string;
  readonly kind: 'reduced' | 'too-large' | 'too-heavy' | 'unreadable';
}

export interface LookOutcome {
  readonly report: VerifyReport;
  /** Whose page this is; null where nothing is signed. */
  readonly author: Pick<AuthorDocument, 'name' | 'site'> | null;
  readonly notes: readonly LookNote[];
}

/** Told before each file is read; what it throws ends the job. */
export type OnFile = (progress: LookProgress) => void | Promise<void>;

/** Larger files are passed over: no page and no proof is. */
const MAX_BYTES = 64 * 1024 * 1024;

interface GivenPicture extends GivenFile {
  readonly picture: Blob;
}

/** Reads the files and looks at them, one after the other, on the thread that calls it. */
export async function runJob(
  { files, options }: LookJob,
  knowledge: Knowledge | null,
  onFile: OnFile,
): Promise<LookOutcome> {
  const notes: LookNote[] = [];
  const given: GivenFile[] = [];
  for (const file of files) {
    const read = await readGiven(file);
    if (typeof read === 'string') notes.push({ name: file.name, kind: read });
    else given.push(read);
  }
  const openImage = async (file: GivenFile) => {
    const opened = await openPicture(pictureOf(file));
    if (opened.status !== 'opened') notes.push({ name: file.name, kind: opened.status });
    else if (opened.step > 1) notes.push({ name: file.name, kind: 'reduced' });
    return opened.status === 'opened' ? opened.pixels : null;
  };
  const report = await look(given, knowledge, { ...options, openImage, onFile });
  return { report, author: knowledge && authorOf(knowledge), notes };
}

function authorOf({ document: { name, site } }: Knowledge): LookOutcome['author'] {
  return { name, site };
}

async function readGiven({
  name,
  blob,
}: NamedBlob): Promise<GivenFile | GivenPicture | LookNote['kind']> {
  if (blob.size > MAX_BYTES) return 'too-heavy';
  // A picture is opened from where it lies when its turn comes, and never held as bytes.
  if (isImageName(name)) return { name, bytes: new Uint8Array(), picture: blob };
  try {
    return { name, bytes: new Uint8Array(await blob.arrayBuffer()) };
  } catch {
    // It is gone, or the browser may not read it.
    return 'unreadable';
  }
}

/** One out of a zip file has its bytes at hand. */
function pictureOf(file: GivenFile | GivenPicture): Blob {
  return 'picture' in file ? file.picture : new Blob([new Uint8Array(file.bytes)]);
}
