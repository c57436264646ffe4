import type { PublicCaseStudy, PublicProfile } from '../schemas/public.ts';
import type { SiteContext } from './context.ts';
import { url } from './context.ts';
import { plainText } from './disclosed.ts';

/**
 * The works of one language as a feed.
 *
 * @see jsonfeed.org/version/1.1
 */
export function jsonFeed(
  studies: readonly Omit<PublicCaseStudy, 'cover'>[],
  profile: Pick<PublicProfile, 'name' | 'tagline'>,
  site: SiteContext,
): string {
  const items = studies.map((study) => {
    const address = url(site, `case-studies/${study.work}/`);
    return {
      id: address,
      url: address,
      title: plainText(study.title, study.lang),
      summary: plainText(study.summary, study.lang),
      content_text: plainText(study.outcome, study.lang),
      language: study.lang,
      ...(study.tags.length > 0 && { tags: study.tags }),
    };
  });
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: profile.name,
    description: profile.tagline,
    home_page_url: url(site, ''),
    feed_url: url(site, 'feed.json'),
    language: site.locale,
    authors: [{ name: profile.name, url: url(site, '') }],
    items,
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}
