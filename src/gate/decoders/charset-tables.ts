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

/** What those of Cyrillic letters have in common, beside the same Latin ones. */
const CYRILLIC_EBCDIC = tableOf(
  {
    0x15: '\n',
    0x25: '\n',
    0x40: ' \u00A0ђѓёєѕіїј',
    0x4b: '.<(+!&љћќўџЪ№Ђ',
    0x5b: '$*);',
    0x60: '-/ЃЁЄЅІЇЈЉ',
    0x6b: ',%_>?ЊЋЌ',
    0x74: 'ЎЏюаб',
    0x7a: ':#@\'="цabcdefghiдефгхийjklmnopqrклмнопя',
    0xa2: 'stuvwxyzрстужвьызшэщчъЮАБЦДЕФГ',
    0xc1: 'ABCDEFGHIХИЙКЛМ',
    0xd1: 'JKLMNOPQRНОПЯРС',
    0xe2: 'STUVWXYZТУЖВЬЫ0123456789ЗШЭЩЧ',
  },
  '',
);

/**
 * Charsets of mainframes (IBM 37, 500 and 1047, alike in letters, and 880, 1025 and 1154) and of DOS (IBM 437, 850
 * and 855).
 */
export const EBCDIC_TABLES: readonly CharsetTable[] = [
  { name: 'ebcdic', letters: EBCDIC },
  { name: 'ebcdic-cyrillic', letters: CYRILLIC_EBCDIC },
];
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
const [NOTHING, OTHER, LETTER] = [0, 1, 2];
/** Letters of neighbours, and large ones, which are rare; and where they stand, ASCII has its small ones. */
const RARE = /[\u0401-\u040F\u0452\u0453\u0455\u0458-\u045D\u045F]/;
/** For each table what each byte is: a letter of one of the two alphabets, something else, or nothing. */
const KINDS = new Map(EBCDIC_TABLES.map((table) => [table, kindsOf(table.letters)]));

function kindsOf(letters: string): Uint8Array {
  return Uint8Array.from(letters, (letter, byte) => {
    if (RARE.test(letter)) return NOTHING;
    if (/[A-Za-z\u0410-\u045F]/.test(letter)) return LETTER;
    return letter !== SPACE || byte === 0x40 ? OTHER : NOTHING;
  });
}

/** @returns in which of EBCDIC's charsets bytes are hardly anything but letters, most of which are of its alphabets. */
export function ebcdicCharsets(bytes: Uint8Array): readonly string[] {
  return EBCDIC_TABLES.filter((table) => isIn(table, bytes)).map(({ name }) => name);
}

function isIn(table: CharsetTable, bytes: Uint8Array): boolean {
  const kinds = KINDS.get(table) ?? new Uint8Array();
  let [none, letters] = [0, 0];
  for (const byte of bytes) {
    const kind = kinds[byte];
    if (kind === LETTER) letters += 1;
    else if (kind !== OTHER) none += 1;
  }
  return none <= bytes.length * (1 - LEAST_LETTERS) && letters * 2 >= bytes.length;
}
