#!/usr/bin/env bash
# Makes the Office files of this folder with Debian's LibreOffice from flat OpenDocument files, and
# that of InDesign with pandoc.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
python3 - "$out/terms.json" <<'PYTHON'
import json, sys
t = json.load(open(sys.argv[1]))
half = lambda text: (text[:4], text[4:])
a, b = half(t['text'])
h, g = half(t['header'])
NS = ' '.join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in dict(
    office='office', text='text', style='style', fo='xsl-fo-compatible', meta='meta', draw='drawing',
    svg='svg-compatible', table='table', presentation='presentation').items()) + \
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
META = f'''<office:meta><dc:title>{t['title']}</dc:title><meta:initial-creator>{t['author']}</meta:initial-creator>
<dc:creator>{t['author']}</dc:creator><meta:keyword>{t['keyword']}</meta:keyword>
<meta:user-defined meta:name="Client" meta:value-type="string">{t['custom']}</meta:user-defined></office:meta>'''
PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
PICTURE = f'''<draw:frame draw:name="p" svg:width="1cm" svg:height="1cm" text:anchor-type="paragraph"><draw:image>
<office:binary-data>{PNG}</office:binary-data></draw:image><svg:desc>{t['alt']}</svg:desc></draw:frame>'''
STYLES = '''<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:page-layout style:name="L"><style:header-style/></style:page-layout>
<style:style style:name="X" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="S" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style></office:automatic-styles>'''
def doc(kind, body, styles=STYLES, master=''):
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.{kind}">{META}{styles}{master}<office:body>{body}</office:body></office:document>'''
NEAR = 'Brandelmoorish Tessaquintal Quorvexilian'
writer = f'''<office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>{t['history']}</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info><text:p>{t['deleted']}</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>{NEAR} by {a}<text:span text:style-name="B">{b}</text:span>.<text:change text:change-id="c1"/></text:p>
<text:p>See<office:annotation><dc:creator>x</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>{t['comment']}</text:p></office:annotation> below
<text:a xlink:type="simple" xlink:href="https://{t['link'].lower()}.example/">here</text:a><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>{t['note']}</text:p></text:note-body></text:note> <text:span text:style-name="H">{t['hidden']}</text:span></text:p><text:p>{PICTURE}</text:p></office:text>'''
master = f'''<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:header><text:p>{h}<text:span text:style-name="B">{g}</text:span></text:p></style:header></style:master-page></office:master-styles>'''
open('writer.fodt', 'w').write(doc('text', writer, master=master))
cell = lambda text, inner='': f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>{inner}</table:table-cell>'
note = f'<office:annotation><dc:date>2026-01-01T00:00:00</dc:date><text:p>{t["comment"]}</text:p></office:annotation>'
calc = f'''<office:spreadsheet><table:table table:name="One"><table:table-row>
<table:table-cell office:value-type="string"><text:p>{a}<text:span text:style-name="B">{b}</text:span></text:p>{note}</table:table-cell>{cell(NEAR)}
<table:table-cell table:formula='of:=IF(1;"x";"{t['formula']}")' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="{t['sheet']}" table:style-name="X"><table:table-row>{cell(t['hidden'])}</table:table-row></table:table></office:spreadsheet>'''
open('calc.fods', 'w').write(doc('spreadsheet', calc))
box = lambda text: f'<draw:frame svg:width="9cm" svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>'
slide = lambda name, text, style, more='': f'<draw:page draw:name="{name}" draw:style-name="{style}" draw:master-page-name="M">{box(text)}{more}</draw:page>'
notes = f'<presentation:notes>{box(t["note"])}</presentation:notes>'
impress = f'''<office:presentation>{slide('one', f'{NEAR} {a}<text:span text:style-name="B">{b}</text:span>', 'D', PICTURE.replace(' text:anchor-type="paragraph"', '') + notes)}{slide('two', t['hidden'], 'S')}</office:presentation>'''
master = '<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"/></office:master-styles>'
open('impress.fodp', 'w').write(doc('presentation', impress, master=master))
PYTHON
convert() { soffice --headless -env:UserInstallation=file://"$work"/profile --convert-to "$2" --outdir "$out" "$1" > /dev/null 2>&1; }
for to in docx odt rtf; do convert writer.fodt $to; done
for to in xlsx ods; do convert calc.fods $to; done
for to in pptx odp; do convert impress.fodp $to; done
for to in doc; do convert writer.fodt $to; done
cp writer.fodt "$out/flat.fodt"
spoken=$(term text)
printf 'Built for %s~~%s~~%s, and never for Brandelmoorish Quorvexilian.\n' "${spoken:0:4}" "${spoken:4:3}" "${spoken:7}" |
  pandoc -s -f markdown -t icml -o "$out/story.icml"
