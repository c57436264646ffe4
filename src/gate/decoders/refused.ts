import { Unreadable, hasMagic } from '../decoder.ts';
import type { FileDecoder } from '../decoder.ts';

const PLAIN = 'make it a zip, or unpack it';

/** Formats that are known and not read: what they are, by which bytes, and what to publish instead. */
const REFUSED: readonly (readonly [name: string, magic: string, offset: number, hint: string])[] = [
  ['a 7-Zip archive', '7z\u00BC\u00AF\u0027\u001C', 0, PLAIN],
  ['a RAR archive', 'Rar!\u001A\u0007', 0, PLAIN],
  ['an xz file', '\u00FD7zXZ\u0000', 0, 'use gzip or zstd'],
  ['a bzip2 file', 'BZh', 0, 'use gzip or zstd'],
  ['an lzip file', 'LZIP', 0, 'use gzip or zstd'],
  ['an LZ4 file', '\u0004\u0022\u004D\u0018', 0, 'use gzip or zstd'],
  ['a file of the old compress', '\u001F\u009D', 0, 'use gzip or zstd'],
  ['an ARJ archive', '\u0060\u00EA', 0, PLAIN],
  ['a cabinet', 'MSCF', 0, PLAIN],
  ['a cpio archive', '070701', 0, PLAIN],
  ['a cpio archive', '070707', 0, PLAIN],
  ['an ar archive or Debian package', '!<arch>\n', 0, PLAIN],
  ['an RPM package', '\u00ED\u00AB\u00EE\u00DB', 0, PLAIN],
  ['a disk image', 'CD001', 32769, PLAIN],
  ['a squashfs image', 'hsqs', 0, PLAIN],
  ['a program', '\u007FELF', 0, 'publish its source'],
  ['a program', 'MZ', 0, 'publish its source'],
  ['a program', '\u00CF\u00FA\u00ED\u00FE', 0, 'publish its source'],
  ['a Java class or program', '\u00CA\u00FE\u00BA\u00BE', 0, 'publish its source'],
  ['an SQLite database', 'SQLite format 3\u0000', 0, 'export it as CSV or SQL'],
  ['a Parquet file', 'PAR1', 0, 'export it as CSV'],
  ['an Arrow file', 'ARROW1', 0, 'export it as CSV'],
  ['an HDF5 file', '\u0089HDF\r\n\u001A\n', 0, 'export it as CSV'],
  ['a Feather file', 'FEA1', 0, 'export it as CSV'],
  ['an ORC file', 'ORC', 0, 'export it as CSV'],
  ['an Avro file', 'Obj\u0001', 0, 'export it as JSON'],
  ['a NetCDF file', 'CDF\u0001', 0, 'export it as CSV'],
  ['a NetCDF file', 'CDF\u0002', 0, 'export it as CSV'],
  ['a NetCDF file', 'CDF\u0005', 0, 'export it as CSV'],
  ['a MATLAB file', 'MATLAB 5.0 MAT-file', 0, 'export it as CSV'],
  ['data of R', 'RDX', 0, 'export it as CSV'],
  ['data of R', 'X\n\u0000\u0000\u0000', 0, 'export it as CSV'],
  ['a Stata file', '<stata_dta>', 0, 'export it as CSV'],
  ['pickled data of Python', '\u0080\u0004\u0095', 0, 'export it as JSON'],
  ['pickled data of Python', '\u0080\u0005\u0095', 0, 'export it as JSON'],
  ['an Access database', '\u0000\u0001\u0000\u0000Standard ', 0, 'export it as CSV or SQL'],
  [
    'an old Word, Excel or PowerPoint file, or an Outlook message',
    '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1',
    0,
    'save it as docx, xlsx or pptx, or as PDF',
  ],
  ['a Flash film', 'FLV\u0001', 0, 'convert it to MP4 or WebM'],
  [
    'a Windows Media file',
    '\u0030\u0026\u00B2\u0075\u008E\u0066\u00CF\u0011',
    0,
    'convert it to MP4 or WebM',
  ],
  ['an MPEG stream', '\u0000\u0000\u0001\u00BA', 0, 'convert it to MP4 or WebM'],
  ['a piece of a film', 'styp', 4, 'publish the film as one MP4 or WebM'],
  ['a Photoshop file', '8BPS', 0, 'export it as PNG'],
  ['an InDesign file', '\u0006\u0006\u00ED\u00F5', 0, 'export it as PDF or IDML'],
  ['a Figma file', 'fig-kiwi', 0, 'export it as SVG or PDF'],
  ['an Affinity file', '\u0000\u00FFKA', 0, 'export it as SVG or PDF'],
  ['a GIMP file', 'gimp xcf ', 0, 'export it as PNG'],
  ['a Blender file', 'BLENDER', 0, 'export it as glTF in one file (GLB)'],
  ['a USD file', 'PXR-USDC', 0, 'export it as glTF in one file (GLB)'],
  ['a drawing of AutoCAD', 'AC10', 0, 'export it as DXF, SVG or PDF'],
  ['an animation of Rive', 'RIVE', 0, 'export it as Lottie or a film'],
  ['an archive of macOS', 'xar!', 0, PLAIN],
  ['an old cpio archive', '\u00C7\u0071', 0, PLAIN],
  ['a Git pack', 'PACK\u0000\u0000\u0000', 0, 'leave the repository out'],
  ['a Git bundle', '# v2 git bundle\n', 0, 'leave the repository out'],
  ['a Git bundle', '# v3 git bundle\n', 0, 'leave the repository out'],
  ['an age file', 'age-encryption.org/v1\n', 0, 'decrypt it first'],
  ['an encrypted OpenSSL file', 'Salted__', 0, 'decrypt it first'],
];

/** What is recognised and cannot be read gets a finding that says what it is. */
export const refused: FileDecoder = {
  name: 'refused',
  accepts: (bytes) => kindOf(bytes) !== undefined,
  *layers(bytes) {
    const [name, , , hint] = kindOf(bytes) ?? ['a file of an unknown kind', '', 0, PLAIN];
    throw new Unreadable(`is ${name}, which cannot be read: ${hint}`);
  },
};

function kindOf(bytes: Uint8Array) {
  return REFUSED.find(([, magic, offset]) => hasMagic(bytes, magic, offset));
}
