import type { Delivery } from '../schemas/talk.ts';
import { statusOf } from './deliveries.ts';

/** What can be counted of talks that were really given: never typed by anybody. */
export interface TalkNumbers {
  readonly given: number;
  readonly countries: number;
  readonly online: number;
}

/** Counts deliveries that are past; a country counts once, and an online one counts for none. */
export function talkNumbers(
  talks: readonly { readonly deliveries: readonly Delivery[] }[],
  today: string,
): TalkNumbers {
  const given = talks
    .flatMap(({ deliveries }) => deliveries)
    .filter((each) => statusOf(each, today) === 'past');
  const inHalls = given.flatMap((each) => (isOnlineOnly(each) ? [] : (each.place?.country ?? [])));
  return {
    given: given.length,
    countries: new Set(inHalls).size,
    online: given.filter(isOnlineOnly).length,
  };
}

/** Whether nobody was, or will be, in a hall. */
export function isOnlineOnly({ place, status }: Delivery): boolean {
  return place === undefined || status === 'moved-online';
}
