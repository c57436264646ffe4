import { beforeEach, describe, expect, test } from 'vitest';
import { keepAgreementUnprinted, keepUnprinted, masked, maskedName } from './unprinted.ts';

const AGREEMENT = `id: agr-2345
client:
  name: { en: Quorvexil Maritime, ru: { nom: Порт Квор, gen: Порта Квор } }
  aliases: [QVXM, QX]
  domains: [quorvexil.example]
  people: [{ name: Tamsin Orrowby, aliases: [T. Orrowby] }]
terms: [{ id: a, term: Windlass Nine, kind: word }, { id: b, term: '48213', kind: figure }]
`;

beforeEach(() => keepAgreementUnprinted(AGREEMENT));

describe('masked is', () => {
  test.each([
    'a letter of quorvexil maritime',
    'ＱＶＸＭ',
    'a letter of QX on this',
    'content/case-studies/qx/index.mdx',
    'Tamsin Orrowby and T. Orrowby',
    'https://www.quorvexil.example/x',
    'Порту Квор',
    'windlass-nine',
    '48 213 boxes',
    'open /tmp/letters/Quorvexil.eml',
    '`quorvexil`: nothing is called so',
    "Unknown option '--quorvexil'",
    'case-studies/maritime-berths/index.mdx',
  ])('%s', (text) => {
    expect(masked(text)).toContain('▇▇▇');
    expect(masked(text)).not.toMatch(/quorv|maritime|qvxm|qx|orrowby|квор|windlass|48 ?213/i);
  });
});

test('what a message says itself stays', () => {
  for (const text of [
    'content/agreements/agr-2345.yaml:12: `client.name`: is missing: expected a text',
    'the maritime way of saying things',
    'content/profile.yaml:482: expected valid YAML (bad indent)',
    'Run `npm run vault -- seal --evidence FILE`.',
  ])
    expect(masked(text)).toBe(text);
});

test('a name alone is masked without quotes', () => {
  expect(masked('quorvexil')).toBe('quorvexil');
  expect(maskedName('quorvexil')).toBe('▇▇▇');
  expect(maskedName('berths')).toBe('berths');
});

test('of an agreement that does not parse, what can be read is kept', () => {
  keepAgreementUnprinted('client:\n  name: { en: Zorblatt Freight }\n  aliases: [ZB: x\nid: [');
  keepAgreementUnprinted('client: { name: { en: "Wexmarrow Lines: x }\nterms: []\n');
  expect(masked('Zorblatt Freight')).toBe('▇▇▇');
  expect(masked('./wexmarrow.eml')).toBe('./▇▇▇.eml');
});

test('what is too short to be searched for is left, and stops no message', () => {
  keepUnprinted([
    { kind: 'name', writings: ['Q', 'ab', ''] },
    { kind: 'figure', writings: ['2026'] },
  ]);
  expect(masked('ab Q 2026')).toBe('ab Q 2026');
});
