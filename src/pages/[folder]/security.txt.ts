import type { APIRoute } from 'astro';
import { profileIn } from '../../layouts/profile.ts';
import { siteContext } from '../../site/context.ts';
import { securityTxt } from '../../site/security-txt.ts';

/** A folder that begins with a dot is none to the tools that look after sources. */
export const getStaticPaths = () => [{ params: { folder: '.well-known' } }];

export const GET: APIRoute = async ({ site: origin }) => {
  const site = siteContext(undefined, origin, import.meta.env);
  return new Response(securityTxt(await profileIn(site.locale), site));
};
