import { expect, test } from 'vitest';
import { ANY_BYTE as ANY } from '../decoder.ts';
import { MISTAKEN, REFUSED } from './refused-kinds.ts';
import { unknownHint } from './refused-names.ts';
import { mistaken, refused } from './refused.ts';

/** @returns why a file is refused that has such bytes there; null if it is not. */
function reason(magic: string, offset = 0, size = 40_000): string | null {
  const bytes = new Uint8Array(size).fill(7);
  bytes.set(
    [...magic].map((letter) => (letter === ANY ? 9 : letter.charCodeAt(0))),
    offset < 0 ? size + offset : offset,
  );
  const decoder = [mistaken, refused].find((each) => each.accepts(bytes, 'file'));
  if (!decoder) return null;
  try {
    return [...(decoder.layers(bytes, {} as never) as Iterable<unknown>)].join();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

test.each([...MISTAKEN, ...REFUSED])('%s is told by %j', (name, magic, offset, hint) => {
  expect(reason(magic, offset)).toBe(`is ${name}, which cannot be read: ${hint}`);
});

test.each([
  ['compiled Python', '\u00A7\u000D\r\n\0\0\0\0'],
  ['an Access database', '\0\u0001\0\0Standard ACE DB\0'],
  ['a FITS image', 'SIMPLE  =                    T'],
])('%s is known before others take it for theirs', (name, magic) => {
  expect(reason(magic)).toContain(name);
});

test('a file that is too short for a mark has none', () => {
  expect(reason('koly', 0, 4)).toBeNull();
  expect(reason('anything else')).toBeNull();
});

test('the ending of a name says what a file may have been meant for', () => {
  expect(unknownHint('model/scene.BIN')).toContain('GLB');
  expect(unknownHint('Index/Slide-1.iwa')).toContain('Keynote');
  expect(unknownHint('constructor')).toBe(unknownHint('x.constructor'));
  expect(unknownHint('x')).toBe('Publish it in a format the gate can read, or not at all.');
});
