import type { APIRoute } from 'astro';
import { ledger } from '../../layouts/ledger.ts';
import { profileIn } from '../../layouts/profile.ts';
import { localeParams, siteContext } from '../../site/context.ts';
import { jsonFeed } from '../../site/json-feed.ts';

export const getStaticPaths = () => localeParams(import.meta.env);

/** The case studies whose text stands first on the pages of a language, without fallbacks. */
export const GET: APIRoute = async ({ params, site: origin }) => {
  const site = siteContext(params['locale'], origin, import.meta.env);
  const { studies } = await ledger(site.locale);
  const own = studies.filter(({ original }) => original === site.locale);
  return new Response(jsonFeed(own, await profileIn(site.locale), site));
};
