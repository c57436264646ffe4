import { Unreadable } from '../decoder.ts';

/** A field of a message: a number of any kind, or the bytes of a string or message. */
export interface Field {
  readonly id: number;
  /** Null for numbers. */
  readonly bytes: Uint8Array | null;
}

const [VARINT, EIGHT, SIZED, FOUR] = [0, 1, 2, 5];
/** A number of 64 bits takes ten. */
const LONGEST = 10;

/**
 * @returns the fields of a message.
 * @throws Unreadable if the bytes are none.
 * @see Protocol Buffers, "Encoding".
 */
export function fieldsIn(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length;) {
    const head = varint(bytes, at);
    const [id, wire] = [Math.floor(head.value / 8), head.value % 8];
    const number = wire === VARINT || wire === SIZED ? varint(bytes, head.next) : null;
    const start = wire === SIZED && number ? number.next : head.next;
    const end = endOf(wire, start, number);
    if (id === 0 || !(end <= bytes.length)) throw new Unreadable('protobuf: damaged');
    fields.push({ id, bytes: wire === SIZED ? bytes.subarray(start, end) : null });
    at = end;
  }
  return fields;
}

interface Varint {
  readonly value: number;
  readonly next: number;
}

function endOf(wire: number, start: number, number: Varint | null): number {
  if (wire === VARINT) return number?.next ?? NaN;
  if (wire === SIZED) return start + (number?.value ?? NaN);
  return wire === EIGHT ? start + 8 : wire === FOUR ? start + 4 : NaN;
}

function varint(bytes: Uint8Array, at: number): Varint {
  let value = 0;
  for (let index = 0; index < LONGEST; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) break;
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, next: at + index + 1 };
  }
  throw new Unreadable('protobuf: a number in it is damaged');
}
