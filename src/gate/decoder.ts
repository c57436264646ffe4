/** What only the machine around the gate can do. Each throws if the input is broken or too large. */
export interface GatePorts {
  gunzip(bytes: Uint8Array, maxSize: number): Uint8Array;
  inflate(bytes: Uint8Array, maxSize: number): Uint8Array;
  brotli(bytes: Uint8Array, maxSize: number): Uint8Array;
}

/** A text somebody could read in a file. */
export interface TextLayer {
  readonly kind: 'text';
  /** The way to it, such as `html` or `attribute`; empty for the file's own text. */
  readonly name: string;
  readonly text: string;
}

/** Bytes inside a file, which are looked at as a file of their own. */
export interface BytesLayer {
  readonly kind: 'bytes';
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Layer = TextLayer | BytesLayer;

/** Why a file could not be read. Thrown by decoders; the scan turns it into a finding. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Takes one format of files apart. Never returns quietly from what it could not read: it throws. */
export interface FileDecoder {
  readonly name: string;
  /** Judged by the bytes; `file` only decides where bytes cannot. */
  accepts(bytes: Uint8Array, file: string): boolean;
  /** @throws Unreadable */
  layers(bytes: Uint8Array, ports: GatePorts): Iterable<Layer>;
}

/** What one file may unfold into, before it is refused as a bomb. */
export const LIMITS = { depth: 8, layerBytes: 64 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };

/** @returns whether `bytes` holds `magic` (Latin-1) at `offset`. */
export function hasMagic(bytes: Uint8Array, magic: string, offset = 0): boolean {
  for (let index = 0; index < magic.length; index++)
    if (bytes[offset + index] !== magic.charCodeAt(index)) return false;
  return true;
}

/** @returns the bytes as text in every way a reader might try: UTF-8, Latin-1 and both UTF-16. */
export function* asTexts(name: string, bytes: Uint8Array): Iterable<TextLayer> {
  if (bytes.length === 0) return;
  yield { kind: 'text', name, text: new TextDecoder('utf-8').decode(bytes) };
  yield { kind: 'text', name: `${name}/utf-16le`, text: new TextDecoder('utf-16le').decode(bytes) };
  yield { kind: 'text', name: `${name}/utf-16be`, text: new TextDecoder('utf-16be').decode(bytes) };
}
