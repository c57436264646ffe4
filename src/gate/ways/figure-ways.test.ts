import { expect, test } from 'vitest';
import { verdict } from '../verdict.ts';

test.each([
  ['2x', 'sales doubled'],
  ['2x', 'удвоили продажи'],
  ['2x', 'выросли вдвое'],
  ['2x', '売上は倍増した'],
  ['3 times', 'throughput tripled'],
  ['10x', 'a tenfold gain'],
  ['50 %', 'cut by half'],
  ['50 %', '半減'],
  ['33 %', 'a third of it'],
  ['33.3 %', 'на треть'],
  ['66.7 %', 'two thirds'],
  ['25 %', '4分の1'],
  ['14 days', 'in two weeks'],
  ['14 days', 'in a fortnight'],
  ['2 weeks', 'in 14 days'],
  ['90 minutes', '1.5 hours'],
  ['90 minutes', 'полтора часа'],
  ['48 hours', '2日間'],
  ['18 months', '1.5 years'],
])('%s in other words: %s', (figure, text) => {
  expect(verdict(figure, 'figure', text)).toBe('warning');
});

test.each([
  ['2x', 'tripled'],
  ['34 %', 'a third of it'],
  ['50 %', 'the second half'],
  ['14 days', 'three weeks'],
  ['10 days', '1.4 weeks'],
  ['340 ms', '0.0057 minutes'],
])('%s is not: %s', (figure, text) => {
  expect(verdict(figure, 'figure', text)).toBeNull();
});
