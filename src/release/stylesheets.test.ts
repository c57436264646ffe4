import { expect, test } from 'vitest';
import { joinStylesheets } from './stylesheets.ts';
import type { StylesheetPorts } from './stylesheets.ts';

function staging(texts: Record<string, string>) {
  const files = new Map(Object.entries(texts));
  const ports: StylesheetPorts = {
    list: async () => [...files.keys()],
    read: async (file) => new TextEncoder().encode(files.get(file)),
    write: async (file, bytes) => void files.set(file, new TextDecoder().decode(bytes)),
    remove: async (file) => void files.delete(file),
    sha256: async (bytes) => Buffer.from(bytes).toString('hex').slice(-40),
  };
  return { ports, files };
}

const page = (...sheets: string[]) =>
  `<head>${sheets.map((sheet) => `<link rel="stylesheet" href="/base/${sheet}">`).join('')}</head>`;

test('a page has one style sheet, with what its own said in their order', async () => {
  const { ports, files } = staging({
    'index.html': page('_astro/b.css', '_astro/a.css', 'fonts/f.css'),
    '_astro/a.css': 'a{}',
    '_astro/b.css': 'b{}',
    'fonts/f.css': '@font-face{}',
  });
  await joinStylesheets('/base/', ports);
  const [, name = ''] = /^<head><link rel="stylesheet" href="\/base\/([^"]+)"><\/head>$/.exec(
    files.get('index.html') ?? '',
  ) ?? [''];
  expect(files.get(name)).toBe('b{}\na{}\n@font-face{}');
});

test('pages with the same sheets share one, and what was joined is gone', async () => {
  const { ports, files } = staging({
    'index.html': page('_astro/a.css'),
    'about/index.html': page('_astro/a.css'),
    'talks/index.html': page('_astro/a.css', '_astro/t.css'),
    '404.html': '<head></head>',
    '_astro/a.css': 'a{}',
    '_astro/t.css': 't{}',
    'embed.css': 'e{}',
  });
  await joinStylesheets('/base/', ports);
  expect(files.get('index.html')).toBe(files.get('about/index.html'));
  expect(files.get('404.html')).toBe('<head></head>');
  const sheets = [...files.keys()].filter((file) => file.endsWith('.css'));
  expect(sheets.toSorted()).toEqual([
    expect.stringMatching(/^_astro\/page\./),
    expect.stringMatching(/^_astro\/page\./),
    'embed.css',
  ]);
});

test('a style sheet from elsewhere is our own mistake', async () => {
  const { ports } = staging({ 'index.html': '<link rel="stylesheet" href="https://a.example/x">' });
  await expect(joinStylesheets('/base/', ports)).rejects.toThrow('from elsewhere');
});
