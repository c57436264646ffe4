import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDeliveries, sealDeliveries } from '../../authorship/index.ts';
import type { Author, Deliveries } from '../../authorship/index.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';

/** Beside the ledger, because the ledger commits to what is in it and has to be backed up with it. */
function deliveriesFile(ledgerDir: string): string {
  return join(ledgerDir, 'delivered.sealed');
}

/**
 * Reads what was hidden in delivered work; nothing if there is no such list.
 *
 * @param authors - with the seed of today, then with those before: a list stays sealed with the
 *   seed it was last written with.
 * @throws BrokenInput if none of them can open it: the ledger would drop what it committed to.
 */
export async function readDeliveries(
  ledgerDir: string,
  authors: readonly Author[],
): Promise<Deliveries> {
  const file = deliveriesFile(ledgerDir);
  if (!existsSync(file)) return [];
  const text = await readFile(file, 'utf8');
  for (const author of authors) {
    const deliveries = await openDeliveries(text, author);
    if (deliveries) return deliveries;
  }
  throw new BrokenInput(`${file}: cannot be opened with your seed`, {
    hint: 'It is damaged, or of another seed: restore the file from your backup, or that seed.',
  });
}

/** Keeps the list; once this resolves it survives a crash. */
export async function writeDeliveries(
  ledgerDir: string,
  deliveries: Deliveries,
  author: Author,
): Promise<void> {
  await writeDurably(deliveriesFile(ledgerDir), await sealDeliveries(deliveries, author), 0o600);
}
