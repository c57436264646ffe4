import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { covertImageMark, isImageName } from '../../authorship/index.ts';
import type { Author, CovertPicture } from '../../authorship/index.ts';
import { sha256 } from '../files/sha256.ts';

/**
 * Lists the covert marks of all pictures in the content, under each of the author's seeds: what a
 * build hid in them can be computed again from the seed and the files alone.
 */
export async function covertPictures(
  contentDir: string,
  authors: readonly Author[],
): Promise<readonly CovertPicture[]> {
  const entries = await readdir(contentDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile() && isImageName(each.name));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  const pictures = await Promise.all(
    paths.map(async (path) => {
      const digest = sha256(await readFile(path));
      return authors.map((author) => toPicture(author, digest, workOf(relative(contentDir, path))));
    }),
  );
  return pictures.flat();
}

function toPicture(author: Author, digest: string, work: string | null): CovertPicture {
  const { name, site, fingerprint, detectionKey } = author;
  const mark = covertImageMark(author, digest);
  return { mark, author: { name, site, fingerprint }, detectionKey, work };
}

/** A work's pictures lie in its folder, such as `case-studies/herbarium`. */
function workOf(path: string): string | null {
  const [, work, file] = path.split(sep);
  return file === undefined ? null : (work ?? null);
}
