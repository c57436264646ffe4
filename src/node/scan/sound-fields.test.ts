import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { NAME, scan } from './planted-text.ts';

const FRAME = `\u00FF\u00FB\u0090\0${'\0'.repeat(413)}`;
/** As large as a cover is, and no text. */
const COVER = `\u00FF\u00D8\u00FF\u00FE\0\u0004ab\u00FF\u00DA\0\u0002${'\u0001\u0092\u00F3'.repeat(3000)}\u00FF\u00D9`;

const latin = (text: string) => Buffer.from(text, 'latin1');
const big = (size: number) => String.fromCharCode(0, size >> 16, (size >> 8) & 255, size & 255);
const little = (size: number) => [...big(size)].toReversed().join('');
const syncSafe = (size: number) =>
  String.fromCharCode(0, (size >> 14) & 127, (size >> 7) & 127, size & 127);

const tagOf = (version: string, frames: string) =>
  latin(`ID3${version}\0\0${syncSafe(frames.length)}${frames}${FRAME.repeat(4)}`);
const frame = (name: string, content: string) => `${name}${big(content.length)}\0\0${content}`;
const oldFrame = (name: string, content: string) =>
  `${name}${big(content.length).slice(1)}${content}`;
const picture = (pixels: string) => `\0image/jpeg\0\u0003\0${pixels}`;
const commented = COVER.replace('\0\u0004ab', `${String.fromCharCode(0, NAME.length + 2)}${NAME}`);

/** Shorter than what is told from noise. */
const SHORT = { id: 'short', writings: ['Vuxly'], kind: 'name' } as const;
const scanned = async (name: string, bytes: Uint8Array) =>
  (await scan(name, new Uint8Array(bytes), [SHORT])).map(({ term, hint }) => term ?? hint);

const wide = Buffer.from('\uFEFFVuxly', 'utf16le').toString('latin1');

test.each([
  ['a field', tagOf('\u0003', frame('TPE1', `\u0001${wide}`) + frame('APIC', picture(COVER)))],
  [
    'a field of the old form',
    tagOf('\u0002', oldFrame('TP1', `\u0001${wide}`) + oldFrame('PIC', `\0JPG\u0003\0${COVER}`)),
  ],
  ['what a cover is called', tagOf('\u0003', frame('APIC', `\0image/jpeg\0\u0003Vuxly\0${COVER}`))],
  [
    'a chapter',
    tagOf(
      '\u0003',
      frame(
        'CHAP',
        `c\0${'\0'.repeat(16)}${frame('TIT2', '\0Vuxly')}${frame('APIC', picture(COVER))}`,
      ),
    ),
  ],
])('a short name is found beside a cover in ID3: %s', async (_where, bytes) => {
  expect(await scanned('a.mp3', bytes)).toEqual(['short']);
});

test('the picture of a chapter is a file', async () => {
  const chapter = frame('CHAP', `c\0${'\0'.repeat(16)}${frame('APIC', picture(commented))}`);
  expect(await scan('a.mp3', new Uint8Array(tagOf('\u0003', chapter)))).toMatchObject([
    { term: 'client' },
  ]);
});

test('what follows a cover in ID3 of the old form is no part of it', async () => {
  const frames = oldFrame('PIC', `\0JPG\u0003\0${COVER}`) + oldFrame('TT2', '\0Talk');
  expect(await scanned('a.mp3', tagOf('\u0002', frames))).toEqual([]);
});

const apeTag = (...items: readonly (readonly [name: string, value: string])[]) => {
  const body = items
    .map(([name, value]) => `${little(value.length)}${little(0)}${name}\0${value}`)
    .join('');
  const head = `APETAGEX${little(2000)}${little(body.length + 32)}${little(items.length)}${'\0'.repeat(12)}`;
  return latin(`${FRAME.repeat(4)}${head}${body}${head}`);
};

test('values of APE are read one by one, and their pictures to the end', async () => {
  // The size of the next one is a letter.
  expect(await scanned('a.mp3', apeTag(['Artist', 'Vuxly'], ['Note', '.'.repeat(101)]))).toEqual([
    'short',
  ]);
  expect(await scanned('a.mp3', apeTag(['Cover Art (Front)', `a.jpg\0${COVER}`]))).toEqual([]);
  expect(
    await scan('a.mp3', new Uint8Array(apeTag(['Cover', `a.jpg\0${commented}`]))),
  ).toMatchObject([{ term: 'client' }]);
});

test('a title that fills its field does not go on in the next', async () => {
  const tag = `TAGour work and what came of it a${'vuxly'.padEnd(30, '\0')}${'\0'.repeat(65)}`;
  expect(await scanned('a.mp3', latin(FRAME.repeat(4) + tag))).toEqual(['short']);
});

const comments = (...all: readonly string[]) =>
  `${little(4)}test${little(all.length)}${all.map((each) => little(each.length) + each).join('')}`;
const flac = (block: string) =>
  latin(`fLaC\u0084${big(block.length).slice(1)}${block}\u00FF\u00F8${'\u0001\u0092'.repeat(99)}`);

test('the size of the next comment is no part of the last', async () => {
  const block = comments('ARTIST=Vuxly', `DESCRIPTION=${'y'.repeat(90)}`);
  expect(await scanned('a.flac', flac(block))).toEqual(['short']);
});

test('what a cover in Ogg is called is read', async () => {
  const cover = `${big(3)}${big(10)}image/jpeg${big(5)}Vuxly${'\0'.repeat(16)}${big(COVER.length)}${COVER}`;
  const block = `OpusTags${comments(`METADATA_BLOCK_PICTURE=${latin(cover).toString('base64')}`)}`;
  const page = (flags: string, data: string) => {
    const lacing = `${'\u00FF'.repeat(Math.floor(data.length / 255))}${String.fromCharCode(data.length % 255)}`;
    return `OggS\0${flags}${'\0'.repeat(20)}${String.fromCharCode(lacing.length)}${lacing}${data}`;
  };
  const bytes = latin(page('\u0002', `OpusHead\u0001${'\0'.repeat(10)}`) + page('\u0004', block));
  expect(await scanned('a.opus', bytes)).toEqual(['short']);
});

test('a packed frame is unpacked', async () => {
  const packed = deflateSync('\u0003Vuxly').toString('latin1');
  const content = `${syncSafe(6)}${packed}`;
  const bytes = tagOf('\u0004', `TPE1${syncSafe(content.length)}\0\u0009${content}`);
  expect(await scanned('a.mp3', bytes)).toEqual(['short']);
});
