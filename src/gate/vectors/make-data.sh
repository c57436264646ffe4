#!/usr/bin/env bash
# Makes the models and data of this folder with npm's @gltf-transform/core 4, Python's plistlib, NumPy,
# MessagePack, fastavro and pyarrow. Each plant is a name of terms.json.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
npm install --silent --no-audit --no-fund @gltf-transform/core@4
cat > model.mjs <<'JS'
import { Document, NodeIO } from '@gltf-transform/core';
import { readFileSync } from 'node:fs';
const [out, text, author, picture] = process.argv.slice(2);
const model = new Document();
model.getRoot().getAsset().copyright = author;
model.createBuffer();
const place = model.createAccessor().setType('VEC3').setArray(Float32Array.from({ length: 36 }, (_each, at) => at / 7));
const paint = model.createTexture('paint').setImage(new Uint8Array(readFileSync(picture))).setMimeType('image/png');
const material = model.createMaterial('hull').setBaseColorTexture(paint);
const shape = model.createPrimitive().setAttribute('POSITION', place).setMaterial(material);
const mesh = model.createMesh('hull').addPrimitive(shape);
model.createScene('scene').addChild(model.createNode(text).setMesh(mesh));
await new NodeIO().write(out, model);
JS
node model.mjs "$out/model.glb" "$(term text)" "$(term author)" "$out/packed.png"
cat > data.py <<'PY'
import json, plistlib, sys, zipfile
import fastavro, msgpack, numpy, pyarrow, pyarrow.parquet
out = sys.argv[1] + '/'
term = json.load(open(out + 'terms.json'))
near = 'Brandelmoorish Quorvexilian'
numpy.save(out + 'letters.npy', numpy.array([near, term['text'], term['japanese']]))
numpy.save(out + 'bytes.npy', numpy.array([near.encode(), term['russian'].encode('cp1251')]))
numpy.save(out + 'numbers.npy', numpy.arange(40) / 7)
numpy.save(out + 'objects.npy', numpy.array([term['text'], None], dtype=object), allow_pickle=True)
numpy.savez_compressed(out + 'arrays.npz', **{term['name']: numpy.array([near, term['text']])})
inside = open(out + 'packed.png', 'rb').read()
plistlib.dump({'name': term['text'], 'maker': term['japanese'], 'near': near, 'picture': inside},
              open(out + 'binary.plist', 'wb'), fmt=plistlib.FMT_BINARY)
plistlib.dump({'archive': plistlib.dumps({'maker': term['japanese'], 'near': near, 'n': list(range(40))},
              fmt=plistlib.FMT_BINARY)}, open(out + 'plain.plist', 'wb'))
record = {'client': term['text'], 'n': 3, 'list': [1, 2, 300, 70000, 'x' * 40]}
open(out + 'refused.msgpack', 'wb').write(msgpack.packb(record))
schema = {'type': 'record', 'name': 'r', 'fields': [{'name': 'client', 'type': 'string'}]}
with open(out + 'refused.avro', 'wb') as file:
    fastavro.writer(file, schema, [{'client': term['text']}] * 9, codec='deflate')
pyarrow.parquet.write_table(pyarrow.table({'client': [term['text']] * 9}), out + 'refused.parquet')
PY
python3 data.py "$out"
