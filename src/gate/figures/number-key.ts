/** @returns the value of digits and a power of ten, exactly: `12e5`, without zeros at the ends of its digits. */
export function keyOf(digits: string, exponent: number): string {
  // Not by a pattern: at a million zeros before a one, `0+$` starts at each of them.
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  const kept = digits.slice(0, end).replace(/^0+/, '');
  return kept === '' ? '0e0' : `${kept}e${exponent + digits.length - end}`;
}

/** @param scale - a power of ten. */
export function times(key: string, scale: number): string {
  const [digits = '', exponent = '0'] = key.split('e');
  return `${digits}e${Number(exponent) + Math.round(Math.log10(scale))}`;
}

export function numberOf(key: string): number {
  return Number(key);
}
