import { inKanji } from '../figures/number-words.ts';
import type { BlockAddress } from '../languages/japanese-addresses.ts';
import { declensions } from '../languages/russian.ts';
import type { StreetAddress } from '../languages/streets.ts';
import type { Forms, Way } from './way.ts';

/** A street and its number, in either order, whole and short: `Hafenstr. 12`, `12 Hafenstraße`. */
export function* streetWays({ name, street, isJoined, house }: StreetAddress): Iterable<Way> {
  const houses: Forms = [[house]];
  for (const called of isJoined ? joined(name, street) : apart(name, street)) {
    yield { words: [...called, ...houses], ...WITH_HOUSE };
    yield { words: [...houses, ...called], ...WITH_HOUSE };
    yield { words: [...called, ['дом', 'д', 'no', 'nr'], ...houses], ...WITH_HOUSE };
    yield { words: called, how: 'without its number', severity: 'warning' };
  }
  const alone = name.map(declensions);
  if (/[а-я]/.test(name.join(''))) yield { words: [...alone, ...houses], ...WITHOUT_STREET };
}

const WITH_HOUSE = { isApart: true } as const;
const WITHOUT_STREET = {
  isApart: true,
  how: 'as a part of an address',
  severity: 'warning',
} as const;

function apart(name: readonly string[], street: readonly string[]): readonly Forms[] {
  const forms = name.map(declensions);
  const isRussian = /[а-я]/.test(name.join(''));
  return isRussian
    ? [
        [street, ...forms],
        [...forms, street],
      ]
    : [[...forms, street]];
}

/** `Hafenstraße`, `Hafen-Str.` */
function joined(name: readonly string[], street: readonly string[]): readonly Forms[] {
  const before = name.slice(0, -1).map((word) => [word]);
  const last = name.at(-1) ?? '';
  return [
    [...before, street.map((ending) => last + ending)],
    [...before, [last], street],
  ];
}

/** `北浜1-2-3`, `北浜一丁目2番3号`; without the prefecture, and by the town alone. */
export function* blockWays({ places, numbers }: BlockAddress): Iterable<Way> {
  const [whole = ''] = places;
  const town = places.at(-1) ?? whole;
  const units = numbers.length > 2 ? ['丁目', '番', '号'] : ['番', '号'];
  const counted = numbers.map((number, at) => {
    const unit = units[at] ?? '';
    const digits = [String(number), inKanji(number)];
    return [
      ...digits,
      ...digits.flatMap((each) => [each + unit, ...(unit === '番' ? [`${each}番地`] : [])]),
    ];
  });
  for (const place of places.filter((each) => each === whole || each !== town))
    yield { words: [[place], ...counted], isApart: true };
  if (town !== whole)
    yield {
      words: [[town], ...counted],
      isApart: true,
      how: 'as a part of an address',
      severity: 'warning',
    };
}
