import sharp from 'sharp';
import { trimLogo } from '../../../gate/index.ts';
import type { Gray, Logo } from '../../../gate/index.ts';
import { BrokenInput } from '../../command.ts';

/** Longer side that a logo is kept at: the search needs no more. */
const SIDE = 256;

/**
 * Reads the picture of a logo, SVG too.
 *
 * @param term - what findings call it.
 * @throws BrokenInput if it is no picture, or too plain to be told from other things. The message
 *   does not say which file: its name may be the client's.
 */
export async function readLogo(term: string, picture: Uint8Array): Promise<Logo> {
  // A white logo on nothing is seen on black only.
  for (const background of ['#fff', '#000']) {
    const gray = trimLogo(await drawOn(background, picture));
    if (gray) return { term, gray };
  }
  throw new BrokenInput('expected a logo with something drawn in it', {
    hint: 'Give a picture of the logo alone, on a plain or transparent ground.',
  });
}

async function drawOn(background: string, picture: Uint8Array): Promise<Gray> {
  try {
    const drawn = sharp(picture, { density: 300 })
      .resize(SIDE, SIDE, { fit: 'inside' })
      .flatten({ background })
      // So that what reaches the edge is told from the ground as well.
      .extend({ top: 2, bottom: 2, left: 2, right: 2, background })
      .grayscale()
      .toColourspace('b-w');
    const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw new BrokenInput('expected a picture', { cause });
  }
}
