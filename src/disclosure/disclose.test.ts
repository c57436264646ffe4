import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Agreement, Consent } from '../schemas/agreement.ts';
import { LEVELS, reaches } from '../schemas/level.ts';
import type { AsOf } from './day.ts';
import { disclose } from './disclose.ts';
import type { Claim } from './disclose.ts';

const claim: Claim = { work: 'yard', disclosure: 'full', withhold: [] };
const consent: Consent = {
  id: 'c',
  by: 'somebody',
  on: '2025-01-10',
  works: ['yard'],
  level: 'named',
  shows: ['S'],
  evidence: { sha256: '0'.repeat(64), what: 'a letter' },
};
const agreement: Agreement = {
  id: 'agr-1',
  client: {
    name: { en: 'Name' },
    aliases: [],
    description: { en: 'a client' },
    domains: [],
    logos: [],
    people: [],
  },
  terms: [],
  signed: '2024-01-01',
  timezone: 'Europe/Berlin',
  schedule: [
    { from: '2024-01-01', level: 'sealed', consent: 'not-required' },
    { from: '2024-06-01', level: 'anonymous', consent: 'not-required' },
    { from: '2025-01-01', level: 'named', consent: 'required' },
  ],
  permits: ['F'],
  consents: [consent],
};
const on = (day: string): AsOf => ({ day });
const levelOn = (day: string, agreements = [agreement], from = claim) =>
  disclose(from, agreements, on(day), 'UTC').level;

describe('the schedule', () => {
  test.each([
    ['2023-12-31', 'sealed'],
    ['2024-05-31', 'sealed'],
    ['2024-06-01', 'anonymous'],
    ['2025-01-09', 'anonymous'],
    ['2025-01-10', 'named'],
  ])('on %s allows %s', (day, level) => {
    expect(levelOn(day)).toBe(level);
  });
});

describe('a step that requires a consent does not count', () => {
  const cases: readonly (readonly [string, Partial<Consent>])[] = [
    ['after it expired', { until: '2025-03-01' }],
    ['after it was revoked', { revoked: '2025-03-02' }],
    ['for another work', { works: ['other'] }],
    ['if it allows less', { level: 'anonymous' }],
  ];
  test.each(cases)('%s', (_when, change) => {
    expect(levelOn('2025-03-02', [{ ...agreement, consents: [{ ...consent, ...change }] }])).toBe(
      'anonymous',
    );
  });

  test('and on the last day of a consent it does', () => {
    const until = { ...consent, until: '2025-03-02' };
    expect(levelOn('2025-03-02', [{ ...agreement, consents: [until] }])).toBe('named');
  });
});

test('a consent never raises the level above the schedule', () => {
  const generous = { ...consent, level: 'full' as const, works: 'all' as const };
  expect(levelOn('2024-08-01', [{ ...agreement, consents: [generous] }])).toBe('anonymous');
});

test('the strictest of author, embargo and agreements wins', () => {
  const strict = { ...agreement, id: 'agr-2', schedule: agreement.schedule.slice(0, 1) };
  expect(levelOn('2025-02-01', [agreement, strict])).toBe('sealed');
  expect(levelOn('2025-02-01', [agreement], { ...claim, disclosure: 'anonymous' })).toBe(
    'anonymous',
  );
  expect(levelOn('2025-02-01', [agreement], { ...claim, opens: '2025-02-02' })).toBe('sealed');
  expect(levelOn('2025-02-02', [agreement], { ...claim, opens: '2025-02-02' })).toBe('named');
});

test('days begin at midnight in the time zone of each agreement', () => {
  // In Berlin it is the first of June already, in Lima not yet.
  const instant: AsOf = { instant: new Date('2024-05-31T22:30:00Z') };
  const lima = { ...agreement, timezone: 'America/Lima' };
  expect(disclose(claim, [agreement], instant, 'UTC').level).toBe('anonymous');
  expect(disclose(claim, [lima], instant, 'UTC').level).toBe('sealed');
});

describe('what is withheld', () => {
  const withheldOn = (day: string, from = claim) =>
    disclose(from, [agreement], on(day), 'UTC').withheld;
  test('below `named` the name, and always what nothing permits', () => {
    expect(withheldOn('2024-08-01')).toEqual(['N', 'S', 'P']);
    expect(withheldOn('2025-02-01')).toEqual(['P']);
  });

  test('what the author withholds, whatever is permitted', () => {
    expect(withheldOn('2025-02-01', { ...claim, withhold: ['F'] })).toEqual(['F', 'P']);
  });

  test('nothing at `full` without an agreement', () => {
    expect(disclose(claim, [], on('2025-01-01'), 'UTC')).toMatchObject({
      level: 'full',
      withheld: [],
    });
  });
});

const day = fc
  .date({ min: new Date('2023-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const schedule = fc
  .tuple(
    fc.uniqueArray(day, { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom(...LEVELS), { minLength: 4, maxLength: 4 }),
  )
  .map(([days, levels]) => {
    const sorted = levels.toSorted((a, b) => LEVELS.indexOf(a) - LEVELS.indexOf(b));
    return days.toSorted().map((from, index) => ({
      from,
      level: sorted[index] ?? 'sealed',
      consent: 'not-required' as const,
    }));
  });
const anyAgreement = schedule.map((steps) => ({ ...agreement, schedule: steps }));

test.prop([anyAgreement, anyAgreement, day])(
  'another agreement never opens anything',
  (one, two, today) => {
    const alone = disclose(claim, [one], on(today), 'UTC');
    const both = disclose(claim, [one, two], on(today), 'UTC');
    expect(reaches(alone.level, both.level)).toBe(true);
    expect(both.withheld).toEqual(expect.arrayContaining([...alone.withheld]));
  },
);

test.prop([anyAgreement, day, day])('time alone never closes anything', (any, one, two) => {
  const [earlier = '', later = ''] = [one, two].toSorted();
  expect(reaches(levelOn(later, [any]), levelOn(earlier, [any]))).toBe(true);
});
