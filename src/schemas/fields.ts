import { z } from 'zod';
import { LOCALES } from './locale.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** A day of the calendar, without a time zone. */
export const Day = z
  .string('expected a day as YYYY-MM-DD, such as 2026-03-31')
  .regex(DAY, 'expected a day as YYYY-MM-DD, such as 2026-03-31')
  .refine((day) => !DAY.test(day) || isReal(day), 'expected a day that exists in the calendar')
  .meta({ title: 'a day: `2026-03-31`' });

function isReal(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

export const Month = z
  .string('expected a month as YYYY-MM, such as 2026-03')
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month as YYYY-MM, such as 2026-03')
  .meta({ title: 'a month: `2026-03`' });

/** Local wall-clock time; the time zone stands in a field of its own. */
export const LocalTime = z
  .string('expected a local time as YYYY-MM-DDTHH:MM, such as 2026-03-31T10:30')
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/,
    'expected a local time as YYYY-MM-DDTHH:MM, such as 2026-03-31T10:30',
  )
  .refine(
    (time) => !DAY.test(time.slice(0, 10)) || isReal(time.slice(0, 10)),
    'expected a day that exists in the calendar',
  )
  .meta({ title: 'a local time: `2026-03-31T10:30`' });

export const TimeZone = z
  .string('expected an IANA time zone, such as Europe/Berlin')
  .refine(isTimeZone, 'expected an IANA time zone, such as Europe/Berlin')
  .meta({ title: 'an IANA time zone: `Europe/Berlin`' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** An id that is also a folder or file name and part of a URL. */
export const Slug = z
  .string('expected lower-case letters, digits and hyphens')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters, digits and hyphens')
  .meta({ title: 'an id: lower-case letters, digits, hyphens' });

export const Text = z
  .string('expected a text')
  .trim()
  .min(1, 'expected a text, not an empty one')
  .meta({ title: 'a text' });

export const WebUrl = z
  .url({ protocol: /^https?$/, error: 'expected a whole URL, such as https://example.com/page' })
  .meta({ title: 'a whole URL' });

/** A path beside the file that names it, such as `./yard.jpg`. */
export const NearbyPath = z
  .string('expected a path that starts with `./`, such as ./yard.jpg')
  .regex(/^\.\/(?!.*\.\.)[^\\]+$/, 'expected a path that starts with `./`, such as ./yard.jpg')
  .meta({ title: 'a file beside this one: `./yard.jpg`' });

/** A file's own name, without a folder, such as `letter.eml`. */
export const FileName = z
  .string('expected a file name, such as letter.eml')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._+()@-]{0,199}$/u, 'expected a file name, such as letter.eml')
  .meta({ title: 'a file name: `letter.eml`' });

export const Sha256 = z
  .string('expected a SHA-256 as 64 hexadecimal digits')
  .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 as 64 lower-case hexadecimal digits')
  .meta({ title: 'a SHA-256: 64 hexadecimal digits' });

/** One text a language; at least one language. */
export function perLocale<T extends z.ZodType>(value: T) {
  return z
    .strictObject(
      Object.fromEntries(LOCALES.map((locale) => [locale, value.optional()])) as Record<
        (typeof LOCALES)[number],
        z.ZodOptional<T>
      >,
    )
    .refine((texts) => Object.values(texts).some((text) => text !== undefined), {
      message: 'expected a text for at least one of `en`, `ja`, `ru`',
    });
}
