import { getCollection } from 'astro:content';

/** @returns whether any talk is public: else nothing on the site speaks of talks. */
export async function hasTalks(): Promise<boolean> {
  return (await getCollection('talks')).length > 0;
}
