import { fromBase64url } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { openEgg } from '../marks/egg.ts';
import type { OpenedEgg } from '../marks/egg.ts';
import type { EggWords, PageEggWords } from '../site/egg-words.ts';
import { make } from './make.ts';

/** The outline of a seal, seven by seven; it is filled only where a signature was verified. */
export function eggGlyph(): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 7 7');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute(
    'd',
    'M0 0h7v7H0zM1 1v5h5V1zM2 2h1v1H2zM4 2h1v1H4zM3 3h1v1H3zM2 4h1v1H2zM4 4h1v1H4z',
  );
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/** Asks for the phrase and shows what it opens. Sends nothing, stores nothing. */
export function eggForm(sealed: string, words: EggWords): HTMLFormElement {
  const input = make('input', {
    type: 'text',
    required: true,
    autocomplete: 'off',
    spellcheck: false,
  });
  input.autocapitalize = 'off';
  const label = make('label', {}, words.phrase, input);
  const button = make('button', { type: 'submit' }, words.open);
  const status = make('div', { role: 'status', tabIndex: -1 });
  const element = make('form', {}, label, button, status);
  const submit = async () => {
    if (element.ariaBusy === 'true') return;
    element.ariaBusy = 'true';
    status.replaceChildren(words.opening);
    status.replaceChildren(...(await answer(sealed, input.value, words)));
    element.ariaBusy = 'false';
    if (!status.querySelector('blockquote')) return;
    label.remove();
    button.remove();
    status.focus();
  };
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return element;
}

async function answer(sealed: string, phrase: string, words: EggWords): Promise<(Node | string)[]> {
  if (!globalThis.crypto?.subtle) return [words.unable];
  const egg = await openEgg(sealed, phrase);
  if (egg.status === 'wrong-phrase') return [words.wrong];
  return egg.status === 'opened' ? eggNote(egg, words) : [words.broken];
}

/** What an opened egg says, and whether the signature under it holds. */
export async function eggNote(
  { statement, isSigned }: OpenedEgg & { status: 'opened' },
  words: PageEggWords,
): Promise<Node[]> {
  const signature = isSigned === null ? words.unchecked : isSigned ? words.verified : words.forged;
  const verdict = make('p', {}, signature);
  verdict.dataset['signed'] = String(isSigned);
  const date = statement.date ? `, ${statement.date}` : '';
  return [
    make('blockquote', {}, statement.statement),
    make('p', {}, `${words.signer} ${statement.name}${date}`),
    verdict,
    make('p', {}, `${words.key} `, make('code', {}, await fingerprint(statement.key))),
  ];
}

/** As in the author's public document, so that the two can be compared. */
async function fingerprint(key: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', fromBase64url(key) ?? new Uint8Array());
  return toHex(new Uint8Array(hash)).replace(/.{8}(?!$)/g, '$&-');
}
