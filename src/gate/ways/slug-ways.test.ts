import { expect, test } from 'vitest';
import { verdict } from '../verdict.ts';

test.each([
  ['beta', '<a href="/case-studies/beta/">', 'error'],
  ['beta', 'beta/index.html', 'error'],
  ['beta', '<img src="beta-wide.webp">', 'error'],
  ['beta', '{beta:"β",gamma:"γ"}', null],
  ['beta', 'e.beta=1', null],
  ['beta', '<h2>Beta</h2>', 'warning'],
  ['beta', '{"work": "beta"}', 'warning'],
  ['beta', 'a beta version', 'warning'],
  ['beta', 'betaine, alphabeta', null],
  ['harbour-desk', 'the Harbour Desk', 'error'],
  ['harbour-desk', 'harbourDesk', 'error'],
])('%s in %s: %s', (slug, text, expected) => {
  expect(verdict(slug, 'slug', text)).toBe(expected);
});
