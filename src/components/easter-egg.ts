import { eggForm, eggGlyph } from './egg-form.ts';
import { EGG_WORDS } from '../site/egg-words.ts';
import type { EggWords } from '../site/egg-words.ts';
import { make } from './make.ts';

// `colophon-egg`: asks for a phrase and shows what it opens. Sends nothing, stores nothing.

class ColophonEgg extends HTMLElement {
  connectedCallback(): void {
    const sealed = this.dataset['sealed'];
    // Before a release there is nothing in it, and nothing to show.
    if (sealed) this.replaceChildren(disclosure(sealed, wordsFor(this), this.dataset['label']));
  }
}

function wordsFor(element: Element): EggWords {
  const lang = element.closest('[lang]')?.getAttribute('lang')?.slice(0, 2) ?? 'en';
  return lang === 'ja' || lang === 'ru' ? EGG_WORDS[lang] : EGG_WORDS.en;
}

function disclosure(sealed: string, words: EggWords, label: string | undefined): HTMLElement {
  const summary = make('summary', { title: label ?? words.name });
  summary.setAttribute('aria-label', label ?? words.name);
  summary.append(eggGlyph());
  const details = make('details', {}, summary, eggForm(sealed, words));
  details.addEventListener('toggle', () => details.open && details.querySelector('input')?.focus());
  return details;
}

if (!customElements.get('colophon-egg')) customElements.define('colophon-egg', ColophonEgg);
