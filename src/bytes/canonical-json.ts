/** What JSON can say. A field that is undefined is left out, as `JSON.stringify` does. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * Writes a value as the one JSON text that stands for it, so that two programs sign the same bytes.
 *
 * @throws Error if the value holds a number or a string that JSON cannot carry.
 * @see RFC 8785, "JSON Canonicalization Scheme".
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return `{${writeFields(value)}}`;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function writeFields(value: { readonly [name: string]: Json | undefined }): string {
  // RFC 8785 §3.2.3: names sort by UTF-16 code units, which is how JavaScript compares strings.
  const names = Object.keys(value).sort();
  return names
    .flatMap((name) => {
      const field = value[name];
      return field === undefined ? [] : [`${writeString(name)}:${canonicalJson(field)}`];
    })
    .join(',');
}

// RFC 8785 §3.2.2.2: a lone surrogate is an error, not an escape.
function writeString(text: string): string {
  if (!text.isWellFormed())
    throw new Error('canonical JSON: expected a string without lone surrogates');
  return JSON.stringify(text);
}

// RFC 8785 §3.2.2.3: numbers as ECMAScript writes them; there is none for NaN and Infinity.
function writeNumber(number: number): string {
  if (!Number.isFinite(number)) throw new Error('canonical JSON: expected a finite number');
  return JSON.stringify(number);
}
