import { Unreadable } from '../decoder.ts';

type Order = 'big' | 'little';

/** Reads a format's numbers one after the other. What would lie past the end is Unreadable. */
export class Cursor {
  readonly bytes: Uint8Array;
  at: number;
  private readonly view: DataView;
  private readonly format: string;
  private readonly isLittle: boolean;

  /** @param format - names it in messages. */
  constructor(bytes: Uint8Array, format: string, order: Order, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.format = format;
    this.isLittle = order === 'little';
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.advance(1));
  }

  u16(): number {
    return this.view.getUint16(this.advance(2), this.isLittle);
  }

  u32(): number {
    return this.view.getUint32(this.advance(4), this.isLittle);
  }

  /** Sizes beyond 2^53 fit in no file, so they come out as Infinity. */
  u64(): number {
    const value = Number(this.view.getBigUint64(this.advance(8), this.isLittle));
    return Number.isSafeInteger(value) ? value : Infinity;
  }

  /** @returns a view, not a copy. */
  take(size: number): Uint8Array {
    const start = this.advance(size);
    return this.bytes.subarray(start, start + size);
  }

  /** @returns as many bytes as Latin-1 letters. */
  latin1(size: number): string {
    return String.fromCharCode(...this.take(size));
  }

  skip(size: number): void {
    this.advance(size);
  }

  private advance(size: number): number {
    if (!(size >= 0) || size > this.left)
      throw new Unreadable(`${this.format}: ends in the middle, or a length in it is wrong`);
    this.at += size;
    return this.at - size;
  }
}
