import { z } from 'zod';
import type { Json } from '../bytes/canonical-json.ts';
import type { LedgerAuthor, WorkRecord } from './ledger.ts';
import { openRecord, sealRecord } from './sealed-record.ts';

// A ledger can be opened only with the records it was made from, and content changes. So each
// version keeps its records beside it.

const USE = 'openings/1';

const Records = z.array(
  z.strictObject({ work: z.string(), claims: z.record(z.string(), z.json()) }),
);

/** Encrypts the records of a version. The same records give the same text. */
export function sealOpenings(
  records: readonly WorkRecord[],
  author: Pick<LedgerAuthor, 'ledgerHash'>,
): Promise<string> {
  return sealRecord(
    USE,
    records.map(({ work, claims }): Json => ({ work, claims })),
    author,
  );
}

/** @returns the records; null if the file is damaged or was made with another seed. */
export async function openOpenings(
  text: string,
  author: Pick<LedgerAuthor, 'ledgerHash'>,
): Promise<readonly WorkRecord[] | null> {
  const records = Records.safeParse(await openRecord(USE, text, author));
  return records.success ? records.data : null;
}
