import { findReusedPictures, indexPictures, infer } from '../gate/index.ts';
import type { Finding, GateTerm, Inference, PublicText, WithheldPicture } from '../gate/index.ts';
import { rastersIn } from './image-marks.ts';
import { workAt } from './page-path.ts';
import type { ReleaseInput, ReleasePorts } from './release.ts';

/** What is about to be published. */
interface Staged {
  readonly files: readonly string[];
  readonly texts: readonly PublicText[];
  readonly terms: readonly GateTerm[];
  /** What was inferred already, from what is not in the files. */
  readonly inferences?: readonly Inference[];
}

/** Finds what a stranger could infer from the staging folder about works that are withheld. */
export async function inferredFindings(
  { files, texts, terms, inferences = [] }: Staged,
  { knownWorks, withheldPictures }: Pick<ReleaseInput, 'knownWorks' | 'withheldPictures'>,
  ports: Pick<ReleasePorts, 'decompress' | 'read' | 'smallPicture'>,
): Promise<readonly Finding[]> {
  return infer(
    { texts, works: knownWorks, workAt },
    {
      terms,
      ports: ports.decompress,
      read: ports.read,
      others: [...inferences, ...(await reusedPictures(files, withheldPictures, ports))],
    },
  );
}

async function reusedPictures(
  files: readonly string[],
  withheld: readonly WithheldPicture[],
  { smallPicture }: Pick<ReleasePorts, 'smallPicture'>,
): Promise<readonly Inference[]> {
  if (withheld.length === 0) return [];
  const index = indexPictures(withheld);
  const found: Inference[] = [];
  for (const file of oneOfEach(rastersIn(files))) {
    const pixels = await smallPicture(file);
    if (pixels) found.push(...findReusedPictures({ file, pixels }, index));
  }
  return found;
}

/** The sizes and formats that the build makes of one picture show the same. */
function oneOfEach(files: readonly string[]): readonly string[] {
  const source = (file: string) => /^(_astro\/.+\.[\w-]{8})_[\w-]+\.\w+$/.exec(file)?.[1] ?? file;
  return [...new Map(files.map((file) => [source(file), file])).values()];
}
