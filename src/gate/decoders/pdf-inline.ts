import { toLatin1 } from '../../bytes/latin1.ts';
import { Unreadable } from '../decoder.ts';
import type { GatePorts, Layer } from '../decoder.ts';
import { unfilter } from './pdf-filters.ts';
import { pictureFile } from './pdf-pictures.ts';
import { codedRuns } from './strings.ts';

const BEGIN = /(?:^|\s)BI\s(?=\s*\/)/g;
/** Keys of a picture are few and short. */
const MOST_KEYS = 600;
const SHORT: Readonly<Record<string, string>> = {
  W: 'Width',
  H: 'Height',
  BPC: 'BitsPerComponent',
  IM: 'ImageMask',
  DP: 'DecodeParms',
};

/**
 * Pictures that stand among the orders of a page, as files.
 *
 * @throws Unreadable if one cannot be read.
 * @see ISO 32000-2, section 8.9.7.
 */
export function* inlinePictures(content: string, ports: GatePorts): Iterable<Layer> {
  for (const { index } of content.matchAll(BEGIN)) {
    const head = /^([^()]*?)\sID\s/.exec(content.slice(index, index + MOST_KEYS));
    if (!head) continue;
    const start = index + head[0].length;
    const end = content.slice(start).search(/\sEI(?=\s|$)/);
    if (end < 0) continue;
    const keys = (head[1] ?? '').replace(
      /\/(W|H|BPC|IM|DP)(?=[\s/[<])/g,
      (_all, key) => `/${SHORT[key]}`,
    );
    const decoded = unfilter(keys, toLatin1(content.slice(start, start + end)), ports);
    const file = pictureFile(keys, decoded);
    if (!file) throw new Unreadable('pdf: holds a picture of a kind that cannot be read');
    // Letters in a row among pixels are packed again in a file.
    yield* codedRuns('picture', decoded.bytes);
    yield { kind: 'bytes', name: 'picture', bytes: file };
  }
}
