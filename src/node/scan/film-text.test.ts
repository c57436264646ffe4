import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { NAME, scan } from './planted-text.ts';

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const number = (value: number) =>
  String.fromCharCode(0, value >> 16, (value >> 8) & 255, value & 255);
const box = (type: string, ...content: readonly string[]) =>
  `${number(content.join('').length + 8)}${type}${content.join('')}`;
const full = (type: string, ...content: readonly string[]) => box(type, '\0\0\0\0', ...content);

/** A film of one track, the samples of which do not follow each other. */
function film(handler: string, format: string, samples: readonly string[]): Uint8Array {
  const head = box('ftyp', 'isom\0\0\u0002\0isom');
  const gap = '\u0001\u0092\u00F3'.repeat(40);
  const starts = samples.map(
    (_each, at) => head.length + 8 + samples.slice(0, at).join('').length + gap.length * at,
  );
  const tables = [
    full('stsd', number(1), box(format, '\0\0\0\0\0\0\0\u0001')),
    full('stsc', number(1), number(1), number(1), number(1)),
    full('stsz', number(0), number(samples.length), ...samples.map(({ length }) => number(length))),
    full('stco', number(samples.length), ...starts.map(number)),
  ];
  const media = box(
    'mdia',
    full('hdlr', `\0\0\0\0${handler}${'\0'.repeat(13)}`),
    box('minf', box('stbl', ...tables)),
  );
  return latin(head + box('mdat', samples.join(gap)) + box('moov', box('trak', media)));
}

const sized = (text: string) => String.fromCharCode(text.length >> 8, text.length & 255) + text;
const wide = Buffer.from('\uFEFFQuorvexil', 'utf16le').swap16().toString('latin1');
/** The eighth bit makes the number of bits odd. */
const checked = (text: string) =>
  text.replace(/[^]/g, (letter) => {
    const code = letter.charCodeAt(0);
    const bits = code.toString(2).replaceAll('0', '').length;
    return String.fromCharCode(bits % 2 === 1 ? code : code | 0x80);
  });

describe('a name in subtitles of a film is found', () => {
  test.each<readonly [where: string, bytes: Uint8Array]>([
    ['over two cues', film('sbtl', 'tx3g', [sized('for Quorvexil'), sized('Maritime, since')])],
    ['over two in UTF-16', film('text', 'text', [sized(wide), sized('Maritime, since')])],
    [
      'over two of WebVTT',
      film(
        'text',
        'wvtt',
        ['for <c>Quorvexil</c>', 'Maritime'].map((cue) => box('vttc', box('payl', cue))),
      ),
    ],
    [
      'behind a size that is a letter',
      film('sbtl', 'tx3g', [sized(`quorvexil maritime ${'.'.repeat(78)}`)]),
    ],
    [
      'as television has them',
      film('clcp', 'c608', [box('cdat', checked(`\u0014\u0025\u0014\u0025${NAME}`))]),
    ],
    [
      'as television has them, in the second field',
      film('clcp', 'c608', [box('cdt2', checked(`\u0014\u0025\u0014\u0025${NAME}`))]),
    ],
  ])('%s', async (_where, bytes) => {
    expect(await scan('a.mp4', bytes)).toMatchObject([{ term: 'client' }]);
  });
});

/** A film of a picture and of subtitles, which lie behind their name. */
function avi(charset: 'utf16le' | 'latin1', text: string, name = 'English'): Uint8Array {
  const little = (value: number) => [...number(value)].toReversed().join('');
  const chunk = (type: string, data: string) =>
    `${type}${little(data.length)}${data}${data.length % 2 ? '\0' : ''}`;
  const bytes = (content: string) => Buffer.from(content, charset).toString('latin1');
  const title = Buffer.from(`${name}\0`, 'utf16le').toString('latin1');
  const file = bytes(text);
  const subtitles = `GAB2\0\u0002\0${little(title.length)}${title}\u0004\0${little(file.length)}${file}`;
  const frames = chunk('00dc', '\u0001\u0092\u00F3'.repeat(40)) + chunk('01tx', subtitles);
  return latin(chunk('RIFF', `AVI ${chunk('LIST', `movi${frames}`)}`));
}

const cuesOf = (...cues: readonly string[]) =>
  cues
    .map((cue, at) => `${at + 1}\r\n00:00:0${at},000 --> 00:00:0${at},900\r\n${cue}\r\n\r\n`)
    .join('');

describe('a name in subtitles of AVI is found', () => {
  test.each<readonly [where: string, bytes: Uint8Array, term: string]>([
    ['in UTF-16', avi('utf16le', `\uFEFF${cuesOf('это Северный Порт')}`), 'ru'],
    ['over two cues', avi('utf16le', `\uFEFF${cuesOf('for Quorvexil', 'Maritime')}`), 'client'],
    [
      'in windows-1251',
      avi(
        'latin1',
        cuesOf('\u00D1\u00E5\u00E2\u00E5\u00F0\u00ED\u00FB\u00E9 \u00CF\u00EE\u00F0\u00F2'),
      ),
      'ru',
    ],
    ['in what they are called', avi('utf16le', cuesOf('a'), '株式会社ケストレル'), 'ja'],
  ])('%s', async (_where, bytes, term) => {
    expect(await scan('a.avi', bytes)).toMatchObject([{ term }]);
  });

  test('and others are harmless', async () => {
    expect(await scan('a.avi', avi('utf16le', `\uFEFF${cuesOf('for others')}`))).toEqual([]);
  });
});

const element = (id: string, content: string) =>
  `${Buffer.from(id, 'hex').toString('latin1')}${String.fromCharCode(0x10)}${number(content.length).slice(1)}${content}`;
const matroska = (track: string, cue: string) =>
  latin(
    element('1A45DFA3', element('4282', 'matroska')) +
      element(
        '18538067',
        element('1654AE6B', element('AE', `${element('D7', '\u0001')}${track}`)) +
          element('1F43B675', element('A3', `\u0081\0\0\0${cue}`)),
      ),
  );
const packing = (kind: string) =>
  element(
    '6D80',
    element('6240', element('5034', element('4254', kind) + element('4255', 'Quor'))),
  );
const SUBTITLES = element('83', '\u0011');

/** A size that is not known. */
const open = (id: string, content: string) =>
  `${Buffer.from(id, 'hex').toString('latin1')}\u0001${'\u00FF'.repeat(7)}${content}`;

test('clusters of a live recording stand beside each other, however many there are', async () => {
  const cluster = open('1F43B675', element('E7', '\0') + element('A3', '\u0081\0\0\0\u0001'));
  const tags = element('1254C367', element('7373', element('67C8', element('4487', NAME))));
  const bytes = (end: string) =>
    latin(
      element('1A45DFA3', element('4282', 'webm')) + open('18538067', cluster.repeat(3000) + end),
    );
  expect(await scan('a.webm', bytes(''))).toEqual([]);
  expect(await scan('a.webm', bytes(tags))).toMatchObject([{ term: 'client' }]);
});

test('what is nested without end is refused', async () => {
  const nested = (depth: number): string => open('1549A966', '').repeat(depth);
  const matroska = latin(element('1A45DFA3', '') + open('18538067', nested(20_000)));
  const boxes = Array.from({ length: 20_000 }, (_each, at) => `${number(8 * (20_000 - at))}moov`);
  const film = latin(box('ftyp', 'isom\0\0\u0002\0isom') + boxes.join(''));
  for (const bytes of [matroska, film])
    expect(await scan('a.mp4', bytes)).toMatchObject([
      { rule: 'unreadable-file', hint: expect.stringContaining('nested too deeply') },
    ]);
});

describe('a track of Matroska', () => {
  test('of subtitles whose first letters are said once is refused', async () => {
    expect(await scan('a.mkv', matroska(SUBTITLES + packing('\u0003'), 'vexil'))).toMatchObject([
      { rule: 'unreadable-file' },
    ]);
  });

  test('of pictures may be made smaller so', async () => {
    const film = element('83', '\u0001');
    expect(await scan('a.mkv', matroska(film + packing('\u0003'), 'vexil'))).toEqual([]);
  });

  test('may say packed what it is', async () => {
    const header = deflateSync(`[Script Info]\nTitle: ${NAME}\n`).toString('latin1');
    expect(await scan('a.mkv', matroska(SUBTITLES + element('63A2', header), 'a'))).toMatchObject([
      { term: 'client' },
    ]);
  });
});
