import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Agreement } from '../schemas/agreement.ts';
import { CaseStudy } from '../schemas/case-study.ts';
import { Profile } from '../schemas/profile.ts';
import { addDays, addMonths } from './day.ts';
import { nextFollowUp, outlook } from './outlook.ts';
import { permittedWorks } from './permissions.ts';
import { decideWork } from './publish.ts';
import type { Portfolio, SourceStudy } from './sources.ts';

const sha256 = 'a'.repeat(64);
const agreement = Agreement.parse({
  id: 'agr-2345',
  client: { name: { en: 'Quorvexil' }, description: { en: 'a shipping company' } },
  signed: '2024-01-01',
  timezone: 'Europe/Berlin',
  schedule: [
    { from: '2024-01-01', level: 'sealed', consent: 'not-required' },
    { from: '2025-01-01', level: 'anonymous', consent: 'not-required' },
    { from: '2026-01-01', level: 'named', consent: 'required' },
  ],
  permits: [],
  consents: [
    {
      id: 'c1',
      by: 'them',
      on: '2026-02-01',
      until: '2026-06-30',
      works: ['berths'],
      level: 'named',
      shows: ['F'],
      evidence: { what: 'a letter', sha256 },
    },
  ],
  followUp: { on: '2026-01-31', everyMonths: 3 },
});

function study(work: string, more: Record<string, unknown> = {}): SourceStudy {
  const facts = CaseStudy.parse({
    lang: 'en',
    title: 'Berths',
    summary: 'How ships waited.',
    outcome: 'Less.',
    role: 'Engineer',
    sector: 'Shipping',
    nda: 'agr-2345',
    disclosure: 'named',
    started: '2024-01',
    ...more,
  });
  return { work, kind: 'case-studies', lang: 'en', facts, texts: new Map() };
}

const profile = Profile.parse({
  name: { en: 'Ada' },
  tagline: { en: 'Engineer' },
  about: { en: 'Builds.' },
  site: 'https://ada.example',
  locale: 'en',
  email: 'ada@ada.example',
  timezone: 'Europe/Helsinki',
});
const portfolio: Portfolio = {
  profile,
  profilePath: '',
  agreements: new Map([[agreement.id, agreement]]),
  studies: [study('berths'), study('quay')],
  talks: [],
  retractions: new Map(),
};

test('an agreement is looked at on the day of its own zone, as a build does', () => {
  // In Berlin the last day of June has begun, and elsewhere the day before goes on or is over.
  const asOf = { instant: new Date('2026-06-30T11:30:00Z') };
  const seenIn = (timezone: string) => {
    const agreements = new Map([[agreement.id, { ...agreement, timezone }]]);
    const { agreements: all, changes } = outlook({ ...portfolio, agreements }, asOf, 30);
    const { works, consents } = all[0] ?? {};
    const closes = changes.map(({ day }) => day);
    return [works?.[0]?.level, consents?.[0]?.state, closes];
  };
  expect(seenIn('Europe/Berlin')).toEqual(['named', 'expiring', ['2026-07-01']]);
  expect(seenIn('Pacific/Kiritimati')).toEqual(['anonymous', 'expired', []]);
  const late = { ...portfolio, profile: { ...profile, timezone: 'Pacific/Kiritimati' } };
  expect(outlook(late, asOf, 30)).toMatchObject({
    day: '2026-07-01',
    agreements: [{ consents: [{ state: 'expiring' }] }],
    changes: [{ day: '2026-07-01', to: 'anonymous' }],
  });
});

describe('the outlook', () => {
  test('names what is public today and why', () => {
    const [found] = outlook(portfolio, { day: '2026-03-01' }, 90).agreements;
    expect(found).toMatchObject({
      id: 'agr-2345',
      works: [
        { work: 'berths', level: 'named', withheld: ['S', 'P'] },
        { work: 'quay', level: 'anonymous', because: 'agr-2345: the step of 2025-01-01' },
      ],
      consents: [{ id: 'c1', state: 'valid', until: '2026-06-30' }],
      followUp: '2026-04-30',
    });
  });

  test('lists what opens and closes in its days, and nothing after them', () => {
    const days = (from: string, count: number) =>
      outlook(portfolio, { day: from }, count).changes.map((each) => [
        each.day,
        each.work,
        each.to,
      ]);
    expect(days('2024-12-01', 60)).toEqual([
      ['2025-01-01', 'berths', 'anonymous'],
      ['2025-01-01', 'quay', 'anonymous'],
    ]);
    expect(days('2026-01-01', 30)).toEqual([]);
    expect(days('2026-01-01', 31)).toEqual([['2026-02-01', 'berths', 'named']]);
    expect(days('2026-06-01', 30)).toEqual([['2026-07-01', 'berths', 'anonymous']]);
  });

  test('says how each consent stands', () => {
    const state = (day: string) =>
      outlook(portfolio, { day }, 30).agreements[0]?.consents[0]?.state;
    expect(state('2026-01-31')).toBe('not-yet');
    expect(state('2026-02-01')).toBe('valid');
    expect(state('2026-06-01')).toBe('expiring');
    expect(state('2026-07-01')).toBe('expired');
  });

  test('misses a consent only where the author wants what it would allow', () => {
    const missing = (day: string, days = 0, own = portfolio) =>
      outlook(own, { day }, days).missing.map(({ work, from }) => [work, from]);
    expect(missing('2025-12-01')).toEqual([]);
    expect(missing('2025-12-01', 31)).toEqual([
      ['berths', '2026-01-01'],
      ['quay', '2026-01-01'],
    ]);
    expect(missing('2026-03-01')).toEqual([['quay', '2026-01-01']]);
    const modest = { ...portfolio, studies: [study('quay', { disclosure: 'anonymous' })] };
    expect(missing('2026-03-01', 0, modest)).toEqual([]);
    const down = new Map([['quay', { work: 'quay', on: '2026-02-01' }]]);
    expect(missing('2026-03-01', 0, { ...portfolio, retractions: down })).toEqual([]);
  });

  test('what was taken down is sealed on every day', () => {
    const retractions = new Map([['berths', { work: 'berths', on: '2026-03-01' }]]);
    const own = { ...portfolio, retractions };
    const [works] = outlook(own, { day: '2026-02-15' }, 900).agreements.map((each) => each.works);
    expect(works?.[0]).toMatchObject({ level: 'sealed', because: 'retracted on 2026-03-01' });
    expect(outlook(own, { day: '2020-01-01' }, 9000).changes.map(({ work }) => work)).not.toContain(
      'berths',
    );
  });
});

test('a release rests on the step and the consents that count', () => {
  expect(permittedWorks(portfolio, { day: '2026-03-01' })).toMatchObject([
    {
      work: 'berths',
      permissions: [{ agreement: 'agr-2345', step: '2026-01-01', consents: ['c1'] }],
    },
    { work: 'quay', permissions: [{ agreement: 'agr-2345', step: '2025-01-01', consents: [] }] },
  ]);
  expect(permittedWorks(portfolio, { day: '2024-06-01' })).toEqual([]);
});

const day = fc
  .date({ min: new Date('2024-01-02'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.prop([day, fc.nat(400)])('no change is left out, and none is made up', (from, count) => {
  const listed = outlook(portfolio, { day: from }, count).changes.map(
    (each) => `${each.day} ${each.work}`,
  );
  const found: string[] = [];
  const answer = (source: SourceStudy, on: string) => {
    const { level, withheld } = decideWork(source, portfolio, { day: on }, null).disclosure;
    return level === 'sealed' ? level : `${level} ${withheld.join('')}`;
  };
  for (let ahead = 1; ahead <= count; ahead++) {
    const on = addDays(from, ahead);
    for (const source of portfolio.studies)
      if (answer(source, addDays(on, -1)) !== answer(source, on))
        found.push(`${on} ${source.work}`);
  }
  expect(listed).toEqual(found);
});

test('months are added without wandering', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-31', 2)).toBe('2026-03-31');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  expect(nextFollowUp({ on: '2026-01-31', everyMonths: 1 }, '2026-03-01')).toBe('2026-03-31');
  expect(nextFollowUp({ on: '2026-01-31' }, '2026-02-01')).toBeNull();
});
