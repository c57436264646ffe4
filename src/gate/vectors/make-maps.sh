#!/usr/bin/env bash
# Makes the files of maps and translations of this folder with GDAL 3.6 (ogr2ogr), gettext 0.21 (msgfmt), and npm's
# geojson-vt 5 and vt-pbf 3. Each plant is a name of terms.json.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
cat > places.geojson <<JSON
{ "type": "FeatureCollection", "features": [ { "type": "Feature", "geometry": { "type": "Point", "coordinates": [10, 20] },
  "properties": { "client": "$(term text)", "lead": "$(term russian)", "near": "Brandelmoorish Quorvexilian" } } ] }
JSON
ogr2ogr -lco ENCODING=CP1251 places.shp places.geojson
cp places.shp places.shx places.dbf "$out"
npm install --silent --no-audit --no-fund geojson-vt@5 vt-pbf@3
cat > tile.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
import GeoJSONVT from 'geojson-vt';
import vtPbf from 'vt-pbf';
const [places, out, layer] = process.argv.slice(2);
const tile = new GeoJSONVT(JSON.parse(readFileSync(places, 'utf8'))).getTile(0, 0, 0);
writeFileSync(out, vtPbf.fromGeojsonVt({ [layer]: tile }, { version: 2 }));
JS
node tile.mjs places.geojson "$out/tile.mvt" "$(term layer)"
printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgctxt "%s"\nmsgid "%s"\nmsgid_plural "clients"\nmsgstr[0] "%s"\nmsgstr[1] "Brandelmoorish Quorvexilian"\n' \
  "$(term note)" "$(term text)" "$(term russian)" > messages.po
msgfmt messages.po -o "$out/messages.mo"
iconv -f utf-8 -t koi8-r messages.po | sed 's/UTF-8/KOI8-R/' > old.po
msgfmt --endianness=big old.po -o "$out/old.mo"
