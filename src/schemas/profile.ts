import { z } from 'zod';
import { NearbyPath, Slug, Text, TimeZone, WebUrl, perLocale } from './fields.ts';
import { Locale } from './locale.ts';

/** Who attests that a version of the ledger existed: asked by `npm run timestamp`, never by a build. */
export const Timestamps = z.strictObject({
  /** Time stamping authorities (RFC 3161). One that fails is a warning; none left is an error. */
  authorities: z
    .array(
      z.strictObject({
        /** Part of the token's file name. */
        id: Slug,
        url: WebUrl,
        /** Its root certificate as PEM, beside profile.yaml, if it is not one that Node knows. */
        root: NearbyPath.optional(),
      }),
    )
    .min(1),
  /** OpenTimestamps calendars; none means no second witness. */
  calendars: z.array(WebUrl).default([]),
  /** An Esplora server that is asked for the headers of Bitcoin blocks. */
  explorer: WebUrl.optional(),
});
export type Timestamps = z.infer<typeof Timestamps>;

/** How a picture came to be: words of the IPTC's list of digital source types. */
export const SOURCE_TYPES = [
  'digitalCapture',
  'computationalCapture',
  'digitalCreation',
  'dataDrivenMedia',
  'screenCapture',
  'humanEdits',
  'composite',
  'compositeCapture',
  'algorithmicMedia',
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
] as const;

export const ContentCredentials = z.strictObject({
  /**
   * The author's own certificate and those between it and the issuer, as PEM, beside profile.yaml.
   * Its key is never there: `COLOPHON_CREDENTIAL_KEY` names the file that holds it. Left out, the
   * seed issues a certificate.
   */
  certificate: NearbyPath.optional(),
  /** What is said of all pictures; `composite` claims least. */
  digitalSourceType: z.enum(SOURCE_TYPES).default('composite'),
});
export type ContentCredentials = z.infer<typeof ContentCredentials>;

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
  timestamps: Timestamps.optional(),
  /**
   * Signs marked PNG, JPEG and WebP images as C2PA content credentials. Off by default: each image
   * grows by some 2 kB and says who signed it with what, and validators call the signature that of
   * an unknown issuer, unless the author has a certificate of one they know.
   */
  contentCredentials: z.union([z.boolean(), ContentCredentials]).default(false),
});
export type Profile = z.infer<typeof Profile>;
