import type { Author, Deliveries } from '../../authorship/index.ts';
import type { Portfolio } from '../../disclosure/index.ts';
import { readDeliveries } from './deliveries-file.ts';
import { ledgerFolder } from '../proof/ledger-folder.ts';
import { requireSeed } from '../identity/seed.ts';
import type { Settings } from '../settings.ts';
import { siteAuthors } from '../identity/site-author.ts';

/** The author with the seed at hand, and what was hidden in delivered work so far. */
export interface DeliveryDesk {
  readonly author: Author;
  /** With the seed of today, then with those before. */
  readonly authors: readonly Author[];
  readonly ledgerDir: string;
  readonly deliveries: Deliveries;
}

/** @throws BrokenInput if the list cannot be read, or there is no seed. */
export async function openDeliveryDesk(
  { profile }: Portfolio,
  { contentDir }: Pick<Settings, 'contentDir'>,
): Promise<DeliveryDesk> {
  const { seed } = await requireSeed(new URL(profile.site).host, process.env);
  const authors = await siteAuthors(profile, seed);
  const ledgerDir = ledgerFolder(contentDir);
  return {
    author: authors[0],
    authors,
    ledgerDir,
    deliveries: await readDeliveries(ledgerDir, authors),
  };
}
