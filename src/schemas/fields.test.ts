import { expect, test } from 'vitest';
import { Day, LocalTime } from './fields.ts';

test.each([
  ['2027-02-28', true],
  ['2028-02-29', true],
  ['2027-02-30', false],
  ['2027-04-31', false],
])('a day that is in no calendar is refused, with a time and without: %s', (day, isGood) => {
  expect(Day.safeParse(day).success).toBe(isGood);
  expect(LocalTime.safeParse(`${day}T10:30`).success).toBe(isGood);
});
