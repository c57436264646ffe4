import { isFileOfWork } from './page-path.ts';

/** The files of a release with their digests. */
export type ManifestFiles = Readonly<Record<string, string>>;

/** What a release no longer holds, and what of it is another file now. */
export interface ManifestChange {
  readonly gone: readonly string[];
  readonly changed: readonly string[];
}

/** @returns what became of the files of one release in the next. */
export function manifestChange(before: ManifestFiles, after: ManifestFiles): ManifestChange {
  const files = Object.keys(before);
  return {
    gone: files.filter((file) => !Object.hasOwn(after, file)),
    changed: files.filter((file) => Object.hasOwn(after, file) && after[file] !== before[file]),
  };
}

/** What others may still hold of a work that was taken down, as whole URLs. */
export interface RetractedUrls {
  /** Its pages in every language. */
  readonly pages: readonly string[];
  /** Pictures that are on no other page, cards for links among them. */
  readonly pictures: readonly string[];
  /** Feeds, calendars and the sitemap that named it. */
  readonly feeds: readonly string[];
  /** Other pages that named it. */
  readonly mentions: readonly string[];
  /** Parts of the search index, the list of marks, sealed copies, scripts and styles. */
  readonly others: readonly string[];
}

const PICTURE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
const FEED = /\.(?:ics|xml)$|(?:^|\/)feed\.json$/i;

/** Sorts what changed when a work was taken down by who may still hold it. */
export function retractedUrls(
  { gone, changed }: ManifestChange,
  work: string,
  siteUrl: string,
): RetractedUrls {
  const isPage = (file: string) => file.endsWith('.html');
  const isOwnPage = (file: string) => isPage(file) && isFileOfWork(file, work);
  const urls = (files: readonly string[]) => files.map((file) => publicUrl(file, siteUrl));
  return {
    pages: urls(gone.filter(isOwnPage)),
    pictures: urls(gone.filter((file) => PICTURE.test(file))),
    feeds: urls([...gone, ...changed].filter((file) => FEED.test(file))),
    mentions: urls(changed.filter(isPage)),
    others: urls([
      ...gone.filter((file) => !isOwnPage(file) && !PICTURE.test(file) && !FEED.test(file)),
      ...changed.filter((file) => !isPage(file) && !FEED.test(file)),
    ]),
  };
}

/** @returns the address of a file, as links name it. */
export function publicUrl(file: string, siteUrl: string): string {
  return new URL(encodeURI(file.replace(/(^|\/)index\.html$/, '$1')), siteUrl).href;
}
