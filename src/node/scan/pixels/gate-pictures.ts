import { join } from 'node:path';
import type { GatePorts } from '../../../gate/index.ts';
import { gateTerms } from '../../../release/gate-terms.ts';
import type { Content } from '../../content/content.ts';
import { decompress } from '../decompress.ts';
import type { Progress } from '../../progress.ts';
import { pixelReader } from './pixel-reader.ts';

/** How a release reads the pictures of its staging folder. The caller closes it. */
export interface GatePictures {
  readonly ports: GatePorts;
  /** Reads them beforehand, on all cores. @returns what became of it, for the author. */
  readPictures(files: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** @param staging - absolute; files are relative to it. */
export function gatePictures(
  { portfolio, published }: Content,
  staging: string,
  progress: Pick<Progress, 'step'>,
): GatePictures {
  const reason = portfolio.profile.picturesUnread;
  if (reason !== undefined) return unread(reason);
  const reader = pixelReader(gateTerms(published.secrets), []);
  return {
    ports: { ...decompress, readPixels: reader.read },
    async readPictures(files) {
      const paths = files.map((file) => join(staging, file));
      await reader.readAll(paths, progress.step);
      return [`${files.length} read`, reader.note].filter(Boolean).join('. ');
    },
    close: reader.close,
  };
}

function unread(reason: string): GatePictures {
  return {
    ports: decompress,
    readPictures: () => Promise.resolve(`not read, because: ${reason}`),
    close: () => Promise.resolve(),
  };
}
