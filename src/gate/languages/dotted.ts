/**
 * @param forms - abbreviations without their dots: as a pattern that takes them with dots as well, and any space or
 *   commas between their words.
 */
export function dotted(forms: string): string {
  return forms.replace(/(?<!\\)\p{L}/gu, '$&\\.?').replaceAll(' ', '[\\s,]*');
}
