/** The part of pagefind's interface that is used here. */
interface Pagefind {
  options(options: { baseUrl: string }): Promise<void>;
  search(query: string): Promise<{ results: { data(): Promise<Page> }[] }>;
}

interface Page {
  readonly url: string;
  /** HTML made by pagefind: escaped text with `<mark>` around what was found. */
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
}

const SHOWN = 20;

/** Search on the page: loads the index at the first question, and tells a screen reader how many pages were found. */
class SiteSearch extends HTMLElement {
  private pagefind: Promise<Pagefind> | null = null;
  /** Counts questions, so that a slow answer to an old one is not shown. */
  private asked = 0;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (!form || !input) return;
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      // So that the way back from a result leads to the results.
      history.replaceState(null, '', `?${new URLSearchParams({ q: input.value })}`);
      void this.ask(input.value);
    });
    if (input.value) void this.ask(input.value);
  }

  private async ask(query: string): Promise<void> {
    const question = ++this.asked;
    try {
      const pagefind = await (this.pagefind ??= this.load());
      const { results } = await pagefind.search(query);
      const pages = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
      if (question === this.asked) this.show(results.length, pages);
    } catch {
      this.pagefind = null;
      this.say(this.dataset['failed'] ?? '');
    }
  }

  private async load(): Promise<Pagefind> {
    const pagefind = (await import(/* @vite-ignore */ this.dataset['index'] ?? '')) as Pagefind;
    await pagefind.options({ baseUrl: this.dataset['base'] ?? '/' });
    return pagefind;
  }

  private show(count: number, pages: readonly Page[]): void {
    const forms = JSON.parse(this.dataset['results'] ?? '{}') as Record<string, string>;
    const locale = document.documentElement.lang;
    const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms['other'] ?? '#';
    this.say(form.replace('#', String(count)));
    this.querySelector('ol')?.replaceChildren(...pages.map(toItem));
  }

  private say(text: string): void {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = text;
  }
}

function toItem({ url, excerpt, meta }: Page): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = meta.title ?? url;
  const text = document.createElement('p');
  // Between two blocks of a page stands a full stop of English.
  text.innerHTML = excerpt.replace(/(?<=[\u3040-\u30ff\u4e00-\u9fff])\. /g, '。');
  item.append(link, text);
  return item;
}

customElements.define('site-search', SiteSearch);
