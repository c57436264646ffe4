import { z } from 'zod';
import { NearbyPath, Slug, Text, TimeZone, WebUrl, perLocale } from './fields.ts';
import { LOCALES, Locale } from './locale.ts';

/** Who attests that a version of the ledger existed: asked by `npm run timestamp`, never by a build. */
export const Timestamps = z.strictObject({
  /** Time stamping authorities (RFC 3161). One that fails is a warning; none left is an error. */
  authorities: z
    .array(
      z.strictObject({
        id: Slug.describe("Part of the token's file name."),
        url: WebUrl.describe('Where it answers.'),
        root: NearbyPath.optional().describe(
          'Its root certificate as PEM, if it is not one that Node knows.',
        ),
      }),
    )
    .min(1)
    .describe(
      'Time stamping authorities (RFC 3161). One that fails is a warning; none left is an error.',
    ),
  calendars: z
    .array(WebUrl)
    .default([])
    .describe('OpenTimestamps calendars; none means no second witness.'),
  explorer: WebUrl.optional().describe(
    'An Esplora server that is asked for the headers of Bitcoin blocks.',
  ),
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
  certificate: NearbyPath.optional().describe(
    'Your own certificate and those between it and the issuer, as PEM. Its key is never there: `COLOPHON_CREDENTIAL_KEY` names the file that holds it. Left out, the seed issues a certificate.',
  ),
  digitalSourceType: z
    .enum(SOURCE_TYPES)
    .default('composite')
    .describe('How all pictures are said to have come to be; `composite` claims least.'),
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
  bios: z
    .strictObject({
      50: biography(50).describe('In about 50 words, or 120 characters of Japanese.'),
      100: biography(100).describe('In about 100 words, or 240 characters.'),
      250: biography(250).describe('In about 250 words, or 600 characters.'),
    })
    .describe('Who you are, in the third person, to be printed.'),
  introduction: perLocale(Text).describe('How a host may introduce you, to be read aloud.'),
  needs: perLocale(z.array(Text).min(1)).describe('What has to be there on the day.'),
  headshots: z
    .array(
      z.strictObject({
        src: NearbyPath.describe('The picture.'),
        alt: perLocale(Text).describe('What it shows, for those who cannot see it.'),
        credit: Text.optional().describe('Who took it.'),
      }),
    )
    .min(1)
    .describe('Portraits to download.'),
});

const YearOrMonth = z
  .string('expected a year or a month, such as 2019 or 2019-03')
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'expected a year or a month, such as 2019 or 2019-03')
  .meta({ title: "a year or a month in quotes: `'2019'`, `'2019-03'`" });

/**
 * A section of the CV, such as education. Public as it stands: a client under NDA has no place here,
 * and the gate looks for its name. Public works and talks are listed by the page itself.
 */
export const CvSection = z.strictObject({
  heading: perLocale(Text).describe('The heading of the section.'),
  entries: z
    .array(
      z
        .strictObject({
          from: YearOrMonth.optional().describe('Without one, the entry has no dates at all.'),
          to: YearOrMonth.optional().describe(
            'The last year or month, included; leave it out while it goes on.',
          ),
          what: perLocale(Text).describe('What it was, such as a degree.'),
          where: perLocale(Text).optional().describe('Where it was.'),
          text: perLocale(Text).optional().describe('A sentence or two about it.'),
        })
        .refine(({ from, to }) => to === undefined || (from !== undefined && to >= from), {
          path: ['to'],
          message: 'expected the same time as `from` or a later one',
        }),
    )
    .min(1)
    .describe('What stands under it, in the order it is printed.'),
});
export type CvSection = z.infer<typeof CvSection>;

const Languages = z
  .array(Locale)
  .min(1, 'expected one language at least')
  .refine((all) => new Set(all).size === all.length, 'expected each language once');

const ProfileFields = z.strictObject({
  name: perLocale(Text).describe('Your name as it is printed.'),
  tagline: perLocale(Text).describe(
    'The line under the name, such as "Backend engineer for logistics".',
  ),
  about: perLocale(Text).describe(
    'Two or three sentences for the About page; a blank line starts a new paragraph.',
  ),
  site: WebUrl.refine(
    (url) => /^https?:\/\/[^/?#]+\/?$/.test(url),
    'expected an address without a path, such as https://example.com: the path is the `base`',
  ).describe('Where the released site will be served, without a path.'),
  base: z
    .string()
    .regex(/^\/[\w/-]*$/, 'expected a path that starts with `/`, such as /portfolio')
    .meta({ title: 'a path: `/portfolio`' })
    .optional()
    .describe('The sub-path it is served under. Leave it out for the root.'),
  locale: Locale.describe('The language of `/`; the others live under `/ja/` and so on.'),
  languages: Languages.default([...LOCALES]).describe(
    'The languages the site is published in, in the order of the language switch; `locale` is one of them. All three if left out. A text in another language is shown where there is none in these.',
  ),
  email: z
    .email('expected an e-mail address')
    .meta({ title: 'an e-mail address' })
    .describe('Where a client writes to.'),
  location: perLocale(Text).optional().describe('Where you live, as you want it printed.'),
  timezone: TimeZone.describe(
    'Your own: embargoes of work without an agreement open at its midnight.',
  ),
  portrait: z
    .strictObject({
      src: NearbyPath.describe('The picture.'),
      alt: perLocale(Text).describe('What it shows, for those who cannot see it.'),
    })
    .optional()
    .describe('A portrait for the About page.'),
  links: z
    .array(
      z.strictObject({
        label: Text.describe('What the link says.'),
        url: WebUrl.describe('Where it leads.'),
      }),
    )
    .default([])
    .describe('Other pages of yours, printed with `rel="me"`.'),
  speaker: SpeakerKit.optional().describe(
    'What organisers of an event need. Without it there is no page for them.',
  ),
  cv: z
    .array(CvSection)
    .default([])
    .describe('What the About page says beyond works and talks; printed, it is a CV.'),
  timestamps: Timestamps.optional().describe(
    'Who attests that a version of the ledger existed. `npm run timestamp` asks them, no build does.',
  ),
  contentCredentials: z
    .union([z.boolean(), ContentCredentials])
    .default(false)
    .describe(
      'Signs marked PNG, JPEG, WebP, AVIF and PDF files with C2PA content credentials. Off by default: each grows by some 2 kB and says who signed it with what, and validators call the issuer unknown, unless the certificate is of one they know.',
    ),
  picturesUnread: Text.optional().describe(
    'Why the gate is not to read what pictures and pages of PDF files show, such as "drawn by me, holds no text". Every build prints it. Leave it out, and all of them are read.',
  ),
  ownDocuments: z
    .array(
      z
        .string()
        .regex(
          /^(?![./])(?!.*\/\.)[^\\]+\.pdf$/i,
          'expected a PDF by its place in public/, such as papers/tides.pdf',
        )
        .max(200)
        .meta({ title: 'a place in `public/`: `papers/tides.pdf`' }),
    )
    .default([])
    .describe(
      'PDF files of `public/` that you wrote: each carries a mark, and a credential where those are on. Others may be by somebody else and carry none. One that is signed stays as it is, and the build says so.',
    ),
  publicMetadata: z
    .enum(['clean', 'refuse'])
    .default('clean')
    .describe(
      'What becomes of Exif, XMP, comments and thumbnails in pictures of `public/`: `clean` takes them out without coding a pixel anew, `refuse` stops the release and leaves them to you.',
    ),
});

/** `content/profile.yaml`: who the author is and where the site lives. Everything here is public. */
export const Profile = ProfileFields.superRefine(({ locale, languages }, context) => {
  if (languages.includes(locale)) return;
  const published = languages.map((each) => `\`${each}\``).join(' or ');
  const message = `expected one of the \`languages\`: ${published}`;
  context.addIssue({ code: 'custom', path: ['locale'], message });
});
export type Profile = z.infer<typeof Profile>;

/** What of a profile says in which languages there are pages. */
export type SiteLanguages = Pick<Profile, 'locale' | 'languages'>;
