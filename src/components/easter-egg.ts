import { fromBase64url } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { openEgg } from '../marks/egg.ts';
import type { OpenedEgg } from '../marks/egg.ts';
import { make } from './make.ts';

// `colophon-egg`: asks for a phrase and shows what it opens. Sends nothing, stores nothing.

const WORDS = {
  en: {
    name: 'A sealed note by the author',
    phrase: 'Secret phrase',
    open: 'Open',
    opening: 'Trying the phrase…',
    wrong: 'That is not the phrase. Spelling counts; capitals and spaces do not.',
    broken: 'This note is damaged and cannot be opened.',
    unable: 'This browser cannot open it here: it needs a secure connection (https).',
    signer: 'Signed by',
    verified: 'Signature verified in this browser.',
    forged: 'The signature is not valid. Do not trust this note.',
    unchecked: 'The signature could not be checked in this browser.',
    key: 'Key',
  },
  ja: {
    name: '作者が封じた覚え書き',
    phrase: '合言葉',
    open: '開く',
    opening: '合言葉を確かめています…',
    wrong: '合言葉が違います。つづりは区別しますが、大文字と空白は区別しません。',
    broken: 'この覚え書きは壊れていて開けません。',
    unable: 'この環境では開けません。安全な接続（https）が必要です。',
    signer: '署名者',
    verified: 'このブラウザーで署名を検証しました。',
    forged: '署名が正しくありません。この覚え書きを信用しないでください。',
    unchecked: 'このブラウザーでは署名を確認できませんでした。',
    key: '鍵',
  },
  ru: {
    name: 'Запечатанная записка автора',
    phrase: 'Секретная фраза',
    open: 'Открыть',
    opening: 'Проверяю фразу…',
    wrong: 'Фраза не та. Важно написание; регистр и пробелы не важны.',
    broken: 'Записка повреждена, открыть её нельзя.',
    unable: 'Этот браузер не может открыть записку здесь: нужно защищённое соединение (https).',
    signer: 'Подпись:',
    verified: 'Подпись проверена в этом браузере.',
    forged: 'Подпись недействительна. Не доверяйте этой записке.',
    unchecked: 'Проверить подпись в этом браузере не удалось.',
    key: 'Ключ',
  },
} as const;
type Words = (typeof WORDS)[keyof typeof WORDS];

class ColophonEgg extends HTMLElement {
  connectedCallback(): void {
    const sealed = this.dataset['sealed'];
    // Before a release there is nothing in it, and nothing to show.
    if (sealed) this.replaceChildren(disclosure(sealed, wordsFor(this), this.dataset['label']));
  }
}

function wordsFor(element: Element): Words {
  const lang = element.closest('[lang]')?.getAttribute('lang')?.slice(0, 2) ?? 'en';
  return lang === 'ja' || lang === 'ru' ? WORDS[lang] : WORDS.en;
}

function disclosure(sealed: string, words: Words, label: string | undefined): HTMLElement {
  const summary = make('summary', { title: label ?? words.name });
  summary.setAttribute('aria-label', label ?? words.name);
  summary.append(glyph());
  const details = make('details', {}, summary, form(sealed, words));
  details.addEventListener('toggle', () => details.open && details.querySelector('input')?.focus());
  return details;
}

/** The outline of a seal, seven by seven; it is filled only where a signature was verified. */
function glyph(): SVGSVGElement {
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

function form(sealed: string, words: Words): HTMLFormElement {
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

async function answer(sealed: string, phrase: string, words: Words): Promise<(Node | string)[]> {
  if (!globalThis.crypto?.subtle) return [words.unable];
  const egg = await openEgg(sealed, phrase);
  if (egg.status === 'wrong-phrase') return [words.wrong];
  return egg.status === 'opened' ? note(egg, words) : [words.broken];
}

async function note(
  { statement, isSigned }: OpenedEgg & { status: 'opened' },
  words: Words,
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

if (!customElements.get('colophon-egg')) customElements.define('colophon-egg', ColophonEgg);
