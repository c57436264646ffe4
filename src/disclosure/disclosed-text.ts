import type { Form } from '../schemas/agreement.ts';
import { FORMS } from '../schemas/agreement.ts';
import { REASONS } from '../schemas/level.ts';
import type { Reason } from '../schemas/level.ts';
import type { Disclosed } from '../schemas/public.ts';
import type { Problem } from './problem.ts';
import type { Viewpoint } from './viewpoint.ts';

// `{client}`, `{client:gen}`, `{F|38 %}`
const PLACEHOLDER = /\{(?:client(?::(?<form>[a-z]+))?|(?<reason>[A-Z])\|(?<text>[^{}]*))\}/g;

/** What a front matter text turns into, and what of it must not be public. */
export interface DisclosedText {
  readonly segments: Disclosed;
  readonly withheld: readonly string[];
}

/**
 * Resolves the placeholders of a front matter text.
 *
 * @param position - the number of the first bar in it, counted from 0 on its page.
 */
export function discloseText(text: string, view: Viewpoint, position = 0): DisclosedText {
  const segments: Disclosed = [];
  const withheld: string[] = [];
  let next = position;
  let end = 0;
  const bar = (reason: Reason) => segments.push({ withheld: reason, position: next++ });
  for (const match of text.matchAll(PLACEHOLDER)) {
    segments.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const { form, reason, text: inner } = match.groups ?? {};
    if (reason === undefined) {
      const client = view.client(isForm(form) ? form : 'nom');
      if (client === null) bar('N');
      else segments.push(client);
    } else if (isReason(reason) && !view.withheld.includes(reason)) {
      segments.push(inner ?? '');
    } else {
      // An unknown letter is a typing error that must not open anything.
      bar(isReason(reason) ? reason : 'T');
      withheld.push(inner ?? '');
    }
  }
  segments.push(text.slice(end));
  return { segments: joined(segments), withheld };
}

/** A bar would say that a name is withheld, where there is none. */
export const NO_CLIENT = {
  message: 'expected no client in a work that has none',
  hint: 'Say in the front matter whose work it was (`client`, or `nda` with an agreement), or leave it out.',
} as const;

/**
 * @param hasClient - whether the work was done for anybody.
 * @returns what is wrong with the placeholders of `text`; null if nothing is.
 */
export function placeholderProblem(
  text: string,
  hasClient: boolean,
): Pick<Problem, 'message' | 'hint'> | null {
  const message = misspelling(text);
  if (message !== null) return { message };
  const namesClient = [...text.matchAll(PLACEHOLDER)].some(
    ({ groups }) => groups?.['reason'] === undefined,
  );
  if (hasClient || !namesClient) return null;
  return { ...NO_CLIENT, message: `\`{client}\`: ${NO_CLIENT.message}` };
}

function misspelling(text: string): string | null {
  for (const { groups } of text.matchAll(PLACEHOLDER)) {
    if (groups?.['form'] !== undefined && !isForm(groups['form']))
      return `expected \`{client}\` with one of ${FORMS.join(', ')}`;
    if (groups?.['reason'] !== undefined && !isReason(groups['reason']))
      return `expected one of ${REASONS.join(', ')} before the \`|\``;
  }
  return /[{}]/.test(text.replaceAll(PLACEHOLDER, ''))
    ? 'expected braces only as `{client}` or `{F|figure}`'
    : null;
}

function joined(segments: Disclosed): Disclosed {
  const result: Disclosed = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (segment === '') continue;
    if (typeof segment === 'string' && typeof last === 'string')
      result[result.length - 1] = last + segment;
    else result.push(segment);
  }
  return result;
}

function isForm(value: string | undefined): value is Form {
  return FORMS.some((form) => form === value);
}

function isReason(value: string): value is Reason {
  return REASONS.some((reason) => reason === value);
}
