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
  'sitemap.xml': 'i1',
  'pagefind/fragment/en_1.pf_fragment': 'j1',
};
const after = {
  'index.html': 'a2',
  'about/index.html': 'b1',
  '_astro/shared.Cd34.webp': 'g1',
  'rss.xml': 'h2',
  'sitemap.xml': 'i2',
  'new.html': 'k1',
};

test('what is gone and what has changed, and nothing that is new or the same', () => {
  const { gone, changed } = manifestChange(before, after);
  expect(gone).toHaveLength(5);
  expect(changed).toEqual(['index.html', 'rss.xml', 'sitemap.xml']);
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
    feeds: ['https://a.example/base/rss.xml', 'https://a.example/base/sitemap.xml'],
    mentions: ['https://a.example/base/'],
    others: ['https://a.example/base/pagefind/fragment/en_1.pf_fragment'],
  });
});
