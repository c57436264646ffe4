import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nameFindings, readPublicFile } from '../../gate/index.ts';
import type { NamedFinding, PublicText } from '../../gate/index.ts';
import { withoutAccepted } from '../../release/accepted.ts';
import { gateTerms } from '../../release/gate-terms.ts';
import { inferredFindings } from '../../release/inferred.ts';
import { MANIFEST } from '../../release/well-known.ts';
import { BrokenInput } from '../command.ts';
import { stagingFolder } from '../files/staging-folder.ts';
import { smallPicture } from '../pictures/small-picture.ts';
import { withheldPictures } from '../release/withheld-pictures.ts';
import { decompress } from '../scan/decompress.ts';
import { acceptedOn } from '../vault/exceptions.ts';
import { findingKey } from './desk.ts';
import type { NdaDesk } from './desk.ts';

/**
 * Draws what a stranger could infer from the release that is there about what is withheld on the
 * desk's day: agreements change without a new release.
 *
 * @returns warnings under the ids that a build gives them, without those that are accepted.
 * @throws BrokenInput if there is no release.
 */
export async function inferFromRelease(desk: NdaDesk): Promise<readonly NamedFinding[]> {
  const { settings, published, exceptions, day } = desk;
  const { outDir } = settings;
  if (!existsSync(join(outDir, MANIFEST)))
    throw new BrokenInput(`${outDir}: no release lies there`, {
      hint: 'Build one first: npm run build.',
    });
  const folder = stagingFolder(outDir);
  const files = await folder.list();
  const found = await inferredFindings(
    { files, texts: await readTexts(files, folder.read), terms: gateTerms(published.secrets) },
    { knownWorks: published.privateWorks, withheldPictures: await withheldPictures(desk) },
    {
      decompress,
      read: folder.read,
      smallPicture: (file) => smallPicture(join(outDir, file)),
    },
  );
  const named = nameFindings(found, await findingKey(desk));
  return withoutAccepted(named, acceptedOn(exceptions, day)).findings;
}

async function readTexts(
  files: readonly string[],
  read: (file: string) => Promise<Uint8Array>,
): Promise<readonly PublicText[]> {
  const texts: PublicText[] = [];
  for (const path of files) {
    const text = await readPublicFile({ path, bytes: await read(path) }, decompress);
    if (text) texts.push(text);
  }
  return texts;
}
