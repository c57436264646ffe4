import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { finishVerifyPages } from './verify-pages.ts';

const PAGE = [
  '<html><head><meta name="colophon-policy"><title>Check</title>',
  '<link rel="icon" href="/base/favicon.svg"><link rel="stylesheet" href="/base/_astro/a.css"></head>',
  '<body><a href="/base/talks/">Talks</a><p id="keep"><a href="offline.html">Keep</a></p>',
  '<script id="look">look(`colophon:knowledge`)</script>',
  '<script>sheet(\'<a href="/x">\')</script></body></html>',
].join('');

async function finished() {
  const files = new Map([
    ['ja/verify/index.html', PAGE],
    ['about/index.html', '<p>About</p>'],
    ['_astro/a.css', 'a{src:url(/base/fonts/a.woff2)}'],
    ['fonts/a.woff2', 'font'],
  ]);
  const text = (file: string) => files.get(file) ?? '';
  await finishVerifyPages(
    { siteUrl: 'https://a.example/base/', knowledge: '{"of":"Ada"}' },
    {
      list: async () => [...files.keys()],
      read: async (file) => new TextEncoder().encode(text(file)),
      write: async (file, bytes) => void files.set(file, new TextDecoder().decode(bytes)),
      sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
    },
  );
  const script = [...files.keys()].find((file) => file.endsWith('.js')) ?? '';
  return { page: text('ja/verify/index.html'), copy: text('ja/verify/offline.html'), script, text };
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64');

test('on the site the large program is a file, named from the root and from the page', async () => {
  const { page, script, text } = await finished();
  expect(script).toMatch(/^_astro\/verify\.[\da-f]{12}\.js$/);
  expect(text(script)).toBe('look("{\\"of\\":\\"Ada\\"}")');
  expect(page).toContain(`data-address="/base/${script}" data-near="../../${script}"`);
  expect(page).not.toContain('look(');
  expect(page).toContain(`script-src 'sha256-${hash('sheet(\'<a href="/x">\')')}' 'self';`);
  expect(page).toContain("connect-src 'none'");
});

test('the copy holds all it needs, may use nothing else, and leads to the site', async () => {
  const { copy } = await finished();
  expect(copy).toContain('<script id="look">look("{\\"of\\":\\"Ada\\"}")</script>');
  expect(copy).toContain('sheet(\'<a href="/x">\')');
  expect(copy).toContain('<a href="https://a.example/base/talks/">');
  expect(copy).toContain(`url(data:font/woff2;base64,${btoa('font')})`);
  expect(copy).not.toMatch(/'self'|<link|offline\.html|colophon-policy/);
  expect(copy).toContain(`'sha256-${hash('look("{\\"of\\":\\"Ada\\"}")')}'`);
});
