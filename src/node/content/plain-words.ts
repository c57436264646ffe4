/** What the schema library says by itself, and how it is said to an author. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^expected array$/, 'expected a list, such as [one, another]'],
  [/^expected object$/, 'expected fields below it, or in {}'],
  [/^expected number$/, 'expected a number, without quotes'],
  [/^expected int$/, 'expected a whole number'],
  [/^expected boolean$/, 'expected `true` or `false`'],
  [/^expected string$/, 'expected a text'],
  [/^Too small: expected array to have >=1 items$/, 'expected at least one'],
  [/^Too small: expected number to be >=(\d+)$/, 'expected $1 or more'],
  [/^Too big: expected number to be <=(\d+)$/, 'expected $1 or less'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'expected $1 characters or fewer'],
];

/** @returns the message of a schema in the words of an author, who knows no JavaScript. */
export function plainWords(message: string): string {
  const said = message.replace(/^Invalid input: /, '').replace(/, received .*$/, '');
  const known = WORDS.find(([pattern]) => pattern.test(said));
  if (known) return said.replace(...known);
  return said.replace(/^Invalid option: expected one of (.*)$/, (_all, options: string) => {
    const names = options.split('|').map((name) => name.replaceAll('"', '`'));
    return `expected one of ${names.join(', ')}`;
  });
}
