/** A charset of one byte a letter that no browser knows: only letters and digits are told, all else is a space. */
export interface CharsetTable {
  readonly name: string;
  readonly letters: string;
}

const SPACE = ' ';

/** @param runs - for each first byte the letters from there on. */
function tableOf(runs: Readonly<Record<number, string>>, ascii: string): string {
  const letters = [...ascii.padEnd(256, SPACE)];
  for (const [first, run] of Object.entries(runs))
    for (const [index, letter] of [...run].entries()) letters[Number(first) + index] = letter;
  return letters.join('');
}

const ASCII = Array.from({ length: 128 }, (_each, code) => String.fromCharCode(code)).join('');

/** What all EBCDIC charsets of Latin letters have in common, and the accents of those for all of western Europe. */
const EBCDIC = tableOf(
  {
    0x15: '\n',
    0x25: '\n',
    0x40: ' \u00A0âäàáãåçñ',
    0x4b: '.<(+|&éêëèíîïìß',
    0x5c: '*);',
    0x60: '-/ÂÄÀÁÃÅÇÑ',
    0x6b: ',%_>?øÉÊËÈÍÎÏÌ',
    0x7a: ':#@\'="Øabcdefghi',
    0x8c: 'ðýþ',
    0x91: 'jklmnopqr',
    0x9c: 'æ',
    0x9e: 'Æ',
    0xa2: 'stuvwxyz',
    0xac: 'ÐÝÞ',
    0xc1: 'ABCDEFGHI',
    0xcb: 'ôöòóõ',
    0xd1: 'JKLMNOPQR',
    0xdb: 'ûüùúÿ',
    0xe2: 'STUVWXYZ',
    0xeb: 'ÔÖÒÓÕ0123456789',
    0xfb: 'ÛÜÙÚ',
  },
  '',
);

/** Charsets of mainframes (IBM 37, 500 and 1047, alike in letters) and of DOS (IBM 437, 850 and 855). */
export const EBCDIC_TABLE: CharsetTable = { name: 'ebcdic', letters: EBCDIC };
export const OLDER_TABLES: readonly CharsetTable[] = [
  {
    name: 'ibm850',
    letters: tableOf(
      {
        0x80: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑ',
        0xb5: 'ÁÂÀ',
        0xc6: 'ãÃ',
        0xd0: 'ðÐÊËÈıÍÎÏ',
        0xde: 'Ì',
        0xe0: 'ÓßÔÒõÕµþÞÚÛÙýÝ',
      },
      ASCII,
    ),
  },
  {
    name: 'ibm855',
    letters: tableOf(
      {
        0x80: 'ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ',
        0xb5: 'хХиИ',
        0xbd: 'йЙ',
        0xc6: 'кК',
        0xd0: 'лЛмМнНоОп',
        0xdd: 'Пя',
        0xe0: 'ЯрРсСтТуУжЖвВьЬ№',
        0xf1: 'ыЫзЗшШэЭщЩчЧ',
      },
      ASCII,
    ),
  },
];

/** @returns the bytes as letters of the table. */
export function fromTable({ letters }: CharsetTable, bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => letters.charAt(byte)).join('');
}

/** How much of it has to be letters, digits, spaces and what stands between them. */
const LEAST_LETTERS = 0.9;

/** Whether bytes are hardly anything but letters of EBCDIC, of which most are Latin. */
export function isEbcdic(bytes: Uint8Array): boolean {
  let [letters, latin] = [0, 0];
  for (const byte of bytes) {
    const letter = EBCDIC.charAt(byte);
    if (letter !== SPACE || byte === 0x40) letters += 1;
    if (/[A-Za-z]/.test(letter)) latin += 1;
  }
  return letters >= bytes.length * LEAST_LETTERS && latin * 2 >= bytes.length;
}
