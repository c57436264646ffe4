import type { Author, Deliveries } from '../authorship/index.ts';
import type { Portfolio } from '../disclosure/index.ts';
import { loadContent } from './content.ts';
import { readDeliveries } from './deliveries-file.ts';
import { ledgerFolder } from './ledger-folder.ts';
import { readRetiredSeeds, requireSeed } from './seed.ts';
import type { Settings } from './settings.ts';
import { siteAuthor } from './site-author.ts';

/** The author with the seed at hand, and what was hidden in delivered work so far. */
export interface DeliveryDesk {
  readonly author: Author;
  readonly portfolio: Portfolio;
  readonly ledgerDir: string;
  readonly deliveries: Deliveries;
}

/** @throws BrokenInput if the content or the list cannot be read, or there is no seed. */
export async function openDeliveryDesk(settings: Settings): Promise<DeliveryDesk> {
  const { portfolio } = await loadContent(settings);
  const { profile } = portfolio;
  const { host } = new URL(profile.site);
  const { seed } = await requireSeed(host, process.env);
  const author = siteAuthor(profile, seed);
  const retired = await readRetiredSeeds(host, process.env);
  const ledgerDir = ledgerFolder(settings.contentDir);
  const authors = [author, ...retired.map((each) => siteAuthor(profile, each))];
  return { author, portfolio, ledgerDir, deliveries: await readDeliveries(ledgerDir, authors) };
}
