import { expect, test } from 'vitest';
import type { FontFace } from '../site/fonts/faces.ts';
import { FRAME_FONTS_PLACE } from '../site/recordings.ts';
import { FONT_BUDGET, subsetFonts } from './fonts.ts';
import type { FontPorts } from './fonts.ts';

const text: FontFace = {
  name: 'text',
  family: 'T',
  style: 'normal',
  weight: '400',
  role: 'text',
  pages: 'all',
  covers: (code) => code < 0x100,
};
const japanese: FontFace = {
  ...text,
  name: 'japanese',
  role: 'japanese',
  covers: (c) => c > 0x3000,
};

function staging(pages: Record<string, string>, bytesPerLetter = 100) {
  const files = new Map<string, Uint8Array>(
    Object.entries(pages).map(([file, html]) => [file, encode(html)]),
  );
  const ports: FontPorts = {
    list: async () => [...files.keys()].toSorted(),
    read: async (file) => files.get(file) ?? new Uint8Array(),
    async write(file, bytes) {
      files.set(file, bytes);
    },
    sha256: async (bytes) => Buffer.from(bytes).toString('hex').slice(-40),
    fonts: {
      faces: [text, japanese],
      subset: async (face, letters) => {
        const name = encode(face.name + letters.join(''));
        return Uint8Array.from(
          { length: letters.length * bytesPerLetter },
          (_each, index) => name.at(-1 - index) ?? 0,
        ).reverse();
      },
    },
  };
  const read = (file: string) => new TextDecoder().decode(files.get(file));
  return { ports, read, names: () => [...files.keys()] };
}

const encode = (html: string) => new TextEncoder().encode(html);
const page = (body: string, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><head></head><body>${body}</body></html>`;

test('each page gets one style sheet, under the base, before its head ends', async () => {
  const { ports, read } = staging({ 'index.html': page('ab') });
  await subsetFonts('/base/', ports);
  const html = read('index.html');
  const sheet = /<link rel="stylesheet" href="\/base\/(fonts\/\w+\.css)"><\/head>/.exec(html)?.[1];
  expect(read(sheet ?? '')).toMatch(/url\(\/base\/fonts\/text\.\w+\.woff2\)/);
  expect(html).toMatch(/<link rel="preload" href="\/base\/fonts\/text\.\w+\.woff2" as="font"/);
});

test('the page in a frame has the letters of the page around it, in a sheet of its own', async () => {
  const inner = `<head>${FRAME_FONTS_PLACE}</head>`.replaceAll('"', '&quot;');
  const { ports, read } = staging({ 'index.html': page(`ab<iframe srcdoc="${inner}"></iframe>`) });
  await subsetFonts('/base/', ports);
  const [, sheet = ''] =
    /<iframe srcdoc="<head><link rel=&quot;stylesheet&quot; href=&quot;\/base\/(fonts\/frame\.\w+\.css)&quot;>/.exec(
      read('index.html'),
    ) ?? [];
  expect(read(sheet)).toMatch(/url\(\/base\/fonts\/text\.\w+\.woff2\)/);
});

test('pages of a language share the files of its alphabet', async () => {
  const { ports, names } = staging({ 'a.html': page('ab'), 'b.html': page('cd') });
  const { fonts } = await subsetFonts('/', ports);
  expect(fonts).toBe(1);
  expect(names().filter((file) => file.startsWith('fonts/'))).toHaveLength(2);
});

test('a page with too many letters ships those of its headings, and no file that nobody uses', async () => {
  const many = String.fromCodePoint(
    ...Array.from({ length: 200 }, (_each, index) => 0x4e00 + index),
  );
  const { ports, read, names } = staging({ 'index.html': page(`<h1>一</h1>${many}`, 'ja') }, 1000);
  const { most } = await subsetFonts('/', ports);
  expect(most).toBeLessThanOrEqual(FONT_BUDGET);
  const sheet = names().find((file) => file.endsWith('.css')) ?? '';
  expect(read(sheet)).toContain("font-family:'Colophon Display JP'");
  for (const font of names().filter((file) => file.endsWith('.woff2')))
    expect(read(sheet)).toContain(font);
});
