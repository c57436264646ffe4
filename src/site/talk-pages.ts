import type { PublicRecording, PublicTalk } from '../schemas/public.ts';
import { deliveryPath } from './deliveries.ts';
import type { SitemapPage } from './sitemap.ts';

type Listed = Pick<PublicTalk, 'work' | 'locales' | 'deliveries'> & {
  readonly recording: Pick<PublicRecording, 'transcript'> | null;
};

/** @returns the pages of a talk for a sitemap, those of its slides apart. */
export function talkPages({
  work,
  locales,
  deliveries,
  recording,
}: Listed): readonly SitemapPage[] {
  const transcript = recording?.transcript && {
    path: `talks/${work}/transcript/`,
    locales: recording.transcript.locales,
  };
  return [
    { path: `talks/${work}/`, locales },
    ...deliveries.map((each) => ({ path: deliveryPath(work, each), locales })),
    ...(transcript ? [transcript] : []),
  ];
}
