import { expect, test } from 'vitest';
import { toLatin1 } from '../../bytes/latin1.ts';
import { cffStrings } from './cff-strings.ts';

const index = (...parts: readonly string[]) => {
  if (parts.length === 0) return '\0\0';
  const places = [0, ...parts.map((_part, at) => parts.slice(0, at + 1).join('').length)];
  const offsets = String.fromCharCode(...places.map((place) => place + 1));
  return `\0${String.fromCharCode(parts.length)}\u0001${offsets}${parts.join('')}`;
};
const read = (text: string) =>
  [...cffStrings('a', toLatin1(text))].map((layer) => (layer.kind === 'text' ? layer.text : ''));

test('names and notices are read one by one', () => {
  const font = `\u0001\0\u0004\u0001${index('Harbour')}${index('\u0001\u0002')}${index('harbour vale', 'a.alt', '© Vale')}`;
  expect(read(font)).toEqual(['Harbour\nharbour vale\na.alt\n© Vale']);
});

test('what is cut or without strings says nothing', () => {
  expect(read(`\u0001\0\u0004\u0001${index()}${index()}${index()}`)).toEqual([]);
  expect(read(`\u0001\0\u0004\u0001${index('Harbour').slice(0, -2)}`)).toEqual([]);
  expect(read('')).toEqual([]);
});
