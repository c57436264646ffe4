import { escapeHtml } from '../../bytes/escape-html.ts';
import { sayWithheld } from '../../disclosure/diagram-text.ts';
import type { Locale } from '../../schemas/locale.ts';
import { FIGURE_STRINGS } from '../figure-strings.ts';
import { STRINGS } from '../strings.ts';
import type { DrawnDiagram } from './draw.ts';

/** A diagram and what it is called. */
export interface TitledDiagram extends DrawnDiagram {
  readonly title: string;
}

/** Writes a diagram as a figure, and below it what it says, line by line. */
export function diagramHtml({ title, svg, words }: TitledDiagram, locale: Locale): string {
  const say = (text: string) => sayWithheld(text, (reason) => STRINGS[locale].bar[reason]);
  const named = escapeHtml(say(title));
  const items = words.map((line) => `<li>${escapeHtml(say(line))}</li>`);
  return [
    '<div class="diagram" data-unmarked><figure>',
    // Focusable, so that a keyboard can scroll what a phone is too narrow for.
    `<div class="pan" role="group" tabindex="0" aria-label="${named}">`,
    `${say(svg).replace('></title>', () => `>${named}</title>`)}</div>`,
    `<figcaption>${named}</figcaption></figure>`,
    `<details><summary lang="${locale}">${FIGURE_STRINGS[locale].inWords}</summary>`,
    `<ul>${items.join('')}</ul></details></div>`,
  ].join('');
}
