import { MARKUP } from './parts.ts';
import type { PartsOfText } from './parts.ts';

const KEYWORDS = /^(?:tags?|keywords?|categor(?:y|ies)|labels?|sectors?|roles?)$/i;
const TOTAL = /count|total|size/i;

/** Reads the strings and counts of JSON, whatever its shape. */
export function readData(value: unknown, parts: PartsOfText, key = ''): void {
  if (typeof value === 'string') readString(value, parts, key);
  else if (Array.isArray(value)) for (const each of value) readData(each, parts, key);
  else if (typeof value === 'object' && value !== null) {
    readCounts(value, parts);
    for (const [name, each] of Object.entries(value)) readData(each, parts, name);
  }
}

function readString(text: string, parts: PartsOfText, name: string): void {
  if (MARKUP.test(text)) parts.nested.push({ kind: 'markup', text });
  else parts.blocks.push({ text, name, offset: null });
  if (KEYWORDS.test(name))
    for (const keyword of text.split(/[,;、]/))
      parts.keywords.push({ text: keyword, name, offset: null });
}

/** `{"Banking": 1}` and `{"name": "Banking", "count": 1}`. */
function readCounts(value: object, parts: PartsOfText): void {
  const entries = Object.entries(value) as [string, unknown][];
  for (const [label, count] of entries)
    if (typeof count === 'number') parts.counts.push({ label, count });
  const total = entries.find(([name, count]) => TOTAL.test(name) && typeof count === 'number');
  if (!total) return;
  for (const [, label] of entries)
    if (typeof label === 'string') parts.counts.push({ label, count: total[1] as number });
}
