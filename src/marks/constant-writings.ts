/** What can be derived for a programmer to write into code. */
export type ConstantKind = 'uuid' | 'color' | 'bezier' | 'integer';

/**
 * Finds everything in a text that could be a constant of a kind, in the writings that formatters and
 * minifiers give it. Never throws; the time grows with the length of the text.
 *
 * @returns different constants in the writing of `deriveConstant`, wherever they stand.
 */
export function candidatesIn(text: string, kind: ConstantKind): ReadonlySet<string> {
  return new Set(READERS[kind](text));
}

const READERS: Readonly<Record<ConstantKind, (text: string) => readonly string[]>> = {
  uuid: readUuids,
  color: readColors,
  bezier: readCurves,
  integer: readIntegers,
};

const UUID =
  /(?<!\w)(?:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?!-?\w)|[\da-f]{32}(?!\w))/gi;

function readUuids(text: string): readonly string[] {
  return [...text.matchAll(UUID)].map(([found]) => writeUuid(found.replaceAll('-', '')));
}

/** @param hex - 32 digits. */
export function writeUuid(hex: string): string {
  return hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

// The longer first. With an opacity it is still the colour. In a `data:` address # is %23.
const HEX_COLOR = /(?<![\w&#])(?:#|%23)(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{4}|[\da-f]{3})(?![\w-])/gi;
const RGB_COLOR =
  /(?<![\w-])rgba?\(\s{0,9}(\d{1,3})(?:\s{1,9}|\s{0,9},\s{0,9})(\d{1,3})(?:\s{1,9}|\s{0,9},\s{0,9})(\d{1,3})(?=\s{0,9}[),/])/gi;

function readColors(text: string): readonly string[] {
  const hex = [...text.matchAll(HEX_COLOR)].map(([found]) =>
    longColor(found.replace(/^(?:#|%23)/, '')),
  );
  const channels = [...text.matchAll(RGB_COLOR)].map((match) => match.slice(1).map(Number));
  // Scripts give drawing libraries 0xaabbcc, and minifiers write that as 11189196.
  const numbers = readIntegers(text).map(Number);
  return [
    ...hex,
    ...channels.filter((each) => each.every((channel) => channel < 256)).map(writeColor),
    ...numbers
      .filter((number) => number > 0xffff && number <= 0xffffff)
      .map((number) => writeColor([number >> 16, (number >> 8) & 255, number & 255])),
  ];
}

function longColor(hex: string): string {
  const digits = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex;
  return `#${digits.slice(0, 6).toLowerCase()}`;
}

/** @param channels - red, green and blue, each at most 255. */
export function writeColor(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

const SHARE = String.raw`[\s_]{0,9}(\+?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:e-?\d{1,3})?)[\s_]{0,9}`;
const SHARES = Array.from({ length: 4 }, () => SHARE).join(',');
const CURVE = new RegExp(
  String.raw`(?<![\w-])cubic-bezier\(${SHARES}\)|\[${SHARES},?\s{0,9}\]`,
  'gi',
);

function readCurves(text: string): readonly string[] {
  return [...text.matchAll(CURVE)].map((match) =>
    writeCurve(
      match
        .slice(1)
        .filter((share) => share !== undefined)
        .map(Number),
    ),
  );
}

/** @param shares - x and y of the first handle, then of the second. */
export function writeCurve(shares: readonly number[]): string {
  return `cubic-bezier(${shares.join(', ')})`;
}

const NUMBER =
  /(?<![\w.$#\\])(?:0(?:x[\da-f]+(?:_[\da-f]+)*|b[01]+|o[0-7]+)|(?!0\d)\d+(?:_\d+)*(?:\.\d*)?(?:e\+?\d{1,2})?)n?(?![\w$]|\.\d)/gi;

function readIntegers(text: string): readonly string[] {
  return [...text.matchAll(NUMBER)].flatMap(({ 0: found, index }) => {
    const value = Number(found.replace(/_|n$/g, ''));
    if (!Number.isSafeInteger(value)) return [];
    // After an operand it is a subtraction, or the hyphen of a name; after a space it may be either.
    const hasSign = /(?<![\w)\]])-$/.test(text.slice(Math.max(0, index - 2), index));
    return hasSign ? [String(value), String(0 - value)] : [String(value)];
  });
}
