import { describe, expect, test } from 'vitest';
import { fromLatin1 } from '../../bytes/latin1.ts';
import { glyphTables, textString, translate } from './pdf-letters.ts';
import { pdfTokens } from './pdf-tokens.ts';

/** A string as a program writes it that escapes nothing but what has to be. */
function literal(mark: readonly number[], bytes: Uint8Array): string {
  const escaped = [...mark, ...bytes].flatMap((byte) =>
    [0x28, 0x29, 0x5c, 0x0d].includes(byte) ? [0x5c, byte === 0x0d ? 0x72 : byte] : [byte],
  );
  return `(${fromLatin1(Uint8Array.from(escaped))})`;
}

const swapped = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());

describe('a string of bytes beyond ASCII is read as it is meant', () => {
  // Every byte from 0x80 to 0x9F stands in one of them: in windows-1252 they are other letters.
  const text = Array.from({ length: 64 }, (_each, at) => String.fromCharCode(0x4e60 + at)).join('');
  test.each([
    ['in UTF-8', literal([0xef, 0xbb, 0xbf], new TextEncoder().encode(text))],
    ['in UTF-16', literal([0xfe, 0xff], swapped(text))],
  ])('%s', (_how, source) => {
    const [token] = [...pdfTokens(source)];
    expect(token?.kind).toBe('string');
    expect(textString(String(token?.value))).toBe(text);
  });
});

test('codes of a font are told by the names of its glyphs', () => {
  const source = '/Differences[1/N/uni0416/afii10017/afii10023/afii10097/space 9/Euro/g7]';
  const [table] = glyphTables(source);
  if (!table) throw new Error('no table');
  expect(translate('\u0001\u0002\u0003\u0004\u0005\u0006\u0009\u000Aa', table)).toBe('NЖАЁя €a');
  expect(glyphTables(source + source)).toHaveLength(1);
});
