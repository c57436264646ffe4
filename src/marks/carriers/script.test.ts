import { runInNewContext } from 'node:vm';
import { fc, test } from '@fast-check/vitest';
import { transformSync } from 'esbuild';
import { describe, expect } from 'vitest';
import { fromHex } from '../../bytes/hex.ts';
import { fromUtf8, toUtf8 } from '../../bytes/utf8.ts';
import { script } from './script.ts';
import vectors from './vectors/script.json' with { type: 'json' };

const mark = { id: new Uint8Array(8).fill(7), key: new Uint8Array(32).fill(5) };
const Mark = fc.record({
  id: fc.uint8Array({ minLength: 8, maxLength: 8 }),
  key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});
const file = (text: string, name = 'a.js') => ({ name, bytes: toUtf8(text) });
const embedded = async (text: string, of = mark, name = 'a.js') => {
  const { bytes } = await script.embed(file(text, name), of);
  return fromUtf8(bytes) ?? '';
};
const judged = async (text: string, of = mark, name = 'a.js') => {
  const seen = await script.observe(file(text, name));
  return script.judge(seen ? [seen] : [], of);
};
/** What a text becomes under marks of many ids. */
const variants = async (text: string, name = 'a.js') => {
  const ids = Array.from({ length: 12 }, (_, id) => new Uint8Array(8).fill(id));
  return new Set(await Promise.all(ids.map((id) => embedded(text, { ...mark, id }, name))));
};

/** Between two things, and the comments of each. */
const Layout = fc.record({
  above: fc.constantFrom('', '// about\n', '/** about */\n', '// far\n\n', '// @license\n'),
  beside: fc.constantFrom('', ';', ' // beside', ' /* beside */'),
  after: fc.constantFrom('\n', '\n\n', '\r\n'),
});
const Items = fc.array(
  fc.record({ shape: fc.nat(5), word: fc.nat(20), layout: Layout, isTight: fc.boolean() }),
  {
    minLength: 2,
    maxLength: 9,
  },
);
type Item = (typeof Items extends fc.Arbitrary<infer T> ? T : never)[number];
const laid = (text: string, { layout: { above, beside, after }, isTight }: Item) =>
  isTight ? text : `${after}${above}${text}${beside}${after}`;

const functionOf = (item: Item, at: number) =>
  laid(
    [
      `function f${at}({ a, b: c, d }) { log.push('w${item.word}', a, c, d); return [a, c, ${at}]; }`,
      `function f${at}(x) { function g(y) { return [y, x.a, 'in${item.word}']; } function h(y) { return g(y.e ?? 2); } return h(x); }`,
      `function* f${at}(x) { const { b, a, ...rest } = x; yield [rest, b, a, 'w${item.word}']; }`,
      `var f${at} = ({ b, a }) => [a, b, 'arrow'];`,
      `function f${at}(x) { return f0 === x || [x.b, 'twin']; }`,
      `function f${at}(x) { return s(x.a) + 'w${item.word}'; } function f${at}(x) { return 'later' + x.zz; }`,
    ][item.shape] ?? '',
    item,
  );
const memberOf = (item: Item, at: number) =>
  laid(
    [
      `m${at}(x) { return [x.a, 'w${item.word}']; }`,
      `static m${at}({ d, a }) { return [a, d]; }`,
      `*m${at}(x) { yield x.b; }`,
      `get m${at}() { return () => ${at}; }`,
      `m${at} = () => ({})\n`,
      `m${item.word}() { return ${at}; }`,
    ][item.shape] ?? '',
    item,
  );
const clauseOf = (item: Item, at: number) =>
  laid(
    [
      `case ${at}: return 'r${item.word}';`,
      `case '${item.word}': { log.push('block'); break }`,
      `case ${at}: log.push('falls');`,
      `case 'c${at}': log.push('ends'); break;`,
      `case ${item.word}: if (v) { return 'if' } throw 'thrown';`,
      `case 'l${at}': let l${at} = 1; return l${at};`,
    ][item.shape] ?? '',
    item,
  );
const Program = fc.tuple(Items, Items, Items, fc.boolean()).map(
  ([functions, members, clauses, hasDefault]) => `'use strict'
var log = [];
${functions.map(functionOf).join('')}
class C {${members.map(memberOf).join('')}}
function s(v) { switch (v) {${clauses.map(clauseOf).join('')}${hasDefault ? 'default: return "d"' : ''}} return 'after'; }
const x = { a: 1, b: 'l1', d: 3, e: [4] };
const told = (call) => { try { const out = call(); return out && out.next ? [...out] : out; } catch (e) { return String(e); } };
const results = [${functions.map((_, at) => `told(() => f${at}(x))`).join()}];
const c = new C();
for (let at = 0; at < 20; at++) {
  results.push(told(() => c['m' + at](x)), told(() => C['m' + at](x)));
  for (const v of [at, String(at), 'c' + at, 'l' + at]) results.push(told(() => s(v)));
}
JSON.stringify([results, log]);`,
);

describe('script', () => {
  test.prop([Program, Mark], { numRuns: 300 })(
    'a program does what it did, and is marked once for all',
    async (program, of) => {
      const run = (code: string) => String(runInNewContext(code));
      // Some of these programs are none, as they have two fields of a name or two bodies on a line.
      const before = isProgram(program) ? run(program) : null;
      fc.pre(before !== null);
      const marked = await embedded(program, of);
      expect(run(marked)).toBe(before);
      expect(await script.keeps(file(program), file(marked))).toBe(true);
      expect(await embedded(marked, of)).toBe(marked);
    },
  );

  test('what is free stands in each order under some mark, and by its rank', async () => {
    const bodies = ['a', 'b', 'c', 'd'].map((name) => `function ${name}() { x.${name} }`);
    const found = new Set<string>();
    for (let id = 0; id < 200; id++) {
      const of = { ...mark, id: new Uint8Array(8).fill(id) };
      const { bytes, places } = await script.embed(file(`0\n${bodies.join('\n')}`), of);
      const marked = fromUtf8(bytes) ?? '';
      expect(await judged(marked, of)).toMatchObject({ agreeing: 3, places: 3 });
      expect(places).toBe(3);
      found.add(marked);
    }
    expect(found.size).toBe(24);
  });

  test('a file is kept where a line or a semicolon ends what moves', async () => {
    const source =
      'switch (x) { case 1: f()\nbreak\ncase 2: g(); break;case 3: h()\nbreak\ncase 4: }';
    const all = [...(await variants(source))];
    expect(all.length).toBeGreaterThan(3);
    for (const each of all) expect(await script.keeps(file(source), file(each))).toBe(true);
    const changed = all[1]?.replace('f()', 'e()') ?? '';
    expect(await script.keeps(file(source), file(changed))).toBe(false);
  });

  test.each(vectors)('published vector: $name', async ({ before, after, ...hex }) => {
    const [id, key] = [fromHex(hex.idHex), fromHex(hex.keyHex)];
    const of = { id: id ?? new Uint8Array(), key: key ?? new Uint8Array() };
    expect(await judged(after, of)).toMatchObject({ isThere: true });
    expect(await judged(before, of)).toMatchObject({ isThere: false });
    // A file with an older mark gets a new one.
    const again = await embedded(after, of);
    expect(await judged(again, of)).toMatchObject({ isThere: true });
    if (hex.isMade) expect(await embedded(before, of)).toBe(after);
  });

  const Names = fc.uniqueArray(fc.constantFrom(...'abcdefghijklm'), { minLength: 1, maxLength: 9 });
  test.prop([Names, Names, Mark])('an import still binds what it bound', async (names, own, of) => {
    const locals = own.map((name) => `${name} as own_${name}`).join(', ');
    const source = `import { ${names.join()} } from 'm';\nimport x, {${locals},} from "n"
      export { ${names.join()} };\nexport { ${locals} } from 'o';
      export const all = [${names.join()}, ${own.map((name) => `own_${name}`).join()}, x];`;
    const load = (code: string) => {
      const module = { exports: {} as Record<string, unknown> };
      const from = (id: string) => new Proxy({}, { get: (_, name) => `${id}.${String(name)}` });
      const { code: cjs } = transformSync(code, { format: 'cjs' });
      runInNewContext(cjs, { module, require: from });
      return Object.entries(module.exports).toSorted(([a], [b]) => (a < b ? -1 : 1));
    };
    const marked = await embedded(source, of);
    expect(load(marked)).toEqual(load(source));
    expect(await embedded(marked, of)).toBe(marked);
  });

  test.each([
    ['order-free names', 'import { a, b } from "m";', 'import { b, a } from "m";'],
    ['exports', 'export { a, b };', 'export { b, a };'],
    ['a pattern', 'const { a, b: c, ...r } = x;', 'const { b: c, a, ...r } = x;'],
    ['a parameter', 'const f = ({ a, b } = {}) => 0;', 'const f = ({ b, a } = {}) => 0;'],
    [
      'functions with their comments',
      '0;\n// A\nfunction a() { x.a }\nfunction b() { x.b } // B\n\nmore',
      '0;\nfunction b() { x.b } // B\n// A\nfunction a() { x.a }\n\nmore',
    ],
    [
      'what is inside of what moves',
      '0\nfunction a() { const { c, d } = x }\nfunction b() {}; function c() {}',
      '0\nfunction a() { const { d, c } = x }\nfunction b() {}; function c() {}',
    ],
    ['methods', 'class A { a() {} b() {} }', 'class A { b() {} a() {} }'],
    [
      'clauses, the last of them without its semicolon',
      'switch (x) { case 1: f(); break; case 2: { return } case 3: }',
      'switch (x) { case 2: { return } case 1: f(); break; case 3: }',
    ],
    [
      'a clause that ends at the next',
      'switch (x) { case 1: return\ncase 2: return; default: return y }',
      'switch (x) { case 2: return;\ncase 1: return; default: return y }',
    ],
  ])('moves %s', async (_, before, after) => {
    expect(await variants(before)).toEqual(new Set([before, after]));
  });

  test.each([
    ['a name that is commented', 'import { a /* first */, b } from "m";'],
    ['two of a name', 'import { a, a as b } from "m";'],
    ['a default, which may look at others', 'const { a, b = c, c } = x;'],
    [
      'a nested or computed property',
      'const { a, [f()]: b, c } = x; const { g, d: { e }, h } = x;',
    ],
    ['what is read with effect', 'var { a, b } = new Proxy(x, y), { c, d } = require("e");'],
    ['what is loaded on demand', 'const { a, b } = await import("m");'],
    ['two properties with one target', 'var { a: c, b: c } = x;'],
    ['what is written and read', 'var { a: b, b: c } = globalThis;'],
    ['what a test runner reads', 'it("x", async ({ page, context }) => {});'],
    ['the first of a file', '// about all\nfunction a() { x.a }\nfunction b() { x.b }'],
    ['what is said far above', '0\nfunction a() { x.a }\n// B:\n\nfunction b() { x.b }'],
    [
      'what a linter is told',
      '0\nfunction a() { x.a }\n/* eslint-disable */\nfunction b() { x.b }',
    ],
    ['a region', '0\nfunction a() { x.a }\n// #region\nfunction b() { x.b }\n// #endregion'],
    ['a license', '0\n/** @license MIT */\nfunction a() { x.a }\nfunction b() { x.b }'],
    ['where the map is', '0\nfunction a() { x.a }\nfunction b() { x.b }//# sourceMappingURL=x'],
    ['two comments on a line', '0\nfunction a() { x.a } /* ? */ function b() { x.b }'],
    ['functions of one name', '0\nfunction a() { x.a }\nfunction a() { x.b }'],
    ['functions in a block', '{ function a() { x.a } function b() { x.b } }'],
    ['functions that look alike', '0\nfunction a() { x.a }\nfunction b() { y.a }'],
    ['what is exported by default', '0\nfunction a() { x.a }\nexport default function () { x.b }'],
    ['accessors and fields', 'class A { get a() {} b() {} c = 1; d() {} [e]() {} f() {} }'],
    ['a generator after a field', 'class A { a = {}\n b() {} *c() {} }'],
    ['a decorated class', '@d class A { a() {} b() {} }'],
    ['a clause that is fallen into', 'switch (x) { case 1: f(); case 2: return; case 3: }'],
    ['a clause that falls', 'switch (x) { case 1: return; case 2: f(); case 3: }'],
    ['equal clauses', 'switch (x) { case 1: return 1; case 1.0: return 2; case 3: }'],
    [
      'the last clause, whose break may be left out',
      'switch (x) { case 1: return; case 2: return }',
    ],
    ['what clauses declare', 'switch (x) { case 1: let y; break; case 2: return y; case 3: }'],
    ['clauses that calculate', 'switch (x) { case f(): return; case g(): return; case 3: }'],
    ['the order of keys', 'x = { a: 1, b: 2 }; y = 1 === z;'],
  ])('leaves alone: %s', async (_, source) => {
    expect(await variants(source)).toEqual(new Set([source]));
  });

  test('TypeScript keeps overloads with their function, and types apart from values', async () => {
    const source =
      'let x\nfunction a(x: 1): 1;\nfunction a(x: 2): 2;\nfunction a(x: any) { return x.a }\nfunction c() { x.c }\n' +
      'class A { b(): 1; b() { return 1 } private c<T>(x: T) {} d?(): void }';
    expect(await variants(source, 'a.ts')).toEqual(new Set([source]));
    const types = await variants('import { type A, b, type C, d } from "m";', 'a.mts');
    expect([...types].toSorted()).toEqual([
      'import { type A, b, type C, d } from "m";',
      'import { type A, d, type C, b } from "m";',
      'import { type C, b, type A, d } from "m";',
      'import { type C, d, type A, b } from "m";',
    ]);
    const jsx = 'const A = ({ b, c }: P) => <p title={b as string}>{c}</p>;';
    expect((await variants(jsx, 'a.tsx')).size).toBe(2);
    const declared = 'export { a, b };\nconst a: 1;\nexport const b: () => void;\nget c(): 1';
    expect((await variants(declared.replace('\nget c(): 1', ''), 'a.d.ts')).size).toBe(2);
    await expect(embedded(declared, mark, 'a.d.ts')).rejects.toThrow('a.d.ts');
    expect(script.accepts(file('', 'A.CTS')) && !script.accepts(file('', 'a.json'))).toBe(true);
  });

  test.each(['a.js', 'b.ts', 'c.tsx'])('a malformed %s is refused by its name', async (name) => {
    const refusal = expect.objectContaining({
      code: 'FILE_MALFORMED',
      message: expect.stringContaining(name),
    });
    await expect(script.embed(file('function (', name), mark)).rejects.toEqual(refusal);
    expect(await script.observe(file('function (', name))).toBeNull();
  });

  test.prop([fc.string({ unit: 'binary' }), fc.constantFrom('a.js', 'a.ts', 'a.tsx')])(
    'observing never throws',
    async (text, name) => {
      await script.observe(file(text, name));
      await script.observe(file(`switch(a){case 1:${text}}`, name));
      expect(await script.observe(file('(['.repeat(30_000), name))).toBeNull();
    },
    20_000,
  );
});

function isProgram(text: string): boolean {
  try {
    runInNewContext(text);
    return true;
  } catch {
    return false;
  }
}
