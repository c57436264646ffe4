import type { Finding } from '../gate/index.ts';
import { madeOf } from './image-marks.ts';

/** A picture that nobody may see, known by its bytes and by its name. */
export interface WithheldImage {
  /** The name of the file, without folders. */
  readonly name: string;
  readonly sha256: string;
}

/** A file about to be published. */
export interface HashedFile {
  /** Relative to the output folder, with `/`. */
  readonly file: string;
  readonly sha256: string;
}

/**
 * Finds withheld pictures in the output: the same bytes anywhere, or a derived image, which the
 * build names after its source. The terms cannot find those: nothing in them needs to be text.
 *
 * @param shown - names of pictures that pages do show, which say nothing by their name.
 */
export function findWithheldImages(
  files: readonly HashedFile[],
  withheld: readonly WithheldImage[],
  shown: ReadonlySet<string>,
): readonly Finding[] {
  const hashes = new Set(withheld.map(({ sha256 }) => sha256));
  const names = new Set(withheld.map(({ name }) => stem(name)));
  for (const name of shown) names.delete(stem(name));
  return files
    .filter(
      ({ file, sha256 }) => hashes.has(sha256) || names.has(madeOf(file)?.toLowerCase() ?? ''),
    )
    .map(({ sha256 }) => ({
      // The name of a withheld picture can be telling, so only its hash is printed.
      file: `(a picture whose SHA-256 starts with ${sha256.slice(0, 12)})`,
      path: 'pixels',
      term: null,
      severity: 'error',
      rule: 'withheld-image',
      snippet: '▇▇▇',
      offset: null,
      hint: 'Take the picture out of the page, or give a picture that may be shown a name of its own.',
    }));
}

function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '').toLowerCase();
}
