#!/usr/bin/env bash
# Makes files that bear days and long passages, with Debian's zip, tar, gzip, Ghostscript, exiftool and
# groff. Their days and passages are those that public-document.test.ts names; no plant is in them.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
export TZ=UTC

# An archive whose entries, picture and older archive inside each bear another day.
printf 'a note' > note.txt
gs -q -sDEVICE=jpeg -r20 -o shot.jpg -c '100 100 moveto 200 200 lineto stroke showpage'
exiftool -q -overwrite_original -DateTimeOriginal='2025:08:21 10:00:00' shot.jpg
printf 'older' > older.txt
touch -d '2024-02-29 12:00' older.txt
tar --format=posix -czf older.tgz older.txt
touch -d '2026-03-09 12:00' note.txt
touch -d '2026-03-10 12:00' shot.jpg older.tgz
zip -q dated.zip note.txt shot.jpg older.tgz
mv dated.zip "$out/dated.zip"

# A report that says at length what a withheld study says, on two pages.
cat > report.roff <<'ROFF'
.ll 4i
Notes from the yard
.sp
The dispatchers kept two timetables, one on paper and one in the system, and every night somebody
copied the first into the second by hand.
.sp
It is a container terminal in Hamburg, and its cranes can be seen from the hill. Nothing else here
is of any interest to somebody who does not work with cranes.
.bp
So far 12 projects went this way.
ROFF
groff -Tps report.roff > report.ps
ps2pdf report.ps "$out/report.pdf"
exiftool -q -overwrite_original -CreateDate='2026:05:04 10:00:00' "$out/report.pdf"
