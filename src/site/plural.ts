import type { Locale } from '../schemas/locale.ts';

/**
 * Makes a text that agrees with a number: `#` stands for the number, and each plural category of
 * the language has a form of its own.
 *
 * @see Unicode Technical Standard 35, part 3, "Language Plural Rules".
 */
export function plural(
  locale: Locale,
  forms: Partial<Record<Intl.LDMLPluralRule, string>>,
): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  return (count) => {
    const form = forms[rules.select(count)] ?? forms.other ?? '';
    return form.replace('#', new Intl.NumberFormat(locale).format(count));
  };
}
