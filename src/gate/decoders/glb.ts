import { without } from '../../bytes/extents.ts';
import type { Extent } from '../../bytes/extents.ts';
import { Unreadable, asTexts, hasMagic } from '../decoder.ts';
import type { FileDecoder, Layer } from '../decoder.ts';
import { Cursor } from './cursor.ts';
import { stray } from './stray.ts';
import { codedRuns } from './strings.ts';

/**
 * Models in glTF as one file (GLB): what describes them as text, textures as pictures, letters in a row among
 * the numbers, and what trails.
 *
 * @see glTF 2.0, section 4.4 ("GLB File Format Specification").
 */
export const glb: FileDecoder = {
  name: 'glb',
  accepts: (bytes) => hasMagic(bytes, 'glTF\u0002\0\0\0'),
  *layers(bytes) {
    const cursor = new Cursor(bytes, 'glb', 'little', 8);
    const size = cursor.u32();
    if (size > bytes.length || size < cursor.at) throw new Unreadable('glb: shorter than it says');
    let pictures: readonly Extent[] = [];
    while (cursor.at < size) {
      const length = cursor.u32();
      const type = cursor.latin1(4);
      const data = cursor.take(length);
      if (type === 'JSON') {
        yield { kind: 'bytes', name: 'json', bytes: data };
        pictures = picturesOf(new TextDecoder().decode(data));
      } else if (type === 'BIN\0') yield* numbers(data, pictures);
      else yield* asTexts('chunk', data);
    }
    yield* stray('trailing', bytes.subarray(cursor.at));
  },
};

function* numbers(data: Uint8Array, pictures: readonly Extent[]): Iterable<Layer> {
  for (const [start, end] of pictures) {
    if (end > data.length) throw new Unreadable('glb: a picture lies outside of its data');
    yield { kind: 'bytes', name: 'picture', bytes: data.subarray(start, end) };
  }
  for (const [start, end] of without([0, data.length], pictures))
    yield* codedRuns('numbers', data.subarray(start, end));
}

interface Model {
  readonly images?: readonly { readonly bufferView?: number }[];
  readonly bufferViews?: readonly { readonly byteOffset?: number; readonly byteLength?: number }[];
}

/** @throws Unreadable if it is no JSON. */
function picturesOf(json: string): readonly Extent[] {
  const model = parsed(json);
  const views = Array.isArray(model.bufferViews) ? model.bufferViews : [];
  const images = Array.isArray(model.images) ? model.images : [];
  return images
    .flatMap((image): Extent[] => {
      const view = views[Number(image?.bufferView ?? NaN)];
      const start = Number(view?.byteOffset ?? 0);
      const end = start + Number(view?.byteLength ?? NaN);
      return start >= 0 && end > start ? [[start, end]] : [];
    })
    .toSorted(([a], [b]) => a - b);
}

function parsed(json: string): Model {
  try {
    const model: unknown = JSON.parse(json);
    // What is missing or of another type is looked at where it is used.
    return typeof model === 'object' && model !== null ? (model as Model) : {};
  } catch (cause) {
    throw new Unreadable('glb: its description is damaged', { cause });
  }
}
