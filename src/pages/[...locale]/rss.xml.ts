import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { getCollection, getEntry } from 'astro:content';
import { href, localeParams, siteContext, url } from '../../site/context.ts';
import { plainText } from '../../site/disclosed.ts';
import { ledgerOrder } from '../../site/ledger-order.ts';

export const getStaticPaths = () => localeParams(import.meta.env);

/** The case studies whose text stands first on the pages of a language, without fallbacks. */
export const GET: APIRoute = async ({ params, site: origin }) => {
  const site = siteContext(params['locale'], origin, import.meta.env);
  const profile = await getEntry('profile', site.locale);
  const entries = await getCollection(
    'caseStudies',
    ({ data }) => data.locale === site.locale && data.original === site.locale,
  );
  return rss({
    title: profile?.data.name ?? '',
    description: profile?.data.tagline ?? '',
    site: url(site, ''),
    customData: `<language>${site.locale}</language>`,
    items: ledgerOrder(entries.map(({ data }) => data)).map((study) => ({
      title: plainText(study.title, study.lang),
      description: plainText(study.summary, study.lang),
      link: href(site, `case-studies/${study.work}/`),
    })),
  });
};
