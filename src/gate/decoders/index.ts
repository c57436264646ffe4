import type { FileDecoder } from '../decoder.ts';
import { age } from './age.ts';
import { ar } from './ar.ts';
import { binary } from './binary.ts';
import { bmp, icon } from './bmp.ts';
import { brotli, gzip, zlib, zstd } from './compressed.ts';
import { cpio } from './cpio.ts';
import { dataMashup } from './data-mashup.ts';
import { dbase } from './dbase.ts';
import { der } from './der.ts';
import { eot } from './eot.ts';
import { font } from './font.ts';
import { gettext } from './gettext.ts';
import { gif } from './gif.ts';
import { glb } from './glb.ts';
import { isoMedia } from './iso-media.ts';
import { isoMovie } from './iso-movie.ts';
import { jpeg } from './jpeg.ts';
import { laterJpeg } from './jpeg-later.ts';
import { appleDouble, icns } from './macintosh.ts';
import { mail } from './mail.ts';
import { mapTile } from './map-tile.ts';
import { matroska } from './matroska.ts';
import { officeXml } from './office-xml.ts';
import { numpy } from './numpy.ts';
import { ogg } from './ogg.ts';
import { openPgp } from './open-pgp.ts';
import { pagefind } from './pagefind.ts';
import { pdf, pdfBehind } from './pdf.ts';
import { png } from './png.ts';
import { postScript } from './post-script.ts';
import { propertyList } from './property-list.ts';
import { mistaken, refused } from './refused.ts';
import { riff, webp } from './riff.ts';
import { shape } from './shape.ts';
import { ply, safetensors, stl } from './solid.ts';
import { flac, mpegAudio } from './sound.ts';
import { sphinxInventory } from './sphinx-inventory.ts';
import { tar } from './tar.ts';
import { rtf } from './rtf.ts';
import { text } from './text.ts';
import { tiff } from './tiff.ts';
import { xps } from './xps.ts';
import { zip, zipBehind } from './zip.ts';

/** In order: the first that accepts a file reads it. What none accepts is a finding. */
export const FILE_DECODERS: readonly FileDecoder[] = [
  age,
  mistaken,
  gzip,
  zstd,
  zip,
  pdf,
  png,
  jpeg,
  laterJpeg,
  tiff,
  bmp,
  icon,
  webp,
  riff,
  gif,
  isoMedia,
  isoMovie,
  matroska,
  ogg,
  flac,
  font,
  eot,
  glb,
  numpy,
  ply,
  safetensors,
  shape,
  gettext,
  propertyList,
  appleDouble,
  icns,
  pagefind,
  binary,
  der,
  openPgp,
  rtf,
  postScript,
  tar,
  cpio,
  ar,
  mail,
  xps,
  dataMashup,
  officeXml,
  brotli,
  sphinxInventory,
  zlib,
  text,
  dbase,
  stl,
  mapTile,
  mpegAudio,
  pdfBehind,
  zipBehind,
  refused,
];
