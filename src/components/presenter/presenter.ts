import { formatTimecode } from '../../site/dates.ts';

type Action = 'timer' | 'reset' | 'back' | 'forward' | 'open' | 'first' | 'last';

const KEYS: Readonly<Record<string, Action>> = {
  ArrowRight: 'forward',
  ArrowDown: 'forward',
  PageDown: 'forward',
  ' ': 'forward',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  PageUp: 'back',
  Home: 'first',
  End: 'last',
  t: 'timer',
  r: 'reset',
  o: 'open',
};

/** The speaker's own view: this slide, the next one, notes, and a timer. Turns the audience's window. */
class Presenter extends HTMLElement {
  private at = 0;
  private audience: Window | null = null;
  /** Elapsed before the timer was last started, and when that was. */
  private elapsedMs = 0;
  private since: number | null = null;

  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      const wanted = target instanceof Element && target.closest('[data-do]');
      if (wanted) this.act(wanted.getAttribute('data-do') as Action);
    });
    addEventListener('keydown', (event) => {
      const action = KEYS[event.key];
      // A button that has the focus answers to the space bar itself.
      if (!action || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      this.act(action);
    });
    setInterval(() => this.tick(), 250);
    this.show(Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? 1) - 1);
  }

  private act(action: Action): void {
    switch (action) {
      case 'timer':
        return this.toggleTimer();
      case 'reset':
        this.elapsedMs = 0;
        this.since &&= performance.now();
        return this.tick();
      case 'back':
        return this.show(this.at - 1);
      case 'forward':
        return this.show(this.at + 1);
      case 'first':
        return this.show(0);
      case 'last':
        return this.show(Infinity);
      case 'open':
        this.audience = open(`${this.dataset['audience']}#slide-${this.at + 1}`, 'audience');
    }
  }

  private toggleTimer(): void {
    if (this.since === null) this.since = performance.now();
    else {
      this.elapsedMs += performance.now() - this.since;
      this.since = null;
    }
    this.tick();
  }

  private show(wanted: number): void {
    const slides = [...this.querySelectorAll('section.slide')];
    this.at = Math.max(0, Math.min(wanted, slides.length - 1));
    slides.forEach((slide, index) => {
      slide.classList.toggle('now', index === this.at);
      slide.classList.toggle('then', index === this.at + 1);
    });
    this.piece('place').textContent = `${this.at + 1} / ${slides.length}`;
    const notes = slides[this.at]?.querySelectorAll('[data-spoken]') ?? [];
    this.piece('notes').replaceChildren(...[...notes].map((each) => each.cloneNode(true)));
    for (const each of this.piece('notes').children) each.removeAttribute('data-spoken');
    // Not the address of the slide itself: that would show it alone, on all of the window.
    history.replaceState(null, '', `#${this.at + 1}`);
    if (this.audience && !this.audience.closed)
      this.audience.location.hash = `#slide-${this.at + 1}`;
  }

  private tick(): void {
    const running = this.since === null ? 0 : performance.now() - this.since;
    const seconds = (this.elapsedMs + running) / 1000;
    const left = Number(this.dataset['minutes']) * 60 - seconds;
    this.piece('elapsed').textContent = formatTimecode(seconds);
    this.piece('left').textContent = `${left < 0 ? '+' : '−'}${formatTimecode(Math.abs(left))}`;
    this.piece('left').classList.toggle('over', left < 0);
    this.piece('clock').textContent = new Date().toTimeString().slice(0, 5);
  }

  private piece(name: string): Element {
    const found = this.querySelector(`[data-${name}]`);
    if (!found) throw new Error(`presenter: no ${name}`);
    return found;
  }
}

customElements.define('colophon-presenter', Presenter);
