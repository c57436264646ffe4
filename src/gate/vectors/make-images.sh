#!/usr/bin/env bash
# Makes the pictures of this folder with Debian's exiftool, ffmpeg, Ghostscript, libtiff, heif-enc,
# cjxl and python3.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
tag() { exiftool -q -overwrite_original "$@"; }
picture=(-f lavfi -i testsrc=size=32x24:rate=1:duration=1 -frames:v 1)
for ending in jpg png webp gif bmp tiff; do ff "${picture[@]}" p.$ending; done
ff "${picture[@]}" thumb.jpg
tag -Comment="$(term thumbnail)" thumb.jpg

cp p.jpg "$out/exif.jpg"
tag -Artist="$(term author)" -XPTitle="$(term title)" -UserComment="$(term note)" -Comment="$(term comment)" \
  -IPTC:Keywords="$(term keyword)" -XMP-dc:Description="$(term alt)" -XMP-xmpMM:HistoryParameters="$(term history)" \
  -ThumbnailImage'<=thumb.jpg' "$out/exif.jpg"
printf '%s' "$(term trailing)" >> "$out/exif.jpg"
# IPTC in the charset of old Japanese programs.
printf '%s' "$(term japanese)" | iconv -t shift_jis > caption.txt
cp p.jpg "$out/shift-jis.jpg"
tag -IPTC:Caption-Abstract'<=caption.txt' -charset exiftool=latin -charset iptc=latin "$out/shift-jis.jpg"
# XMP so long that it goes into two segments.
cp p.jpg "$out/long-xmp.jpg"
python3 -c 'import random,sys; random.seed(1); print("".join(random.choice("abcdefgh ") for _ in range(66000)) + " " + sys.argv[1], end="")' "$(term note)" > long.txt
tag -XMP-dc:Description'<=long.txt' -XMP-dc:Title="$(term russian)" "$out/long-xmp.jpg"
cp p.jpg "$out/resources.jpg"
tag -IPTC:Keywords="$(term keyword)" -PhotoshopThumbnail'<=thumb.jpg' "$out/resources.jpg"
# Two pictures in one file, as phones do; and a picture with an archive behind it.
(cat p.jpg thumb.jpg) > "$out/two.jpg"
printf '%s' "$(term nested)" > inside.txt
zip -q inside.zip inside.txt
(cat p.png inside.zip) > "$out/with-zip.png"
(cat p.tiff inside.zip) > "$out/with-zip.tiff"

cp p.png "$out/text.png"
tag -PNG:Title="$(term title)" -PNG:Comment="$(term comment)" -XMP-dc:Description="$(term alt)" -EXIF:Artist="$(term author)" \
  -ThumbnailImage'<=thumb.jpg' "$out/text.png"
python3 - p.png "$out/packed.png" "$(term note)" "$(term russian)" "$(term custom)" <<'PYTHON'
import struct, sys, zlib
source, target, note, russian, custom = sys.argv[1:]
png = open(source, 'rb').read()
def chunk(kind, data): return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
packed = chunk(b'zTXt', b'Comment\0\0' + zlib.compress(note.encode()))
international = chunk(b'iTXt', b'Title\0\1\0ru\0\0' + zlib.compress(russian.encode()))
own = chunk(b'prVt', zlib.compress(custom.encode()))
open(target, 'wb').write(png[:33] + packed + international + own + png[33:])
PYTHON
cp p.webp "$out/exif.webp"
tag -EXIF:Artist="$(term author)" -XMP-dc:Description="$(term alt)" "$out/exif.webp"
cp p.gif "$out/comment.gif"
tag -Comment="$(term comment)" -XMP-dc:Description="$(term alt)" -XMP-dc:Title="$(term russian)" "$out/comment.gif"
cp p.tiff "$out/exif.tiff"
tag -EXIF:Artist="$(term author)" -XMP-dc:Description="$(term alt)" -IPTC:Keywords="$(term keyword)" "$out/exif.tiff"
tiffcp -c lzw p.tiff lzw.tiff
tiffset -s 270 "$(term comment)" lzw.tiff
cp lzw.tiff "$out/libtiff.tiff"
cp p.bmp "$out/trailing.bmp"
printf '%s' "$(term trailing)" >> "$out/trailing.bmp"
tag -PNG:Title="$(term title)" -o titled.png p.png
python3 - titled.png "$out/favicon.ico" <<'PYTHON'
import struct, sys
png = open(sys.argv[1], 'rb').read()
open(sys.argv[2], 'wb').write(struct.pack('<HHHBBBBHHII', 0, 1, 1, 32, 24, 0, 0, 1, 32, len(png), 22) + png)
PYTHON
tag -EXIF:Artist="$(term author)" -o artist.jpg p.jpg
tag -XMP-dc:Description="$(term alt)" artist.jpg
heif-enc -q 40 artist.jpg -o "$out/exif.heic" > /dev/null
heif-enc -A -q 40 artist.jpg -o "$out/exif.avif" > /dev/null
cjxl -d 3 --lossless_jpeg=0 thumb.jpg plain.jxl 2> /dev/null
tag -m -EXIF:Artist="$(term author)" plain.jxl
node - "$(term alt)" > packed.box <<'NODE'
const packed = require('node:zlib').brotliCompressSync(`<x:xmpmeta>${process.argv[2]}</x:xmpmeta>`);
const head = Buffer.alloc(8);
head.writeUInt32BE(12 + packed.length);
head.write('brob', 4);
process.stdout.write(Buffer.concat([head, Buffer.from('xml '), packed]));
NODE
cat plain.jxl packed.box > "$out/brotli.jxl"
cjxl artist.jpg "$out/remade.jxl" 2> /dev/null
head -c 900 "$out/exif.jpg" > "$out/cut.jpg"
head -c 200 "$out/text.png" > "$out/cut.png"
