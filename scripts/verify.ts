// verify TARGET…: reads marks and proofs in files, folders, URLs or standard input, and says whose they are.
import { surveyShares } from '../src/authorship/index.ts';
import type { GivenFile, LeakedShare } from '../src/authorship/index.ts';
import { run } from '../src/node/author-command.ts';
import { loadContent } from '../src/node/content/content.ts';
import { covertPictures } from '../src/node/pictures/covert-pictures.ts';
import { openDeliveryDesk } from '../src/node/delivery/delivery-desk.ts';
import { openImage } from '../src/node/pictures/image-pixels.ts';
import { recoverRelease } from '../src/node/files/out-folder.ts';
import { readSettings } from '../src/node/settings.ts';
import { hasShares, readShares } from '../src/node/shares/shares-file.ts';
import { sharedWordings, soughtWordings, wordedTexts } from '../src/node/proof/own-wordings.ts';
import { documentTexts } from '../src/node/proof/document-texts.ts';
import { folderKnowledge } from '../src/node/proof/site-knowledge.ts';
import { VERIFY_HELP, verifyCommand } from '../src/node/proof/verify-command.ts';
import type { OwnMarks } from '../src/node/proof/verify-command.ts';

await run(`npm run verify -- TARGET… [options]\n${VERIFY_HELP}`, async () => {
  const { outDir } = readSettings(process.env, new Date());
  // The release may be the target, or say whose marks to look for.
  await recoverRelease(outDir);
  const ports = { openImage, documentTexts, ownMarks, leakedShares };
  return verifyCommand(() => folderKnowledge(outDir), ports);
});

async function ownMarks(): Promise<OwnMarks> {
  const settings = readSettings(process.env, new Date());
  const { portfolio } = await loadContent(settings);
  const { author, authors, deliveries, ledgerDir } = await openDeliveryDesk(portfolio, settings);
  const { name, site, fingerprint } = author;
  const delivered = deliveries.flatMap(({ work, marks }) =>
    marks.map((opening) => ({ opening, author: { name, site, fingerprint }, work })),
  );
  return {
    delivered,
    covert: await covertPictures(settings.contentDir, authors),
    wordings: soughtWordings(await wordedTexts(portfolio, ledgerDir, authors), authors),
  };
}

async function leakedShares(files: readonly GivenFile[]): Promise<readonly LeakedShare[]> {
  const settings = readSettings(process.env, new Date());
  if (!hasShares(settings.contentDir)) return [];
  const { portfolio } = await loadContent(settings);
  const { authors, ledgerDir } = await openDeliveryDesk(portfolio, settings);
  const shares = await readShares(settings.contentDir, authors);
  const texts = await wordedTexts(portfolio, ledgerDir, authors);
  const wordingsOf = sharedWordings(texts, portfolio);
  return surveyShares(files, { shares, authors, openImage, wordingsOf });
}
