import { mayBeCopies } from '../../../gate/index.ts';
import type { Gray, Layer } from '../../../gate/index.ts';
import { hasSameShape, sizeOf, thumbnailOf } from './smaller-copy.ts';
import type { Sized } from './smaller-copy.ts';

/** What a picture shows, and whether that was read off a larger copy of it. */
export interface Reading {
  readonly layers: readonly Layer[];
  readonly isCopy: boolean;
}

/** What looks at pictures. */
export interface Eyes {
  /** @throws Error if the picture cannot be decoded or read in time. */
  read(bytes: Uint8Array): Promise<readonly Layer[]>;
  /** @returns what a copy hides beside its pixels; null if it is no smaller copy of the other. */
  compare(bytes: Uint8Array, larger: Uint8Array): Promise<readonly Layer[] | null>;
}

/** Gets the bytes once more when they are needed: not all pictures of a site fit into the memory. */
export type Load = () => Promise<Uint8Array>;

interface Known {
  readonly size: Sized;
  readonly load: Load;
  /** Known before it is read. */
  readonly isCopy: Promise<boolean>;
  readonly layers: Promise<readonly Layer[]>;
  thumbnail: Promise<Gray | null> | null;
}

/** Reads each of the pictures of a folder once, however many sizes of it there are. */
export class DistinctPictures {
  private readonly eyes: Eyes;
  private readonly known: Known[] = [];

  constructor(eyes: Eyes) {
    this.eyes = eyes;
  }

  /** Takes note of a picture that was read at another time. */
  async note(bytes: Uint8Array, load: Load, { isCopy, layers }: Reading): Promise<void> {
    const size = await sizeOf(bytes);
    if (size && !isCopy) this.add({ size, load }, Promise.resolve(false), Promise.resolve(layers));
  }

  /** @param load - given if others may be copies of this picture. */
  async read(bytes: Uint8Array, load?: Load): Promise<Reading> {
    const size = await sizeOf(bytes);
    if (!size) return { layers: await this.eyes.read(bytes), isCopy: false };
    // Only those that came before, so that no two wait for each other.
    const copy = this.copyOfKnown(bytes, size);
    const layers = copy.then((found) => found ?? this.eyes.read(bytes));
    const isCopy = copy.then((found) => found !== null);
    if (load) this.add({ size, load }, isCopy, layers);
    return { layers: await layers, isCopy: await isCopy };
  }

  private add(
    picture: Pick<Known, 'size' | 'load'>,
    isCopy: Known['isCopy'],
    layers: Known['layers'],
  ): void {
    // What goes wrong is told to whoever reads the picture; others may never ask.
    for (const promise of [isCopy, layers]) promise.catch(() => undefined);
    this.known.push({ ...picture, isCopy, layers, thumbnail: null });
  }

  private async copyOfKnown(bytes: Uint8Array, size: Sized): Promise<readonly Layer[] | null> {
    const shaped = this.known.filter((known) => hasSameShape(size, known.size));
    const thumbnail = shaped.length > 0 ? await thumbnailOf(bytes) : null;
    if (!thumbnail) return null;
    for (const known of shaped) {
      const larger = await originalLike(thumbnail, known);
      const hidden = larger && (await this.eyes.compare(bytes, larger));
      // One that could not be read says nothing of its copies.
      const layers = hidden && (await known.layers.catch(() => null));
      if (hidden && layers) return [...asSeenOn(known.size, layers), ...hidden];
    }
    return null;
  }
}

/** @returns the bytes of a known picture, if it looks like another and was read by itself. */
async function originalLike(thumbnail: Gray, known: Known): Promise<Uint8Array | null> {
  known.thumbnail ??= known.load().then(thumbnailOf, () => null);
  const its = await known.thumbnail;
  if (!its || !mayBeCopies(thumbnail, its)) return null;
  const isCopy = await known.isCopy.catch(() => true);
  return isCopy ? null : known.load().catch(() => null);
}

/** What was seen on the larger one, with its size in the way to it; what that hides is its own. */
function asSeenOn({ width, height }: Sized, layers: readonly Layer[]): readonly Layer[] {
  return layers
    .filter((layer) => layer.kind !== 'sight' || layer.rule !== 'hidden-original')
    .map((layer) => within(`larger copy of ${width}×${height}`, layer));
}

/** @returns the layer with what it was seen in in the way to it. */
export function within(place: string, layer: Layer): Layer {
  return { ...layer, name: layer.name === '' ? place : `${place}/${layer.name}` };
}
