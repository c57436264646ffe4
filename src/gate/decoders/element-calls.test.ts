import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { elementCalls } from './element-calls.ts';

const read = (text: string) =>
  [...elementCalls(text)].map((layer) => (layer.kind === 'text' ? layer.text : '')).join();

// As these compile them for production.
test.each([
  [
    'Vue 3.5',
    'fe("p",null,[n[0]||(n[0]=it("made for Har",-1)),n[1]||(n[1]=fe("b",{class:"x"},"bour",-1)),it(" Maritime "+ws(So)+" in",1)])',
  ],
  [
    'Vue 3.5, no values',
    'fe("p",null,[it("for Har"),fe("em",{class:"x"},"bour"),it(" Maritime")],-1)',
  ],
  ['Preact 10', 'x("p",null,"made for Har",x("em",{class:"x"},"bour")," Maritime in ",ge)'],
  ['Mithril 2', 're("p.lead","made for Har",re("em.x","bour")," Maritime"),re("p","and")'],
  ['hyperscript', "h('p', { class: 'x' }, [\n  'for Har',\n  h('b', 'bour'),\n  ' Maritime',\n])"],
  [
    'Svelte 4',
    'e=x("p"),n=_("for Har"),r=x("b"),r.textContent="bour",f=_(" Maritime"),a=_(ot),m=V(),u=x("p")',
  ],
  [
    'elements side by side',
    'e("span",null,"Har"),e("span",{id:"a"},e("i",null,"bour")),t(" Maritime")',
  ],
  ['escapes', String.raw`e("p",null,[t("Har\u0062"),e("b",null,"our"),t(" \"Maritime\"")])`],
])('a text in pieces is read as %s shows it', (_name, text) => {
  expect(read(text).replaceAll('"', '')).toContain('Harbour Maritime');
});

test('it does not go on over the edge of a paragraph, nor is it anything but what is shown', () => {
  expect(read('e("p",null,[e("b",null,"Har")]),e("p",null,"bour")')).toBe('Har');
  expect(read('e("b",{class:"Har",title:"bo"},"ur")')).toBe('ur');
  expect(read('t("Harbour"),e("div",null,"it")')).toBe('');
});

test.prop([
  fc.array(
    fc.constantFrom('("b",', '("b")', "('i',", '"', "'", '`', '\\', ']', '(', ',', 'a', '\n'),
  ),
])('anything is read to its end', (pieces) => {
  expect(() => read(pieces.join(''))).not.toThrow();
});
