import { defineCollection } from 'astro:content';
import type { SchemaContext } from 'astro:content';
import { z } from 'zod';
import { disclosingLoader } from './integrations/loader.ts';
import {
  PublicCaseStudy,
  PublicDeck,
  PublicProfile,
  PublicRecording,
  PublicTalk,
} from './schemas/public.ts';
import { PublicShare } from './schemas/public-share.ts';

const picture = ({ image }: SchemaContext) =>
  z.strictObject({ src: image(), alt: z.string() }).nullable();

const speakerKit = ({ image }: SchemaContext) => {
  const kit = PublicProfile.shape.speaker.unwrap();
  return kit.extend({ headshots: z.array(kit.shape.headshots.element.extend({ src: image() })) });
};

export const collections = {
  caseStudies: defineCollection({
    loader: disclosingLoader('caseStudies'),
    schema: (context) => PublicCaseStudy.extend({ cover: picture(context) }),
  }),
  talks: defineCollection({
    loader: disclosingLoader('talks'),
    schema: ({ image }) =>
      PublicTalk.extend({
        photos: z.array(PublicTalk.shape.photos.element.extend({ src: image() })),
        recording: PublicRecording.extend({ poster: image() }).nullable(),
      }),
  }),
  decks: defineCollection({
    loader: disclosingLoader('decks'),
    schema: ({ image }) =>
      PublicDeck.extend({
        pages: z.array(PublicDeck.shape.pages.element.extend({ src: image() })),
      }),
  }),
  shares: defineCollection({ loader: disclosingLoader('shares'), schema: PublicShare }),
  profile: defineCollection({
    loader: disclosingLoader('profile'),
    schema: (context) =>
      PublicProfile.extend({
        portrait: picture(context),
        speaker: speakerKit(context).nullable(),
      }),
  }),
};
