import { defineToolbarApp } from 'astro/toolbar';
import type { Level } from '../schemas/level.ts';

const EVENT = 'colophon:preview';
/** Spelled out: the schema would bring its whole library into the browser. */
const SHOWN = ['anonymous', 'named', 'full'] as const satisfies readonly Level[];
const STORAGE = 'colophon-preview';

/** The author's toolbar in `npm run dev`: at which level, and on which day, to look at the site. */
export default defineToolbarApp({
  init(canvas, app, server) {
    const window = document.createElement('astro-dev-toolbar-window');
    const form = document.createElement('form');
    form.innerHTML = `
      <h1>Disclosure</h1>
      <p><label>Level <select name="level"><option value="">as agreed</option>${SHOWN.map(
        (level) => `<option>${level}</option>`,
      ).join('')}</select></label></p>
      <p><label>As of <input name="asOf" type="date" /></label></p>
      <p><button>Look</button></p>`;
    remember(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const data = new FormData(form);
      const request = { level: String(data.get('level')), asOf: String(data.get('asOf')) };
      sessionStorage.setItem(STORAGE, JSON.stringify(request));
      server.send(EVENT, request);
      app.toggleState({ state: false });
    });
    window.append(form);
    canvas.append(window);
  },
});

/** A reload makes the toolbar anew: it shows what was asked for last. */
function remember(form: HTMLFormElement): void {
  const saved = JSON.parse(sessionStorage.getItem(STORAGE) ?? '{}') as Record<string, string>;
  for (const [name, value] of Object.entries(saved)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement)
      field.value = value;
  }
}
