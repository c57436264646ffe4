import { asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, GatePorts, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { cffStrings } from './cff-strings.ts';
import { fontNames } from './font-names.ts';
import { sfntTables } from './font-tables.ts';
import type { Table } from './font-tables.ts';
import { opaque } from './opaque.ts';
import { stray } from './stray.ts';
import { codedRuns } from './strings.ts';
import { woff2Tables, woffTables } from './woff.ts';

const MAGICS = ['\u0000\u0001\u0000\u0000', 'OTTO', 'true', 'ttcf', 'wOF2', 'wOFF'];
/** Outlines, widths, and rules of setting: numbers, in which short terms turn up by chance. */
const NUMBERS = new Set(
  `glyf loca hmtx vmtx hdmx LTSH VDMX kern GPOS GSUB GDEF BASE JSTF cvt fpgm prep gasp cmap head hhea
   vhea maxp VORG EBDT EBLC CBDT CBLC sbix COLR CPAL fvar gvar avar cvar HVAR VVAR MVAR morx mort kerx
   header`.split(/\s+/),
);

/**
 * TrueType, OpenType, collections, WOFF and WOFF2: names, names of glyphs and every other table as
 * strings, letters in a row in outlines, and what lies around the tables.
 */
export const font: FileDecoder = {
  name: 'font',
  accepts: (bytes) => MAGICS.some((magic) => hasMagic(bytes, magic)),
  *layers(bytes, ports) {
    const tables = hasMagic(bytes, 'wOF2')
      ? woff2Tables(bytes, ports)
      : hasMagic(bytes, 'wOFF')
        ? woffTables(bytes, ports)
        : sfntTables(bytes);
    for (const table of tables) yield* tableLayers(table, ports);
  },
};

function* tableLayers({ tag, data }: Table, ports: GatePorts): Iterable<Layer> {
  const name = `tables/${tag.trim()}`;
  if (tag === 'name') yield* fontNames(data);
  else if (tag === 'SVG ') yield* drawings(data);
  else if (tag === 'trailing' || tag === 'between') yield* stray(tag, data);
  else if (NUMBERS.has(tag.trim())) yield* codedRuns(name, data);
  else if (tag === 'CFF ' || tag === 'CFF2') yield* outlines(name, data);
  else {
    yield* asTexts(name, data);
    // Programs keep what they like in tables of their own.
    yield* opaque(data, ports);
  }
}

/** Names stand at the start of this table, before the outlines. */
const CFF_NAMES = 64 * 1024;

function* outlines(name: string, data: Uint8Array): Iterable<Layer> {
  yield {
    kind: 'text',
    name,
    text: new TextDecoder('windows-1252').decode(data.subarray(0, CFF_NAMES)),
  };
  yield* codedRuns(name, data.subarray(CFF_NAMES));
  yield* cffStrings(name, data);
}

/** Letters drawn in SVG: each picture is a document, packed or not. */
function* drawings(data: Uint8Array): Iterable<Layer> {
  const cursor = new Cursor(data, 'font', 'big', 2);
  const start = cursor.u32();
  cursor.at = start;
  for (let left = cursor.u16(); left > 0; left--) {
    cursor.skip(4);
    const [at, size] = [start + cursor.u32(), cursor.u32()];
    yield { kind: 'bytes', name: 'svg', bytes: new Cursor(data, 'font', 'big', at).take(size) };
  }
}
