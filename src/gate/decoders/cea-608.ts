/** Letters that are others than in ASCII (CEA-608, table 49 and 50), and those that follow a mark. */
const OTHERS: Readonly<Record<number, string>> = {
  0x2a: 'á',
  0x5c: 'é',
  0x5e: 'í',
  0x5f: 'ó',
  0x60: 'ú',
  0x7b: 'ç',
  0x7c: '÷',
  0x7d: 'Ñ',
  0x7e: 'ñ',
  0x7f: ' ',
};
const SPECIAL = '®°½¿™¢£♪à èâêîôû';
/** These take the place of the letter before them, which stands in where they are not known. */
const EXTENDED: Readonly<Record<number, string>> = {
  0x12: 'ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»',
  0x13: 'ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘',
};
const SPECIAL_MARK = 0x11;
const COMMANDS = 0x14;
const BACKSPACE = 0x21;

/**
 * Captions as television has them, as they are read: two bytes a picture, the eighth bit of each a check.
 *
 * @see CEA-608-E, sections 5 to 7; 47 CFR 15.119.
 */
export function captionText(bytes: Uint8Array): string {
  let text = '';
  let last = -1;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [first, second] = [(bytes[at] ?? 0) & 127, (bytes[at + 1] ?? 0) & 127];
    const pair = first * 256 + second;
    const isRepeated = pair === last && isMark(first);
    last = isRepeated ? -1 : pair;
    // Each mark is sent twice, in case one is lost.
    if (isRepeated) continue;
    text = isMark(first) ? marked(text, first, second) : text + letter(first) + letter(second);
  }
  return text;
}

function isMark(first: number): boolean {
  return first >= 0x10 && first < 0x20;
}

function marked(text: string, first: number, second: number): string {
  // The second channel has the same marks, eight higher.
  const mark = first & 0x17;
  if (mark === SPECIAL_MARK && second >= 0x30 && second < 0x40)
    return text + SPECIAL.charAt(second - 0x30);
  if (EXTENDED[mark] !== undefined && second >= 0x20 && second < 0x40)
    return text.slice(0, -1) + EXTENDED[mark].charAt(second - 0x20);
  if (mark === SPECIAL_MARK && second < 0x30) return `${text} `;
  if ((mark & 0x16) === COMMANDS && second === BACKSPACE) return text.slice(0, -1);
  return `${text}\n`;
}

function letter(code: number): string {
  if (code < 0x20) return '';
  return OTHERS[code] ?? String.fromCharCode(code);
}
