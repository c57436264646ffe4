import { join } from 'node:path';
import type { GatePorts, Logo } from '../../../gate/index.ts';
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
  content: Content,
  staging: string,
  progress: Pick<Progress, 'step'>,
): GatePictures {
  const reason = content.portfolio.profile.picturesUnread;
  if (reason !== undefined) return unread(reason);
  const reader = pixelReader(gateTerms(content.published.secrets), hiddenLogos(content));
  return {
    ports: { ...decompress, readPixels: reader.read },
    async readPictures(files) {
      const paths = files.map((file) => join(staging, file));
      const { pictures, copies } = await reader.readAll(paths, progress.step);
      return `${pictures} read${copies > 0 ? `, ${copies} of them off a larger copy` : ''}`;
    },
    close: reader.close,
  };
}

/** Of clients who may be named nowhere: a picture does not say which work it belongs to. */
function hiddenLogos({ logos, published: { secrets } }: Content): readonly Logo[] {
  const hidden = new Set(
    secrets.flatMap(({ id, forbidden }) => (forbidden === 'everywhere' ? [id] : [])),
  );
  return logos.flatMap(({ agreement, logo }) => (hidden.has(`${agreement}/client`) ? [logo] : []));
}

function unread(reason: string): GatePictures {
  return {
    ports: decompress,
    readPictures: () => Promise.resolve(`not read, because: ${reason}`),
    close: () => Promise.resolve(),
  };
}
