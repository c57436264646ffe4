import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { LOCALES } from '../schemas/locale.ts';
import type { Locale } from '../schemas/locale.ts';
import { filters } from './filters.ts';

type View = Parameters<typeof filters>[0][number];

/** The views of a work whose words exist in some languages; the others fall back to the first. */
function work(name: string, year: string, words: Partial<Record<Locale, [string, string]>>) {
  const [first = 'en'] = Object.keys(words) as Locale[];
  return LOCALES.map((locale): View => {
    const lang = words[locale] ? locale : first;
    const [sector, role] = words[lang] ?? ['', ''];
    return { work: name, locale, lang, sector: [sector], role: [role], started: `${year}-01` };
  });
}

const two = [
  ...work('a', '2024', { en: ['Publishing', 'Lead engineer, scoring'], ja: ['出版', '主任'] }),
  ...work('b', '2025', { ja: ['出版', '設計'] }),
  ...work('c', '2025', { en: ['Payments', 'Lead engineer, parsing'] }),
];

describe('filters', () => {
  test('works are joined by a name they share in any language', () => {
    const sector = filters(two, 'en').find(({ kind }) => kind === 'sector');
    expect(sector?.slug).toBe('sector-publishing');
    expect([...(sector?.works ?? [])]).toEqual(['a', 'b']);
    expect(sector?.labels.en).toEqual({ text: 'Publishing', lang: 'en' });
    expect(sector?.labels.ja).toEqual({ text: '出版', lang: 'ja' });
    // Nobody said it in Russian, so it is called as the first of its works is.
    expect(sector?.labels.ru).toEqual({ text: 'Publishing', lang: 'en' });
  });

  test('a role is its title, without what it was for', () => {
    const roles = filters(two, 'en').filter(({ kind }) => kind === 'role');
    expect(roles.map(({ slug }) => slug)).toEqual(['role-lead-engineer']);
  });

  test('what has a bar in it is no filter', () => {
    const barred = two.map((view) => ({
      ...view,
      sector: [...view.sector, { withheld: 'N' as const, position: 0 }],
    }));
    expect(filters(barred, 'en').map(({ kind }) => kind)).not.toContain('sector');
  });

  const someWork = fc.record({
    year: fc.constantFrom('2023', '2024', '2025'),
    sector: fc.constantFrom('Rail', 'rail!', 'Mail', 'Books'),
    role: fc.constantFrom('Lead', 'Lead, tests', 'Author'),
  });

  test.prop([fc.array(someWork, { maxLength: 8 })])(
    'none singles a work out, and none shows everything',
    (works) => {
      const views = works.flatMap(({ year, sector, role }, index) =>
        work(`w${index}`, year, { en: [sector, role] }),
      );
      for (const filter of filters(views, 'en')) {
        expect(filter.works.size).toBeGreaterThan(1);
        expect(filter.works.size).toBeLessThan(works.length);
      }
    },
  );

  test.prop([fc.array(someWork, { minLength: 4, maxLength: 12 })])(
    'no two have the same address',
    (works) => {
      const views = works.flatMap(({ year, sector, role }, index) =>
        work(`w${index}`, year, { en: [sector, role] }),
      );
      const slugs = filters(views, 'en').map(({ slug }) => slug);
      expect(new Set(slugs).size).toBe(slugs.length);
    },
  );
});
