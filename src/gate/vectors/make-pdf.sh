#!/usr/bin/env bash
# Makes the PDF files of this folder with Debian's LibreOffice, Ghostscript, qpdf, exiftool and img2pdf.
# Needs make-office.sh to have been run.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"

# LibreOffice: fonts as subsets with ToUnicode tables, tags, outline, notes.
cp "$out/writer.odt" .
soffice --headless -env:UserInstallation=file://"$work"/profile \
  --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' \
  writer.odt > /dev/null 2>&1
qpdf --qdf --object-streams=disable writer.pdf plain.pdf
qpdf --object-streams=generate --recompress-flate --compression-level=9 writer.pdf "$out/libreoffice.pdf"

# Ghostscript: letters set one by one, a black box over text, outline, annotation, link, attachment,
# script, form, layer, alternative text.
cat > page.ps <<POSTSCRIPT
%!PS
/Helvetica findfont 12 scalefont setfont
72 700 moveto 0.5 0 ($(term text)) ashow
72 660 moveto ($(term hidden)) show
0 setgray 70 655 160 16 rectfill
72 600 moveto (Brandelmoorish) show
[ /Title ($(term title)) /Author ($(term author)) /Keywords ($(term keyword)) /Client ($(term custom)) /DOCINFO pdfmark
[ /Page 1 /Title ($(term outline)) /OUT pdfmark
[ /Rect [70 500 90 520] /Subtype /Text /Contents ($(term comment)) /ANN pdfmark
[ /Rect [70 400 90 420] /Subtype /Link /Action << /Subtype /URI /URI (https://$(term link).example/) >> /ANN pdfmark
[ /_objdef {script} /type /dict /OBJ pdfmark
[ {script} << /S /JavaScript /JS (app.alert\('$(term script)'\)) >> /PUT pdfmark
[ {Catalog} << /OpenAction {script} >> /PUT pdfmark
[ /_objdef {field} /type /dict /OBJ pdfmark
[ {field} << /FT /Tx /T (client) /V ($(term form)) >> /PUT pdfmark
[ {Catalog} << /AcroForm << /Fields [ {field} ] >> >> /PUT pdfmark
[ /_objdef {alt} /type /dict /OBJ pdfmark
[ {alt} << /Type /StructElem /S /Figure /Alt <FEFF$(term alt | iconv -t utf-16be | xxd -p)> >> /PUT pdfmark
[ {Catalog} << /Spare {alt} >> /PUT pdfmark
[ /_objdef {group} /type /dict /OBJ pdfmark
[ {group} << /Type /OCG /Name ($(term layer)) >> /PUT pdfmark
[ {Catalog} << /OCProperties << /OCGs [ {group} ] /D << /OFF [ {group} ] >> >> >> /PUT pdfmark
showpage
POSTSCRIPT
gs -q -dNOSAFER -sDEVICE=pdfwrite -o gs.pdf page.ps
printf '%s' "$(term nested)" > inside.txt
zip -q attached.zip inside.txt
qpdf gs.pdf --add-attachment attached.zip --filename="$(term attachment).zip" -- "$out/ghostscript.pdf"
qpdf --linearize --object-streams=generate gs.pdf "$out/linearized.pdf"
gs -q -sDEVICE=pdfwrite -dCompatibilityLevel=1.3 -dASCII85EncodePages=true -o "$out/ascii85.pdf" page.ps

# exiftool only adds to a file: what was there before stays.
printf '%%!PS\n/Courier findfont 9 scalefont setfont 72 700 moveto (nothing) show\n[ /Title (%s) /DOCINFO pdfmark showpage' "$(term older)" > older.ps
gs -q -sDEVICE=pdfwrite -o exiftool.pdf older.ps
exiftool -q -overwrite_original -Title=New -XMP-dc:Description="$(term note)" exiftool.pdf
cp exiftool.pdf "$out"
printf '%s' "$(term trailing)" >> "$out/exiftool.pdf"

# A later version in which the page is empty: the text is in the older one only, in codes of its font.
python3 - plain.pdf "$out/revised.pdf" <<'PYTHON'
import re, sys, zlib
data = open(sys.argv[1], 'rb').read()
number = int(re.search(rb'/Contents (\d+) 0 R', data).group(1))
start = int(re.findall(rb'startxref\s+(\d+)', data)[-1])
trailer = re.findall(rb'trailer <<(.*?)>>\s*startxref', data, re.S)[-1]
at = len(data)
data += b'%d 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n' % number
table = len(data)
data += b'xref\n%d 1\n%010d 00000 n \ntrailer <<%s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n' % (number, at, trailer, start, table)
# Other places that hold the names of the page's text are emptied, to see that the page itself is read.
open(sys.argv[2], 'wb').write(data)
PYTHON

# A picture inside, as it is.
gs -q -sDEVICE=jpeg -g40x30 -o picture.jpg -c 'showpage'
exiftool -q -overwrite_original -Comment="$(term thumbnail)" picture.jpg
img2pdf --output "$out/picture.pdf" picture.jpg 2> /dev/null || img2pdf --pdfa -o "$out/picture.pdf" picture.jpg

qpdf --encrypt secret secret 256 -- gs.pdf "$out/encrypted.pdf"
qpdf --encrypt '' owner 256 -- gs.pdf "$out/restricted.pdf"
head -c 2500 gs.pdf > "$out/cut.pdf"
# PostScript, which is refused whatever it holds.
printf 'by %s\\fB%s\\fP\n' "$(term title | head -c 4)" "$(term title | tail -c +5)" | groff -Tps > "$out/groff.ps"
# Text beside the page, in a font that tells its codes by names of glyphs alone.
python3 - "$(term gap)" <<'PYTHON'
import sys
word = sys.argv[1]
codes = ''.join('%02x' % (1 + index) for index in range(len(word)))
drawing = f'BT /F1 9 Tf 1 900 Td <{codes}> Tj ET'
names = '/'.join(word)
open('beside.src.pdf', 'w').write(f"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length {len(drawing)}>> stream
{drawing}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/LastChar {len(word)}/Widths[{'500 ' * len(word)}]/Encoding 6 0 R>> endobj
6 0 obj <</Type/Encoding/Differences[1/{names}]>> endobj
trailer <</Size 7/Root 1 0 R>>
""")
PYTHON
qpdf --static-id --object-streams=generate beside.src.pdf "$out/beside.pdf" 2> /dev/null || [ $? = 3 ]

# Ghostscript again: letters as outlines, on a page as it is, on one that is turned, and beside a chart; a font that is
# drawn (Type 3), whose codes are no letters.
cat > outlines.ps <<POSTSCRIPT
%!PS
/lines { /y exch def { 72 y moveto show /y y 16 sub def } forall } def
/Times-Roman findfont 8 scalefont setfont
[ (The harbour was dredged by $(term older) in the spring of that year,) (and the orders were written down before they were sent.) ] 700 lines
showpage
/Helvetica findfont 8 scalefont setfont
500 0 translate 90 rotate
[ (The survey of the quay was made by $(term history) in a single week,) (which is shown here on a page that is turned.) ] 400 lines
[ {ThisPage} << /Rotate 90 >> /PUT pdfmark
showpage
100 400 100 40 rectfill 100 460 160 40 rectfill 100 520 40 40 rectfill
/Helvetica findfont 10 scalefont setfont
100 600 moveto (Orders a week) show
90 400 moveto 90 rotate (of $(term artist) alone) show
showpage
POSTSCRIPT
gs -q -sDEVICE=pdfwrite -dNoOutputFonts -dAutoRotatePages=/None -o "$out/outlines.pdf" outlines.ps
word=$(term maker)
cat > type3.ps <<POSTSCRIPT
%!PS
/letters ($word) def
/encoding 256 array def
0 1 255 { encoding exch /.notdef put } for
/name 3 string def
0 1 letters length 1 sub { /i exch def encoding 33 i add (a00) 3 string copy dup 1 33 i add name cvs putinterval cvn put } for
8 dict dup begin
  /FontType 3 def /FontMatrix [0.001 0 0 0.001 0 0] def /FontBBox [0 -300 700 1000] def
  /Encoding encoding def
  /BuildChar { exch pop 33 sub dup 0 lt { pop 0 } if
    letters exch 1 getinterval
    600 0 0 -300 700 1000 setcachedevice
    /Courier findfont 1000 scalefont setfont 0 0 moveto false charpath fill
  } def
currentdict end /Drawn exch definefont pop
/Drawn findfont 12 scalefont setfont
72 700 moveto <$(for index in $(seq ${#word}); do printf %02x $((32 + index)); done)> show
/Times-Roman findfont 9 scalefont setfont
72 660 moveto (has its name in a font of its own, whose codes are no letters.) show
showpage
POSTSCRIPT
gs -q -sDEVICE=pdfwrite -o "$out/type3.pdf" type3.ps
