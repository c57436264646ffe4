/** @returns the lines of a calendar as its text: folded, each ended by CR and LF. */
export function calendarText(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** @returns an instant as a calendar writes it, such as `20260331T103000Z`. */
export function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}

// RFC 5545 §3.1: a text holds no control character but the tab.
const CONTROL = /(?!\t)\p{Cc}/gu;

/** @returns a text as a property may hold it (RFC 5545 §3.3.11). */
export function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(CONTROL, ' ');
}

// RFC 5545 §3.1: at most 75 octets a line; a character is never split.
function fold(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const letter of line) {
    const letterSize = encoder.encode(letter).length;
    // A continued line begins with a space, which counts.
    if (size + letterSize > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += letter;
    size += letterSize;
  }
  return [...parts, part].join('\r\n ');
}
