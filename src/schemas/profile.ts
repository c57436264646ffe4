import { z } from 'zod';
import { NearbyPath, Slug, Text, TimeZone, WebUrl, perLocale } from './fields.ts';
import { LOCALES, Locale } from './locale.ts';

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

/** How long a biography is to be, by what organisers ask for. */
export const BIO_WORDS = [50, 100, 250] as const;

/**
 * Characters of a Japanese biography for each word of an English one: 50 words fill the place of
 * some 120 characters.
 */
const CHARACTERS_A_WORD = 2.4;

/** A biography may be shorter or longer by so much. */
const TOLERANCE = 0.15;

/** @returns how long a biography is in words, or in characters where words are not set apart. */
export function bioLength(text: string, locale: Locale): number {
  const signs = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return locale === 'ja' ? signs : (text.match(/\p{L}[\p{L}\p{N}’'-]*|\p{N}+/gu)?.length ?? 0);
}

/** @returns the length a biography is to have in a language, in words or characters. */
export function bioTarget(words: (typeof BIO_WORDS)[number], locale: Locale): number {
  return locale === 'ja' ? Math.round(words * CHARACTERS_A_WORD) : words;
}

function biography(words: (typeof BIO_WORDS)[number]) {
  return perLocale(Text).superRefine((texts, context) => {
    for (const locale of LOCALES) {
      const text = texts[locale];
      if (text === undefined) continue;
      const target = bioTarget(words, locale);
      const length = bioLength(text, locale);
      if (Math.abs(length - target) <= target * TOLERANCE) continue;
      const unit = locale === 'ja' ? 'characters' : 'words';
      const message = `expected about ${target} ${unit}, give or take 15 %, got ${length}`;
      context.addIssue({ code: 'custom', path: [locale], message });
    }
  });
}

/** What organisers of an event need: printed on the page of the speaker kit. */
const SpeakerKit = z.strictObject({
  /** Biographies in the third person, of about 50, 100 and 250 words. */
  bios: z.strictObject({ 50: biography(50), 100: biography(100), 250: biography(250) }),
  /** How a host may introduce the author, to be read aloud. */
  introduction: perLocale(Text),
  /** What has to be there on the day, an item each. */
  needs: perLocale(z.array(Text).min(1)),
  /** Portraits to download. */
  headshots: z
    .array(z.strictObject({ src: NearbyPath, alt: perLocale(Text), credit: Text.optional() }))
    .min(1),
});

const YearOrMonth = z
  .string('expected a year or a month, such as 2019 or 2019-03')
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'expected a year or a month, such as 2019 or 2019-03');

/**
 * A section of the CV, such as education. Public as it stands: a client under NDA has no place here,
 * and the gate looks for its name. Public works and talks are listed by the page itself.
 */
export const CvSection = z.strictObject({
  heading: perLocale(Text),
  entries: z
    .array(
      z
        .strictObject({
          /** Without one, the entry has no dates at all. */
          from: YearOrMonth.optional(),
          /** The last year or month, included; leave it out while it goes on. */
          to: YearOrMonth.optional(),
          what: perLocale(Text),
          where: perLocale(Text).optional(),
          text: perLocale(Text).optional(),
        })
        .refine(({ from, to }) => to === undefined || (from !== undefined && to >= from), {
          path: ['to'],
          message: 'expected the same time as `from` or a later one',
        }),
    )
    .min(1),
});
export type CvSection = z.infer<typeof CvSection>;

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
  /** Without it there is no speaker kit. */
  speaker: SpeakerKit.optional(),
  /** What the About page says beyond works and talks; printed, it is a CV. */
  cv: z.array(CvSection).default([]),
  timestamps: Timestamps.optional(),
  /**
   * Signs marked PNG, JPEG, WebP, AVIF and PDF files with C2PA content credentials. Off by default: each
   * grows by some 2 kB and says who signed it with what, and validators call the signature that of
   * an unknown issuer, unless the author has a certificate of one they know.
   */
  contentCredentials: z.union([z.boolean(), ContentCredentials]).default(false),
  /**
   * Why the gate is not to read what pictures show, such as "drawn by me, holds no text". Every
   * build prints it. Leave it out, and all pictures are read.
   */
  picturesUnread: Text.optional(),
  /**
   * What becomes of Exif, XMP, comments, thumbnails and the like in pictures of `public/`. `clean` takes
   * them out, without coding a pixel anew; `refuse` stops the release and leaves them to you.
   */
  publicMetadata: z.enum(['clean', 'refuse']).default('clean'),
});
export type Profile = z.infer<typeof Profile>;
