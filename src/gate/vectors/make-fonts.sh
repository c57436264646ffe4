#!/usr/bin/env bash
# Makes the fonts of this folder with Debian's fonttools, from nothing but a box for a letter.
set -euo pipefail
cd "$(dirname "$0")"
/usr/bin/python3 - <<'PYTHON'
import json
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, TTCollection
t = json.load(open('terms.json'))
def build(is_ttf, flavor, path, extra=None):
    fb = FontBuilder(1000, isTTF=is_ttf)
    glyphs = ['.notdef', 'A', t['keyword']]
    fb.setupGlyphOrder(glyphs)
    fb.setupCharacterMap({65: 'A', 66: t['keyword']})
    pen = TTGlyphPen(None) if is_ttf else T2CharStringPen(500, None)
    pen.moveTo((0, 0)); pen.lineTo((0, 500)); pen.lineTo((500, 500)); pen.closePath()
    if is_ttf:
        fb.setupGlyf({name: pen.glyph() for name in glyphs})
    else:
        fb.setupCFF('Plain', {'FullName': t['maker']}, {name: pen.getCharString() for name in glyphs}, {})
    fb.setupHorizontalMetrics({name: (500, 0) for name in glyphs})
    fb.setupHorizontalHeader(ascent=800, descent=-200)
    # Windows keeps names in UTF-16, old Macs in bytes.
    fb.setupNameTable({'familyName': t['title'], 'styleName': 'Regular', 'copyright': 'Brandelmoorish'}, mac=False)
    fb.font['name'].setName(t['author'], 9, 1, 0, 0)
    fb.setupOS2(); fb.setupPost()
    if extra: extra(fb.font)
    fb.font.flavor = flavor
    fb.save(path)
    return path
build(True, None, 'plain.ttf')
build(False, None, 'plain.otf')
def with_metadata(font):
    from fontTools.ttLib.sfnt import WOFFFlavorData
    font.flavorData = WOFFFlavorData()
    font.flavorData.metaData = f'<?xml version="1.0"?><metadata version="1.0"><vendor name="{t["note"]}"/></metadata>'.encode()
build(True, 'woff', 'metadata.woff', with_metadata)
build(True, 'woff2', 'metadata.woff2', with_metadata)
collection = TTCollection()
collection.fonts = [TTFont('plain.ttf'), TTFont('plain.ttf')]
collection.save('two.ttc')
data = open('plain.ttf', 'rb').read()
open('trailing.ttf', 'wb').write(data + t['trailing'].encode())
PYTHON
# Debian's eot-utils.
mkeot plain.ttf > plain.eot
