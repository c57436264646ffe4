/** A telephone number in digits. */
export interface PhoneNumber {
  /** Of the country; null if it is not told. */
  readonly country: string | null;
  /** What follows it, without the `0` or `8` with which it is dialled within the country. */
  readonly national: string;
  /** Whether it begins as nothing but a telephone number does. */
  readonly isDialled: boolean;
}

const LEAST = 7;
/** ITU-T E.164 §6.1. */
const MOST = 15;
const WRITTEN =
  /^(?:(?:tel|phone|mobile|fax|тел|телефон|電話)[.:\s]*)?((?:\+|00)?)\s?(\d[\d\s()./·‐‑–−-]{5,30}\d)$/iu;
/** Codes of countries with one and two digits; all others have three (ITU-T E.164, list of assigned codes). */
const SHORT_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** @returns null if it is no telephone number, nor another one of as many digits, such as an account's. */
export function readPhoneNumber(writing: string): PhoneNumber | null {
  const [, prefix = '', written = ''] = WRITTEN.exec(writing.normalize('NFKC').trim()) ?? [];
  // `+49 (0)40`: not dialled from abroad.
  const digits = written.replace(prefix === '' ? '' : /\(0\)/, '').replace(/\D/g, '');
  if (digits.length < LEAST || digits.length > MOST) return null;
  if (prefix === '') {
    const isDialled = digits.startsWith('0') && !/[.]/.test(written) && digits.length > 8;
    return { country: null, national: digits, isDialled };
  }
  const country = SHORT_CODE.exec(digits)?.[0] ?? digits.slice(0, 3);
  return { country, national: digits.slice(country.length), isDialled: true };
}
