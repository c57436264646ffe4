import { expect, test } from 'vitest';
import { recording } from './recording.ts';

const read = (text: string) =>
  [...recording(text)].map((layer) => (layer.kind === 'text' ? layer.text : '')).join();

const events = (pieces: Iterable<string>) =>
  [...pieces].map((piece, at) => JSON.stringify([at / 10, 'o', piece])).join('\n');

test.each([
  ['typed', `{"version":2,"width":80}\n${events('Harbour Maritime')}`],
  ['corrected', `{"version": 3, "term": {}}\n${events(['Harbr', '\b \b', 'our Mar', 'itime'])}`],
  ['old', JSON.stringify({ version: 1, stdout: [...'Harbour Maritime'].map((one) => [0.1, one]) })],
])('what was %s in a recording is read as the terminal shows it', (_name, text) => {
  expect(read(text)).toContain('Harbour Maritime');
});

test('nothing else is a recording', () => {
  expect(read('plain, and "version": 2')).toBe('');
  expect(read('{"version":3,"sources":["a"],"mappings":"AAAA"}')).toBe('');
});
