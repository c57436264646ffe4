import { expect, test } from 'vitest';
import { readCaptions } from './captions.ts';

const FILE = `WEBVTT

NOTE nobody reads this

00:00:01.500 --> 00:00:04.000
<v Mara>Who made
<i>this</i> &amp; that?

01:00:00.000 --> 01:00:02.000 line:0
本当に作ったのですか。
`;

test('cues become lines with a time, a speaker and plain words', () => {
  expect(readCaptions(FILE, 'a.vtt')).toEqual({
    cues: [
      { start: 1.5, speaker: 'Mara', text: 'Who made this & that?' },
      { start: 3600, speaker: null, text: '本当に作ったのですか。' },
    ],
  });
});

test.each([
  ['no signature', 'hello', 1],
  ['a broken time', 'WEBVTT\n\n00:00:01 --> 00:00:04.000\nwords\n', 3],
  ['an end before its start', 'WEBVTT\n\n00:00:05.000 --> 00:00:04.000\nwords\n', 3],
])('%s is told with its line', (_name, text, line) => {
  expect(readCaptions(text, 'a.vtt')).toMatchObject({ problems: [{ file: 'a.vtt', line }] });
});
