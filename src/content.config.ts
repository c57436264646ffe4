import { defineCollection } from 'astro:content';
import type { SchemaContext } from 'astro:content';
import { z } from 'zod';
import { disclosingLoader } from './integrations/loader.ts';
import { PublicCaseStudy, PublicProfile, PublicTalk } from './schemas/public.ts';

const picture = ({ image }: SchemaContext) =>
  z.strictObject({ src: image(), alt: z.string() }).nullable();

export const collections = {
  caseStudies: defineCollection({
    loader: disclosingLoader('caseStudies'),
    schema: (context) => PublicCaseStudy.extend({ cover: picture(context) }),
  }),
  talks: defineCollection({ loader: disclosingLoader('talks'), schema: PublicTalk }),
  profile: defineCollection({
    loader: disclosingLoader('profile'),
    schema: (context) => PublicProfile.extend({ portrait: picture(context) }),
  }),
};
