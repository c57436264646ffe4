import { describe, expect, test } from 'vitest';
import type { Delivery } from '../schemas/talk.ts';
import { href, localeParams, siteContext, url } from './context.ts';
import { nextDelivery, statusOf, timesGiven } from './deliveries.ts';
import { plainText } from './disclosed.ts';
import { toScript } from './json-ld.ts';
import { ledgerOrder } from './ledger-order.ts';
import { sitemap } from './sitemap.ts';
import { STRINGS } from './strings.ts';

const env = {
  BASE_URL: '/portfolio',
  COLOPHON_LOCALE: 'ja',
  COLOPHON_LANGUAGES: 'en ja ru',
  COLOPHON_AS_OF: '2026-06-01',
};
const site = siteContext('en', new URL('https://a.example'), env);

describe('addresses', () => {
  test('the first language has no prefix, the others do, under any sub-path', () => {
    expect(href(site, 'talks/')).toBe('/portfolio/en/talks/');
    expect(href(site, 'talks/', 'ja')).toBe('/portfolio/talks/');
    expect(url(site, '', 'ru')).toBe('https://a.example/portfolio/ru/');
  });

  test('only the languages that the site is published in have pages', () => {
    const some = { ...env, COLOPHON_LANGUAGES: 'ja ru' };
    expect(localeParams(some).map(({ params }) => params.locale)).toEqual([undefined, 'ru']);
    expect(siteContext('ru', undefined, some).locales).toEqual(['ja', 'ru']);
  });

  test('a sitemap names each language of a page with the others', () => {
    const text = sitemap([{ path: 'about/', locales: ['en', 'ja'] }], site);
    expect(text.match(/<loc>/g)).toHaveLength(2);
    expect(text).toContain('<loc>https://a.example/portfolio/en/about/</loc>');
    expect(text).not.toContain('/ru/');
  });
});

describe('deliveries', () => {
  const at = (day: string, status: Delivery['status'] = 'scheduled') =>
    ({ id: day, starts: `${day}T10:00`, status }) as Delivery;

  test('what took place is past; what was called off never is', () => {
    expect(statusOf(at('2026-05-01'), site.today)).toBe('past');
    expect(statusOf(at('2026-05-01', 'moved-online'), site.today)).toBe('past');
    expect(statusOf(at('2026-05-01', 'cancelled'), site.today)).toBe('cancelled');
    expect(statusOf(at('2026-06-01'), site.today)).toBe('scheduled');
  });

  test('the next one is the soonest that will take place', () => {
    const all = [
      at('2026-09-01'),
      at('2026-07-01', 'cancelled'),
      at('2026-08-01'),
      at('2026-01-01'),
    ];
    expect(nextDelivery(all, site.today)?.id).toBe('2026-08-01');
    expect(nextDelivery([at('2026-01-01')], site.today)).toBeUndefined();
    expect(timesGiven(all, site.today)).toBe(1);
  });
});

test('the index shows own work first, then the newest', () => {
  const row = (work: string, client: string[] | null, started: string, ended?: string) => ({
    work,
    client,
    started,
    ...(ended && { ended }),
  });
  const rows = [
    row('old', ['a'], '2020-01', '2021-01'),
    row('own', null, '2019-01', '2019-02'),
    row('new', ['b'], '2024-01', '2025-01'),
    row('now', ['c'], '2022-01'),
  ];
  expect(ledgerOrder(rows).map(({ work }) => work)).toEqual(['own', 'now', 'new', 'old']);
});

test('a bar in plain text says what is withheld, in the language of the text', () => {
  expect(plainText(['by ', { withheld: 'F', position: 0 }, '.'], 'ru')).toBe('by [цифра скрыта].');
});

test('data in a script cannot end the script', () => {
  expect(toScript([{ name: '</script><p>' }])).not.toContain('</script');
});

test.each([
  ['en', ['1 page found', '2 pages found', '5 pages found', '21 pages found']],
  ['ja', ['1 件見つかりました', '2 件見つかりました', '5 件見つかりました', '21 件見つかりました']],
  ['ru', ['Найдена 1 страница', 'Найдено 2 страницы', 'Найдено 5 страниц', 'Найдена 21 страница']],
] as const)('counts have the right plural in %s', (locale, expected) => {
  expect([1, 2, 5, 21].map((count) => STRINGS[locale].results(count))).toEqual(expected);
});
