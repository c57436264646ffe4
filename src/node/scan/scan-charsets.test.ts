import { describe, expect, test } from 'vitest';
import { NAME, scan } from './planted-text.ts';

const hex = (digits: string) => new Uint8Array(Buffer.from(digits, 'hex'));

/** Each letter as four bytes, without a mark. */
function utf32(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 4));
  for (let at = 0; at < text.length; at++) view.setUint32(at * 4, text.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

const inRtf = (text: string) => `{\\rtf1\\ansi ${text}}`;
const escaped = (digits: string) => digits.replace(/../g, "\\'$&");

describe('a term is found in a file in', () => {
  // Written by iconv.
  test.each<readonly [charset: string, content: Uint8Array | string]>([
    [
      'EBCDIC of the United States',
      hex(
        'e68540a696999285844086969940d8a49699a585a7899340d4819989a389948540869699408140a88581996b409695409781a8948595a3a24b',
      ),
    ],
    [
      'EBCDIC of Unix, with a line break',
      hex(
        'e68540a696999285844086969940d8a49699a585a7899340d4819989a389948540869699408140a88581996b409695409781a8948595a3a24b25',
      ),
    ],
    [
      'EBCDIC of many countries, as a table',
      hex('89845e8393898595a325f15ed8a49699a585a7899340d4819989a389948525'),
    ],
    ['EBCDIC of Cyrillic letters', hex('fcac9e40df8baf8baa9db19040dc9eaaac')],
    [
      'EBCDIC of Cyrillic letters among Latin ones',
      hex(
        'e68540a69996a3854089a34086969940df8baf8baa9db19040dc9eaaac40899540a38885408595846b408195844081939340a681a240a685939340a689a3884089a34b25',
      ),
    ],
    ['Cyrillic of the first DOS', hex('f8e5d620e4a8eba8e1d4f1bd20ddd6e1e5')],
    ['Latin letters of DOS', hex('85204b65737472656c688466656e2e6578616d706c652c20827482')],
    [
      'Latin letters of the first Macintosh',
      hex('88204b65737472656c688a66656e2e6578616d706c652c208e748e'),
    ],
    ['UTF-32, the least byte first', utf32(`We worked for ${NAME}.`, true)],
    ['UTF-32, the most of it first', utf32('Это Северный Порт', false)],
    ['rich text whose charset is told by nothing', inRtf(escaped('d1e5e2e5f0edfbe920cfeef0f2'))],
    ['rich text of DOS', inRtf(escaped('91a5a2a5e0ade3a920afaee0e2').replace('e3', 'eb'))],
    [
      'rich text whose font has a code page',
      `{\\rtf1{\\fonttbl{\\f0\\cpg1251 A;}}\\f0 ${escaped('d1e5e2e5f0edfbe920cfeef0f2')}}`,
    ],
    ['the bytes of rich text that no picture holds', inRtf(`{\\bin18 ${NAME}}`)],
    [
      'the data of a field in rich text',
      inRtf(`{\\*\\datafield ${Buffer.from(NAME, 'utf16le').toString('hex')}}`),
    ],
  ])('%s', async (_charset, content) => {
    const found = await scan('a.txt', content);
    expect(found).toMatchObject([{ rule: 'confidential-term', severity: 'error' }]);
  });
});
