import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { componentChildren } from './component-children.ts';

const read = (text: string) =>
  [...componentChildren(text)].map((layer) => (layer.kind === 'text' ? layer.text : '')).join();

test.each([
  [
    'React',
    'jsxs("p",{children:["for Har",jsx("b",{className:"x",children:"bour"})," Maritime"]})',
  ],
  [
    'React with keys',
    '(0,a.jsxs)("p",{children:["Har",(0,a.jsx)("b",{children:"bour"},"k")," Maritime"]})',
  ],
  [
    'React in lines',
    'jsxs("p", { children: [\n  "Har",\n  /* @__PURE__ */ jsx("b", { children: "bour" }),\n  " Maritime"\n] })',
  ],
  [
    'React of old',
    'a.createElement("p",null,"Har",a.createElement("b",{id:"x"},"bour")," Maritime")',
  ],
  [
    'a server',
    '0:["$","p","k1",{"children":["Har",["$","b","k2",{"children":"bour"}]," Maritime"]}]',
  ],
  ['escapes', String.raw`{children:["Har\u0062our \"","\" Maritime"].join()}`],
])('a text in pieces is read as %s shows it', (_name, text) => {
  expect(read(text).replaceAll('"', '')).toMatch(/Harbour {1,2}Maritime/);
});

test('it does not go on over the edge of a paragraph, nor is it anything but what is shown', () => {
  const list = '{children:[jsx("li",{children:"Har"}),jsx("li",{id:"none",children:"bour"})]}';
  expect(read(list)).toBe('\nHar\nbour');
  expect(read('{children:[a,"Harbour"]}')).toBe('');
});

test.prop([
  fc.array(
    fc.constantFrom('children:[', 'createElement(', '"', "'", '`', '\\', ']', '}', '(', ',', 'a'),
  ),
])('anything is read to its end', (pieces) => {
  expect(() => read(pieces.join(''))).not.toThrow();
});
