#!/usr/bin/env bash
# Makes the archives of this folder with Debian's zip, 7z, tar, gzip, zstd, python3 and libarchive.
# Each plant is a name of terms.json; `Brandelmoorish` and the like are near-misses.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
near="Brandelmoorish Tessaquintal Ulverstrakes Quorvexilian"
printf '%s in the text. %s' "$(term text)" "$near" > plain.txt

# zip: names, comments, nesting, a file streamed with its sizes behind it, one at 64 bits.
printf 'nothing' > "$(term name).txt"
printf '%s' "$(term nested)" > inner.txt
zip -q inner.zip inner.txt
tar --format=posix -cf middle.tar inner.zip
gzip -9 middle.tar
zip -q archive.zip plain.txt "$(term name).txt" middle.tar.gz
printf '%s' "$(term comment)" | zip -qz archive.zip
mv archive.zip "$out/nested.zip"
printf '%s' "$(term text)" | zip -q -fz - - > "$out/streamed.zip"
7z a -bd -tzip -mx=9 sevenzip.zip plain.txt > /dev/null
mv sevenzip.zip "$out/sevenzip.zip"
bsdtar --format=zip -cf "$out/libarchive.zip" plain.txt
printf 'x' > 'メモ.txt'
printf '%s' "$(term japanese)" | iconv -t shift_jis > sjis.txt
python3 - "$(term japanese)" "$(term russian)" "$out/old-names.zip" <<'PYTHON'
import sys, zipfile
japanese, russian, path = sys.argv[1:]
class Named(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return self.raw, self.flag_bits
with zipfile.ZipFile(path, 'w') as archive:
    for raw in (japanese + '.txt').encode('shift_jis'), (russian + '.txt').encode('cp866'):
        entry = Named('x')
        entry.raw = raw
        archive.writestr(entry, b'nothing')
PYTHON

# What a directory does not list: before, between and behind.
python3 - "$(term gap)" "$(term trailing)" "$(term header)" "$out/outside.zip" <<'PYTHON'
import io, struct, sys, zipfile
gap, trailing, header, path = sys.argv[1:]
def archive(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as made:
        for name, text in files: made.writestr(name, text)
    return buffer.getvalue()
both = archive([('a.txt', 'one'), ('hidden.txt', gap)])
end = both.rindex(b'PK\x05\x06')
size, start = struct.unpack('<II', both[end + 12:end + 20])
directory = both[start:start + size]
first = directory[:directory.index(b'PK\x01\x02', 4)]
record = b'PK\x05\x06' + struct.pack('<HHHHIIH', 0, 0, 1, 1, len(first), start, 0)
open(path, 'wb').write(header.encode() + b'\n' + both[:start] + first + record + trailing.encode())
PYTHON
7z a -bd -tzip -pSecret encrypted.zip plain.txt > /dev/null && mv encrypted.zip "$out/encrypted.zip"
for i in {1..40}; do cat plain.txt; done > long.txt
7z a -bd -tzip -mm=BZip2 bzip2.zip long.txt > /dev/null && mv bzip2.zip "$out/bzip2-method.zip"

# tar: the three ways to write long names, owners, and links.
long=$(printf 'folder-%.0s' {1..20})
mkdir "$long"
cp plain.txt "$long/$(term name).txt"
ln -s "/srv/$(term link)" "$long/link"
for format in ustar gnu posix; do
  dir=$long
  [ $format = ustar ] && dir=short && cp -a "$long" short
  tar --format=$format --owner="$(term author)":7 -cf "$out/$format.tar" "$dir"
done
tar --format=posix --pax-option="comment=$(term comment)" -cf "$out/pax-comment.tar" plain.txt
printf '%s' "$(term trailing)" >> "$out/pax-comment.tar"
ls plain.txt | bsdcpio -o --quiet -H newc > "$out/plain.cpio"
(cd short && find . -type f -o -type l | sort | bsdcpio -o --quiet -H odc > "$out/odc.cpio")
iconv -t cp1251 <<< "$(term russian)" > russian.txt
gzip -kn plain.txt
(ls plain.txt.gz russian.txt | bsdcpio -o --quiet -H bin; printf '%s' "$(term trailing)") > "$out/old.cpio"

# One file each.
cp plain.txt "$(term name)"
gzip -9c "$(term name)" > "$out/named.gz"
(gzip -c plain.txt; printf '%s' "$(term nested)" | gzip; printf '%s' "$(term trailing)") > "$out/members.gz"
(zstd -qc plain.txt; printf '\x50\x2a\x4d\x18\x0a\x00\x00\x00%s' "$(term comment)"; printf '%s' "$(term nested)" | zstd -qc) > "$out/frames.zst"

# Known and refused.
7z a -bd refused.7z plain.txt > /dev/null && mv refused.7z "$out"
xz -c plain.txt > "$out/refused.xz"
bzip2 -c plain.txt > "$out/refused.bz2"
lzip -c plain.txt > "$out/refused.lz"
ar rc "$out/with-zip.a" plain.txt inner.zip
cp plain.txt "a long name with $(term name) in it.txt"
ar rc "$out/names.a" "a long name with $(term name) in it.txt" russian.txt plain.txt.gz
rm -f "$out/refused.sqlite"
sqlite3 "$out/refused.sqlite" "create table t(c); insert into t values('$(term text)')"
