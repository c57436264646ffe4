import type { Delivery } from '../schemas/talk.ts';

/** Whether a delivery lies behind the day the site shows. */
export function isPast({ starts }: Delivery, today: string): boolean {
  return starts.slice(0, 10) < today;
}

/** What a delivery has come to: one that took place is past, whatever it was planned as. */
export function statusOf(delivery: Delivery, today: string): Delivery['status'] | 'past' {
  const tookPlace = delivery.status === 'scheduled' || delivery.status === 'moved-online';
  return tookPlace && isPast(delivery, today) ? 'past' : delivery.status;
}

/** @returns the next delivery that will take place; undefined if none is planned. */
export function nextDelivery(deliveries: readonly Delivery[], today: string): Delivery | undefined {
  return deliveries
    .filter((each) => !isPast(each, today) && !['cancelled', 'postponed'].includes(each.status))
    .toSorted((a, b) => a.starts.localeCompare(b.starts))[0];
}

/** @returns how often the talk was given. */
export function timesGiven(deliveries: readonly Delivery[], today: string): number {
  return deliveries.filter((each) => statusOf(each, today) === 'past').length;
}

/** @returns the next delivery of any talk, with its talk; undefined if none is planned. */
export function nextOfAll<T extends { readonly deliveries: readonly Delivery[] }>(
  talks: readonly T[],
  today: string,
): { readonly talk: T; readonly delivery: Delivery } | undefined {
  return talks
    .flatMap((talk) => {
      const delivery = nextDelivery(talk.deliveries, today);
      return delivery ? [{ talk, delivery }] : [];
    })
    .toSorted((a, b) => a.delivery.starts.localeCompare(b.delivery.starts))[0];
}

/** @returns the path of a delivery's page, without its language. */
export function deliveryPath(work: string, { id }: Pick<Delivery, 'id'>): string {
  return `talks/${work}/${id}/`;
}

/** @returns the host of an address, for whoever wants to know where a link leads. */
export function hostOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '');
}

/** @returns every delivery that took place, the newest first, with its talk. */
export function givenDeliveries<T extends { readonly deliveries: readonly Delivery[] }>(
  talks: readonly T[],
  today: string,
): readonly { readonly talk: T; readonly delivery: Delivery }[] {
  return talks
    .flatMap((talk) => talk.deliveries.map((delivery) => ({ talk, delivery })))
    .filter(({ delivery }) => statusOf(delivery, today) === 'past')
    .toSorted((a, b) => b.delivery.starts.localeCompare(a.delivery.starts));
}
