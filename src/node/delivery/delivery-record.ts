import { pickConstant } from '../../authorship/delivered-survey.ts';
import { deliveredMark, deliveredMarks, withDelivery } from '../../authorship/index.ts';
import type { ConstantWish, Deliveries, DeliveredMark } from '../../authorship/index.ts';
import { writeDeliveries } from './deliveries-file.ts';
import type { DeliveryDesk } from './delivery-desk.ts';
import type { MarkedWork } from './mark-work.ts';

type HandedOverFile = Deliveries[number]['handedOver'][number]['files'][number];

/** What was hidden in work of one case study or talk. */
export interface Handover {
  readonly work: string;
  readonly marks: readonly DeliveredMark[];
  /** Empty where nothing but a constant was handed out. */
  readonly files: readonly HandedOverFile[];
}

/** Adds to the sealed list of what was hidden, which the next build commits to. */
export async function recordHandover(
  { author, deliveries, ledgerDir }: DeliveryDesk,
  { work, marks, files }: Handover,
): Promise<void> {
  const at = new Date().toISOString();
  const handedOver = files.length === 0 ? [] : [{ at, files: [...files] }];
  const delivery = { work, marks: [...marks], handedOver };
  await writeDeliveries(ledgerDir, withDelivery(deliveries, delivery), author);
}

/** Adds files that were marked; those that carry nothing are not listed. */
export async function recordMarkedWork(
  desk: DeliveryDesk,
  work: string,
  { marks, files }: MarkedWork,
): Promise<void> {
  const touched = files
    .filter(({ carriers }) => carriers.length > 0)
    .map(({ name, before, after, carriers }) => ({ name, before, after, carriers: [...carriers] }));
  await recordHandover(desk, { work, marks, files: touched });
}

/**
 * Picks a constant with the key of a work and writes down the wish, so that it can be picked again.
 *
 * @returns the constant as text, and how many bits of choice the key had.
 */
export async function handOutConstant(desk: DeliveryDesk, work: string, wish: ConstantWish) {
  const known = deliveredMarks(desk.deliveries, work).find((each) => each.carrier === 'constant');
  const base = known ?? { ...deliveredMark(desk.author, work, 'constant'), wishes: [] };
  const picked = pickConstant(base, wish);
  const others = base.wishes.filter((each) => JSON.stringify(each) !== JSON.stringify(wish));
  const { id, key } = base;
  const mark = { carrier: 'constant' as const, id, key, wishes: [...others, wish] };
  await recordHandover(desk, { work, marks: [mark], files: [] });
  return picked;
}
