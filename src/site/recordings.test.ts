import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { siteContext } from './context.ts';
import { formatTimecode } from './dates.ts';
import { embedPage, minutesOf } from './recordings.ts';

const site = siteContext('en', new URL('https://a.example'), {
  BASE_URL: '/portfolio',
  COLOPHON_LOCALE: 'en',
  COLOPHON_LANGUAGES: 'en ja ru',
  COLOPHON_AS_OF: '2026-06-01',
});

test('before the click, a frame asks for nothing but the site’s own files', () => {
  const page = embedPage({
    embed: 'https://video.example/e?a="1"&b=<2>',
    poster: '/portfolio/_astro/poster.webp',
    site,
  });
  const loaded = [...page.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g)].map(([, url]) => url);
  expect(loaded).toEqual(['/portfolio/embed.css', '/portfolio/_astro/poster.webp']);
  expect(page).not.toMatch(/<script|preconnect|prefetch| on\w+=/);
  // An address cannot end the attribute it stands in.
  expect(JSON.stringify(parse(page), ['childNodes', 'attrs', 'name', 'value'])).toContain(
    JSON.stringify('https://video.example/e?a="1"&b=<2>'),
  );
});

test('lines of a transcript are grouped by minute, in order', () => {
  const cue = (start: number) => ({ start, speaker: null, text: String(start) });
  const minutes = minutesOf([cue(2), cue(59.9), cue(60), cue(185)]);
  expect(minutes.map(({ start, cues }) => [start, cues.length])).toEqual([
    [0, 2],
    [60, 1],
    [180, 1],
  ]);
});

test.each([
  [0, '0:00'],
  [65.4, '1:05'],
  [3605, '1:00:05'],
])('%d seconds are %s', (seconds, expected) => {
  expect(formatTimecode(seconds)).toBe(expected);
});
