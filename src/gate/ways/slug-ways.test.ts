import { expect, test } from 'vitest';
import { createMatcher } from '../matcher.ts';

test.each([
  ['beta', '<a href="/case-studies/beta/">', 'error'],
  ['beta', 'beta/index.html', 'error'],
  ['beta', '<img src="beta-wide.webp">', 'error'],
  ['beta', '{beta:"β",gamma:"γ"}', 'warning'],
  ['beta', 'e.beta=1', 'warning'],
  ['beta', 'a beta version', 'warning'],
  ['beta', 'betaine, alphabeta', null],
  ['harbour-desk', 'the Harbour Desk', 'error'],
  ['harbour-desk', 'harbourDesk', 'error'],
])('%s in %s: %s', (slug, text, expected) => {
  const found = new Set<string>();
  createMatcher([{ id: 't', writings: [slug], kind: 'slug' }]).search(
    text,
    () => true,
    ({ severity }) => found.add(severity),
  );
  expect(found.has('error') ? 'error' : ([...found][0] ?? null)).toBe(expected);
});
