import { openEgg } from '../marks/egg.ts';
import type { PageEggWords } from '../site/egg-words.ts';
import { eggNote } from './egg-form.ts';
import { make } from './make.ts';

// An egg in a page that belongs to somebody else: one classic script, which shows nothing until
// somebody types the phrase and then Enter, outside of any field. Where the page has an element
// `colophon-egg`, a small seal stands there that can be reached with the keyboard.
// It keeps nothing, sends nothing, stops no event, and leaves the page's own elements alone.

interface PageEgg {
  readonly sealed: string;
  readonly lang: string;
  readonly words: PageEggWords;
}

/** What is put here when the egg is made is an object in the place of this text. */
const { sealed, lang, words } = 'colophon:egg' as unknown as PageEgg;

/** A phrase is longer; so that nobody's Enter costs anything. */
const MIN_LENGTH = 8;
const MAX_LENGTH = 300;
const PAUSE_MS = 10_000;

// Not an attribute or an element: those would need a looser policy than the page may have.
const style = new CSSStyleSheet();
style.replaceSync(
  'dialog{background:Canvas;border:1px solid;color:CanvasText;color-scheme:light dark;' +
    'font:1rem/1.5 system-ui,sans-serif;max-width:32rem;overflow-wrap:anywhere;padding:1.5rem}' +
    'button,input{font:inherit;margin:0 .5rem .5rem 0;min-height:2.75rem;min-width:2.75rem}' +
    'blockquote{margin:0 0 1rem;white-space:pre-line}label{display:block}' +
    ':host(colophon-egg) button{background:none;border:0;color:inherit}',
);

let typed = '';
let last = 0;

addEventListener('keydown', (event) => {
  const { key, timeStamp } = event;
  if (event.ctrlKey || event.metaKey || event.isComposing || isField(event)) return;
  if (timeStamp - last > PAUSE_MS || key === 'Escape') typed = '';
  last = timeStamp;
  if (key === 'Backspace') typed = typed.slice(0, -1);
  else if (key.length === 1) typed = (typed + key).slice(-MAX_LENGTH);
  else if (key === 'Enter') void attempt();
});

/** What is typed into a field is none of ours. */
function isField(event: Event): boolean {
  const target = event.composedPath()[0];
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input,textarea,select'))
  );
}

async function attempt(): Promise<void> {
  const phrase = typed;
  typed = '';
  const note = await open(phrase);
  if (note) show(...note);
}

/** @returns what the egg says; null if the phrase does not open it, or this page is not secure. */
async function open(phrase: string): Promise<readonly Node[] | null> {
  if (phrase.length < MIN_LENGTH || !globalThis.isSecureContext) return null;
  const egg = await openEgg(sealed, phrase);
  return egg.status === 'opened' ? eggNote(egg, words) : null;
}

function show(...content: readonly Node[]): void {
  const close = make('button', { textContent: words.close });
  const dialog = make('dialog', { ariaLabel: words.name }, ...content, close);
  const host = make('div', { lang });
  shadowOf(host, dialog);
  close.onclick = () => dialog.close();
  dialog.onclose = () => host.remove();
  document.documentElement.append(host);
  dialog.showModal();
}

function shadowOf(host: HTMLElement, child: Node): void {
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [style];
  root.append(child);
}

function ask(): HTMLFormElement {
  const input = make('input', {
    autofocus: true,
    required: true,
    autocomplete: 'off',
    spellcheck: false,
  });
  const status = make('div', { role: 'status' });
  const button = make('button', { textContent: words.open });
  const form = make(
    'form',
    { tabIndex: -1 },
    make('label', {}, words.phrase, ' ', input),
    button,
    status,
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    status.textContent = words.opening;
    const note = await open(input.value);
    status.textContent = globalThis.isSecureContext ? words.wrong : words.unable;
    if (!note) return;
    form.replaceChildren(...note);
    form.focus();
  };
  return form;
}

class Seal extends HTMLElement {
  constructor() {
    super();
    const button = make('button', { textContent: '¶', ariaLabel: words.name });
    button.onclick = () => show(ask());
    shadowOf(this, button);
  }
}

if (!customElements.get('colophon-egg')) customElements.define('colophon-egg', Seal);
