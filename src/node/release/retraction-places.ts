import type { RetractedUrls } from '../../release/manifest-change.ts';

/** Somebody who may still hold what was taken down, and how to have it removed. */
export interface RetractionPlace {
  readonly name: string;
  readonly what: string;
  /** Where to ask or look. */
  readonly links: readonly string[];
}

/** Lists who may still hold a work that was taken down. Opens no connection: that is for a person. */
export function retractionPlaces(urls: RetractedUrls): readonly RetractionPlace[] {
  const all = [...urls.pages, ...urls.pictures, ...urls.feeds, ...urls.mentions, ...urls.others];
  const pages = urls.pages;
  const each = (prefix: string) => pages.map((url) => `${prefix}${url}`);
  const asked = (prefix: string) => pages.map((url) => `${prefix}${encodeURIComponent(url)}`);
  return [
    {
      name: 'your host and its CDN',
      what: `Publish the new release, then purge these ${all.length} addresses, or everything. Delete older deployments that have an address of their own, and the history of a branch that is published.`,
      links: all,
    },
    {
      name: 'search engines',
      what: 'Ask for removal of each page and picture; a page that is gone takes days to be dropped by itself.',
      links: [
        'https://search.google.com/search-console/removals',
        'https://www.bing.com/webmasters/tools/contentremoval',
        'https://webmaster.yandex.com/tools/del-url/',
      ],
    },
    {
      name: 'web archives',
      what: 'Look for copies; the Internet Archive removes them when the owner of the site asks info@archive.org.',
      links: [...each('https://web.archive.org/web/*/'), ...each('https://archive.ph/')],
    },
    {
      name: 'cards of shared links',
      what: 'Have each read again: it finds nothing and forgets the card. In Telegram, send the address to @WebpageBot.',
      links: [
        ...asked('https://developers.facebook.com/tools/debug/?q='),
        ...asked('https://www.linkedin.com/post-inspector/inspect/'),
      ],
    },
    {
      name: 'readers of feeds and calendars',
      what: 'They keep what they have read. Nobody can take it back; the feeds no longer name it.',
      links: urls.feeds,
    },
    {
      name: 'visitors',
      what: 'Browsers keep pages for as long as your host told them to, and people keep copies.',
      links: [],
    },
  ];
}
