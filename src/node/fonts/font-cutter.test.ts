import { Blob as FontData, Face } from 'harfbuzzjs';
import { decompress } from 'wawoff2';
import { expect, test } from 'vitest';
import { fontCutter } from './font-cutter.ts';

const cutter = await fontCutter();

async function lettersIn(woff2: Uint8Array): Promise<string> {
  const codes = new Face(new FontData(await decompress(woff2))).collectUnicodes();
  return String.fromCodePoint(...[...codes].toSorted((a, b) => a - b));
}

function faceNamed(part: string) {
  const face = cutter.faces.find(({ name }) => name.includes(part));
  if (!face) throw new Error(`no face ${part}`);
  return face;
}

test.each([
  ['4-latin-wght-normal', 'Aabz'],
  ['4-cyrillic-wght-normal', 'Жжя'],
  ['mono-latin-wght-normal', '09az'],
  ['japanese-400', 'あ漢字'],
  ['japanese-600', '決'],
])('%s is cut to the letters asked for', async (name, letters) => {
  const face = faceNamed(name);
  const font = await cutter.subset(face, [...letters]);
  expect(await lettersIn(font)).toBe([...letters].toSorted().join(''));
  expect([...letters].every((letter) => face.covers(letter.codePointAt(0) ?? 0))).toBe(true);
});

test('the same letters give the same file', async () => {
  const face = faceNamed('4-latin-wght-italic');
  const first = await cutter.subset(face, ['a', 'b']);
  expect(Buffer.compare(await cutter.subset(face, ['a', 'b']), first)).toBe(0);
});

test('every character of JIS level 1 and 2 has a font', () => {
  const decoder = new TextDecoder('euc-jp');
  const japanese = cutter.faces.filter(({ role }) => role === 'japanese');
  const missing = [];
  // Rows 16 to 84 of JIS X 0208 hold the kanji.
  for (let row = 0xb0; row <= 0xf4; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const letter = decoder.decode(Uint8Array.of(row, cell));
      if (letter.includes('\uFFFD')) continue;
      if (!japanese.some(({ covers }) => covers(letter.codePointAt(0) ?? 0))) missing.push(letter);
    }
  expect(missing).toEqual([]);
});
