import type { Layer } from '../decoder.ts';

/** What the bytes 128 to 255 are in the code page of the first PCs, the standard for zip. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';
/** What zip programs write on systems of other languages, whatever the standard says. */
const CHARSETS = ['shift_jis', 'ibm866', 'windows-1251', 'euc-jp', 'gb18030'];

/**
 * The name or comment of a file in an archive, in every charset that tools have written it in.
 */
export function* archiveText(name: string, bytes: Uint8Array): Iterable<Layer> {
  const plain = archiveName(bytes);
  if (plain === '') return;
  yield { kind: 'text', name, text: plain };
  if (bytes.every((byte) => byte < 128)) return;
  yield { kind: 'text', name, text: cp437(bytes) };
  for (const charset of CHARSETS)
    yield { kind: 'text', name, text: new TextDecoder(charset).decode(bytes) };
}

/** @returns the name as UTF-8, or in the old standard's charset where it is not that. */
export function archiveName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return cp437(bytes);
  }
}

function cp437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCharCode(byte) : (CP437[byte - 128] ?? ''),
  ).join('');
}
