import { expect, test } from 'vitest';
import { z } from 'zod';
import type { PublicCaseStudy } from '../schemas/public.ts';
import type { SiteContext } from './context.ts';
import { jsonFeed } from './json-feed.ts';
import { contentPolicy } from './policy.ts';
import { securityTxt } from './security-txt.ts';

const site: SiteContext = {
  locale: 'ru',
  defaultLocale: 'ru',
  locales: ['ja', 'ru'],
  base: '/portfolio/',
  origin: 'https://ada.example',
  today: '2026-11-23',
};

const profile = {
  name: 'Ada',
  tagline: 'Engineer',
  about: [],
  email: 'ada@ada.example',
  portrait: null,
  links: [],
  cv: [],
};

const study: PublicCaseStudy = {
  work: 'berths',
  locale: 'ru',
  lang: 'ru',
  original: 'ru',
  locales: ['ru'],
  title: ['Причалы для ', { withheld: 'N', position: 0 }],
  summary: ['Как суда перестали ждать.'],
  outcome: ['Ожидание упало на ', { withheld: 'F', position: 1 }, '.'],
  role: ['Инженер'],
  sector: ['Порты'],
  client: ['судоходная компания'],
  level: 'anonymous',
  released: { count: 3, of: 5 },
  withholdings: [{ reason: 'N' }],
  started: '2024-03',
  tags: ['queues'],
  cover: null,
  eggs: [],
};

/** JSON Feed 1.1, "Top-level" and "Items": strict, so that nothing private can ride along. */
const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  description: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  language: z.string(),
  authors: z.array(z.strictObject({ name: z.string(), url: z.url() })),
  items: z.array(
    z.strictObject({
      id: z.url(),
      url: z.url(),
      title: z.string().min(1),
      summary: z.string(),
      content_text: z.string().min(1),
      language: z.string(),
      tags: z.array(z.string()).optional(),
    }),
  ),
});

test('the JSON feed is one, and says "withheld" where a page has a bar', () => {
  const feed = JsonFeed.parse(JSON.parse(jsonFeed([study], profile, site)));
  expect(feed.feed_url).toBe('https://ada.example/portfolio/feed.json');
  expect(feed.items[0]).toMatchObject({
    id: 'https://ada.example/portfolio/case-studies/berths/',
    title: 'Причалы для [имя заказчика скрыто]',
    content_text: 'Ожидание упало на [цифра скрыта].',
  });
});

test('security.txt has what RFC 9116 asks for, once each, and ends within a year', () => {
  const lines = securityTxt(profile, site).split('\r\n');
  const fields = new Map(
    lines.filter(Boolean).map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]),
  );
  expect(fields.size).toBe(lines.length - 1);
  expect(fields.get('Contact')).toBe('mailto:ada@ada.example');
  expect(fields.get('Preferred-Languages')).toBe('ru, ja');
  expect(fields.get('Canonical')).toBe('https://ada.example/portfolio/.well-known/security.txt');
  const days = (Date.parse(fields.get('Expires') ?? '') - Date.parse(site.today)) / 86_400_000;
  expect(days).toBeGreaterThan(300);
  expect(days).toBeLessThan(365);
});

test.each(['none', 'own', 'search'] as const)('the policy of a page with %s scripts', (scripts) => {
  const policy = contentPolicy(scripts);
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:|data:/);
  expect(policy.includes("script-src 'none'")).toBe(scripts === 'none');
});
