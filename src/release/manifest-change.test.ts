import { expect, test } from 'vitest';
import { manifestChange, retractedUrls } from './manifest-change.ts';

const before = {
  'index.html': 'a1',
  'about/index.html': 'b1',
  'case-studies/yard/index.html': 'c1',
  'ja/case-studies/yard/index.html': 'd1',
  'case-studies/yard/card.png': 'e1',
  '_astro/crane.Ab12.webp': 'f1',
  '_astro/shared.Cd34.webp': 'g1',
  'rss.xml': 'h1',
  'ja/feed.json': 'h3',
  'sitemap.xml': 'i1',
  '.well-known/colophon/author.json': 'l1',
  's/aaaaaaaaaaaaaaaa/page.age': 'm1',
  'pagefind/fragment/en_1.pf_fragment': 'j1',
};
const after = {
  'index.html': 'a2',
  'about/index.html': 'b1',
  '_astro/shared.Cd34.webp': 'g1',
  'rss.xml': 'h2',
  'ja/feed.json': 'h4',
  'sitemap.xml': 'i2',
  '.well-known/colophon/author.json': 'l2',
  'new.html': 'k1',
};

test('what is gone and what has changed, and nothing that is new or the same', () => {
  const { gone, changed } = manifestChange(before, after);
  expect(gone).toHaveLength(6);
  expect(changed).toEqual([
    'index.html',
    'rss.xml',
    'ja/feed.json',
    'sitemap.xml',
    '.well-known/colophon/author.json',
  ]);
});

test('each address is told once, by who may still hold it', () => {
  const urls = retractedUrls(manifestChange(before, after), 'yard', 'https://a.example/base/');
  expect(urls).toEqual({
    pages: [
      'https://a.example/base/case-studies/yard/',
      'https://a.example/base/ja/case-studies/yard/',
    ],
    pictures: [
      'https://a.example/base/case-studies/yard/card.png',
      'https://a.example/base/_astro/crane.Ab12.webp',
    ],
    feeds: [
      'https://a.example/base/rss.xml',
      'https://a.example/base/ja/feed.json',
      'https://a.example/base/sitemap.xml',
    ],
    mentions: ['https://a.example/base/'],
    others: [
      'https://a.example/base/s/aaaaaaaaaaaaaaaa/page.age',
      'https://a.example/base/pagefind/fragment/en_1.pf_fragment',
      'https://a.example/base/.well-known/colophon/author.json',
    ],
  });
});
