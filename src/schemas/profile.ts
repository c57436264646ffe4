import { z } from 'zod';
import { NearbyPath, Text, TimeZone, WebUrl, perLocale } from './fields.ts';
import { Locale } from './locale.ts';

/** `content/profile.yaml`: who the author is and where the site lives. Everything here is public. */
export const Profile = z.strictObject({
  /** The author's name as it is printed, a spelling a language if they differ. */
  name: perLocale(Text),
  /** The line under the name, such as "Backend engineer for logistics". */
  tagline: perLocale(Text),
  /** Two or three sentences for the About page; a blank line starts a new paragraph. */
  about: perLocale(Text),
  /** Where the released site will be served, without a path. */
  site: WebUrl,
  /** The sub-path it is served under, such as `/portfolio`; leave out for the root. */
  base: z
    .string()
    .regex(/^\/[\w/-]*$/, 'expected a path that starts with `/`, such as /portfolio')
    .optional(),
  /** The language of `/`; the others live under `/ja/` and so on. */
  locale: Locale,
  /** Where a client writes to. Published as it is. */
  email: z.email('expected an e-mail address'),
  location: perLocale(Text).optional(),
  /** The author's own time zone: embargoes of work without an agreement open at its midnight. */
  timezone: TimeZone,
  /** A portrait, beside profile.yaml. */
  portrait: z.strictObject({ src: NearbyPath, alt: perLocale(Text) }).optional(),
  /** Other pages of the author, printed with rel="me". */
  links: z.array(z.strictObject({ label: Text, url: WebUrl })).default([]),
});
export type Profile = z.infer<typeof Profile>;
