import { z } from 'zod';
import { fromBase64url, toBase64url } from '../bytes/base64.ts';
import { canonicalJson } from '../bytes/canonical-json.ts';
import type { Json } from '../bytes/canonical-json.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import type { CarrierId, HiddenMark } from '../marks/index.ts';
import type { Author } from './author.ts';
import type { WorkRecord } from './ledger.ts';
import { DeliveredMark, markOpenings, withMarks } from './mark-openings.ts';
import type { MarkPlan } from './page-marks.ts';
import { openRecord, sealRecord } from './sealed-record.ts';

// What was hidden in work that left the house. The marks are derived from the seed, a pair of key
// and id for each work and carrier; the list says which of them were used.

const USE = 'delivered/1';

const MarkedFile = z.strictObject({
  /** As the author's command named it, relative, with `/`. */
  name: z.string(),
  /** SHA-256 before and after, hexadecimal. */
  before: z.string(),
  after: z.string(),
  carriers: z.array(z.string()),
});

const Delivery = z.strictObject({
  work: z.string(),
  marks: z.array(DeliveredMark),
  handedOver: z.array(
    z.strictObject({
      /** When the files were marked, ISO 8601. */
      at: z.string(),
      files: z.array(MarkedFile),
    }),
  ),
});

/** Everything that was hidden in delivered work, by work. */
export const Deliveries = z.array(Delivery);
export type Deliveries = z.infer<typeof Deliveries>;
export type Delivery = z.infer<typeof Delivery>;

/** Encrypts the list with the author's seed. */
export function sealDeliveries(deliveries: Deliveries, author: Author): Promise<string> {
  return sealRecord(USE, deliveries as Json, author);
}

/** @returns the list; null if the text is damaged or was sealed with another seed. */
export async function openDeliveries(text: string, author: Author): Promise<Deliveries | null> {
  const deliveries = Deliveries.safeParse(await openRecord(USE, text, author));
  return deliveries.success ? deliveries.data : null;
}

/** @returns the marks of a work that are on record. */
export function deliveredMarks(deliveries: Deliveries, work: string): readonly DeliveredMark[] {
  return deliveries.find((each) => each.work === work)?.marks ?? [];
}

/**
 * @returns everything the ledger commits to about a work: what it is, and how its marks are shown,
 *   those on its pages before those in what was delivered.
 */
export function workRecord(
  {
    work,
    claims,
    plans,
  }: WorkRecord & {
    /** One for each language the work is written in. */
    readonly plans: readonly MarkPlan[];
  },
  {
    author,
    deliveries,
  }: {
    author: Pick<Author, 'detectionKey' | 'blind'>;
    deliveries: Deliveries;
  },
): WorkRecord {
  const openings = [...markOpenings(plans, author), ...deliveredMarks(deliveries, work)];
  return { work, claims: withMarks(claims, openings) };
}

/** @returns the mark of a work in one carrier: the same each time, and nobody else's to compute. */
export function deliveredMark(
  author: Author,
  work: string,
  carrier: CarrierId,
): { readonly id: string; readonly key: string } {
  const hash = (use: string) =>
    author.blind(`delivered/1/${use}`, toUtf8(canonicalJson([work, carrier])));
  return { id: toHex(hash('id').slice(0, 8)), key: toBase64url(hash('key')) };
}

/** @returns the bytes that an opening writes as text. */
export function hiddenMark({ id, key }: Pick<DeliveredMark, 'id' | 'key'>): HiddenMark {
  return { id: fromHex(id) ?? new Uint8Array(), key: fromBase64url(key) ?? new Uint8Array() };
}

/** @returns the list with a work's marks in it; those of a carrier that is there already are replaced. */
export function withDelivery(
  deliveries: Deliveries,
  { work, marks, handedOver }: Delivery,
): Deliveries {
  const known = deliveries.find((each) => each.work === work);
  const others = (known?.marks ?? []).filter(
    ({ carrier }) => !marks.some((each) => each.carrier === carrier),
  );
  const delivery = {
    work,
    marks: [...others, ...marks].toSorted((a, b) => (a.carrier < b.carrier ? -1 : 1)),
    handedOver: [...(known?.handedOver ?? []), ...handedOver],
  };
  return [...deliveries.filter((each) => each.work !== work), delivery].toSorted((a, b) =>
    a.work < b.work ? -1 : 1,
  );
}
