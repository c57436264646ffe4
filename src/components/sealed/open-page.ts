import { Decrypter } from 'age-encryption';
import { unpackSealed } from '../../release/sealed-container.ts';
import type { SealedContent } from '../../release/sealed-container.ts';

type Said = 'opening' | 'wrong' | 'gone' | 'noKey';

/** Opens a sealed page with the key from the link, in this browser: nothing is sent anywhere. */
class SealedPage extends HTMLElement {
  connectedCallback(): void {
    const form = this.piece<HTMLFormElement>('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.open(this.piece<HTMLInputElement>('input').value);
    });
    // Whoever pastes the whole link over this one gets no new page.
    addEventListener('hashchange', () => void this.open(location.hash));
    void this.open(location.hash);
  }

  private async open(given: string): Promise<void> {
    const key = given.replace(/^.*#/s, '').replaceAll(/[\s-]/g, '').toLowerCase();
    if (key === '') return this.ask('noKey');
    keepInLanguages(key);
    this.say('opening');
    const file = await fetch(this.dataset['file'] ?? '').catch(() => null);
    if (!file?.ok) return this.say('gone');
    const content = await unseal(new Uint8Array(await file.arrayBuffer()), key);
    if (content) this.show(content);
    else this.ask('wrong');
  }

  private say(what: Said): void {
    this.piece('[data-status]').textContent = this.dataset[what] ?? '';
  }

  private ask(what: Said): void {
    this.say(what);
    this.piece('form').hidden = false;
  }

  private show({ title, lang, html, files, fonts }: SealedContent): void {
    const content = this.piece('[data-content]');
    for (const { family, style, weight, ranges, bytes } of fonts) {
      const descriptors = { style, weight, unicodeRange: ranges };
      document.fonts.add(new FontFace(family, new Uint8Array(bytes), descriptors));
    }
    // Written by the author and sealed; the policy of the page lets no script in it run.
    content.innerHTML = html;
    content.lang = lang;
    const urls = files.map(({ bytes, type }) =>
      URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type })),
    );
    for (const element of content.querySelectorAll<HTMLElement>('[data-sealed]')) {
      const url = urls[Number(element.dataset['sealed'])] ?? '';
      if (element instanceof HTMLImageElement) element.src = url;
      if (element instanceof HTMLAnchorElement) element.href = url;
    }
    for (const place of content.querySelectorAll<HTMLElement>('[data-bar]')) this.putBar(place);
    this.piece('[data-shell]').hidden = true;
    this.piece('[data-opened]').hidden = false;
    document.title = title;
  }

  private putBar(place: HTMLElement): void {
    const { bar = '', position } = place.dataset;
    const kind = place instanceof HTMLDivElement ? `${bar}-block` : bar;
    const template = this.querySelector<HTMLTemplateElement>(`[data-bar-of="${kind}"]`);
    const copy = template?.content.firstElementChild?.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return;
    copy.classList.replace('w0', `w${Number(position) % 5}`);
    place.replaceWith(copy);
  }

  private piece<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`sealed page: no ${selector}`);
    return found;
  }
}

/** The page in another language opens with the same key; a fragment is sent to nobody. */
function keepInLanguages(key: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('header a[hreflang]'))
    link.hash = key;
}

/** @returns null if the key is another one. */
async function unseal(file: Uint8Array, key: string): Promise<SealedContent | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(key);
  try {
    return unpackSealed(await decrypter.decrypt(file));
  } catch {
    return null;
  }
}

customElements.define('colophon-sealed', SealedPage);
