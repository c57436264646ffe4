import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openWav } from '../../marks/audio/index.ts';
import { audio } from '../../marks/carriers/audio.ts';
import { decodeSound } from './decode-sound.ts';

const mark = { id: Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1), key: new Uint8Array(32).fill(3) };
const stranger = { ...mark, key: new Uint8Array(32).fill(4) };

async function fixture(name: string) {
  const bytes = await readFile(new URL(`fixtures/${name}`, import.meta.url));
  return { name, bytes: new Uint8Array(bytes) };
}

describe('compressed sound', () => {
  test.each(['marked.mp3', 'marked.opus', 'marked.ogg'])(
    '%s still tells its mark',
    async (name) => {
      const seen = await audio.observe(await decodeSound(await fixture(name)));
      if (!seen) throw new Error('expected a sound');
      expect(audio.judge([seen], mark).isThere).toBe(true);
      expect(audio.judge([seen], stranger).isThere).toBe(false);
    },
  );

  test('of FLAC comes back whole', async () => {
    const decoded = await decodeSound(await fixture('marked.flac'));
    const { rate, channelCount, length } = openWav(decoded.bytes, decoded.name).source;
    expect({ rate, channelCount, length }).toEqual({
      rate: 12_000,
      channelCount: 1,
      length: 72_000,
    });
  });
});

test.each<[string, Uint8Array]>([
  ['a text', new TextEncoder().encode('ID, please')],
  ['the head of an MP3 file alone', new TextEncoder().encode('ID3')],
  ['the head of a FLAC file alone', new TextEncoder().encode('fLaC')],
  ['the head of an Opus file alone', new TextEncoder().encode('OggS       OpusHead')],
  ['nothing', new Uint8Array()],
])('%s stays as it is', async (_, bytes) => {
  const file = { name: 'a', bytes };
  expect(await decodeSound(file)).toEqual(file);
});
