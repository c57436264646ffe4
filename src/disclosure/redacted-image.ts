import type { Image, Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { z } from 'zod';
import { NearbyPath, Text } from '../schemas/fields.ts';
import { Reason } from '../schemas/level.ts';
import { Regions } from '../schemas/regions.ts';
import type { Region } from '../schemas/regions.ts';

declare module 'mdast' {
  interface ImageData {
    /** What must be painted over before the picture goes anywhere. */
    redacted?: readonly Region[];
  }
}

/** `<RedactedImage>` as an author writes it. */
export const RedactedImage = z.strictObject({
  src: NearbyPath,
  /** For those who cannot see it: it is public whatever is painted over. */
  alt: Text,
  regions: Regions,
  reason: Reason,
});
export type RedactedImage = z.infer<typeof RedactedImage>;

/** A picture of which only a painted copy may be published. */
export interface Redaction {
  /** As written, beside the text. */
  readonly src: string;
  readonly regions: readonly Region[];
}

/** @returns the pictures of a resolved body that are still to be painted. */
export function picturesToPaint(tree: Nodes): readonly Image[] {
  const images: Image[] = [];
  visit(tree, 'image', (image) => {
    if (image.data?.redacted) images.push(image);
  });
  return images;
}

/** @returns what is to be painted in a resolved body. */
export function redactionsIn(tree: Nodes): readonly Redaction[] {
  return picturesToPaint(tree).map(({ url, data }) => ({
    src: url,
    regions: data?.redacted ?? [],
  }));
}
