import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { angularTemplates } from './angular-templates.ts';

const read = (text: string) =>
  [...angularTemplates(text)].map((layer) => (layer.kind === 'text' ? layer.text : '')).join();

// Compiled by Angular 22 for `<div><p>made for Har<b class="x">bour Mari</b>time in {{y}}</p></div>` and the like.
test.each([
  [
    'esbuild, as Angular builds sites',
    'static \\u0275cmp=q({type:n,selectors:[["a-b"]],decls:6,vars:1,consts:[[1,"x"]],template:function(e,a){e&1&&(d(0,"div")(1,"p"),h(2,"made for Har"),d(3,"b",0),h(4,"bour Mari"),m(),h(5),m()()),e&2&&(f(5),g("time in ",a.y))},encapsulation:2})',
  ],
  [
    'Terser',
    'static"ɵcmp"=e.ɵɵdefineComponent({template:function(t,n){1&t&&(e.ɵɵdomElementStart(0,"div")(1,"p"),e.ɵɵtext(2,"made for Har"),e.ɵɵdomElementStart(3,"b",0),e.ɵɵtext(4,"bour Mari"),e.ɵɵdomElementEnd(),e.ɵɵtext(5),e.ɵɵdomElementEnd()()),2&t&&(e.ɵɵadvance(5),e.ɵɵtextInterpolate1("time in ",n.y))},encapsulation:2})',
  ],
  [
    'no minifier',
    'static ɵcmp = /*@__PURE__*/ i0.ɵɵdefineComponent({ template: function A_Template(rf, ctx) { if (rf & 1) {\n i0.ɵɵdomElementStart(0, "p");\n i0.ɵɵtext(1, "for Har");\n i0.ɵɵdomElementStart(2, "b", 0);\n i0.ɵɵtext(3, "bour Maritime");\n i0.ɵɵdomElementEnd();\n } } });',
  ],
  [
    'values before and behind',
    'static ɵcmp=q({template:function(t,a){1&t&&(d(0,"p"),h(1),d(2,"b"),h(3,"bour Mari"),m(),h(4),m()),2&t&&(f(),g("",a.y," made for Har"),f(3),g("time ",a.z))}})',
  ],
  [
    'escapes',
    String.raw`ɵcmp=q({template:function(t,a){t&1&&(h(0,"\"Har"),d(1,"i"),h(2,"b\u006fur Maritime"))}})`,
  ],
])('a text in pieces is read as Angular shows it: %s', (_name, text) => {
  expect(read(text)).toContain('Harbour Maritime');
});

test('it does not go on over the edge of a paragraph, nor is a value of an attribute a text', () => {
  const blocks =
    'ɵcmp=q({template:function(t,a){t&1&&(d(0,"p"),h(1,"Har"),m(),d(2,"p"),h(3,"bour"))}})';
  expect(read(blocks)).toBe('\nHar\nbour');
  const bound = 'ɵcmp=q({template:function(t,a){t&1&&(d(0,"b"),h(1,"it")),t&2&&p("title",a.y)}})';
  expect(read(bound)).toBe('it');
});

test.prop([
  fc.array(
    fc.constantFrom('ɵcmp', 'a&1&&(', 'a&2&&(', 'b(1', ',"', '"', '\\', ')', '(2)', '`', 'x'),
  ),
])('anything is read to its end', (pieces) => {
  expect(() => read(pieces.join(''))).not.toThrow();
});
