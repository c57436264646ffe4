import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** An import goes to the same number or a lower one. A folder that is not listed is a violation. */
const LAYERS: Readonly<Record<string, number>> = {
  bytes: 0,
  schemas: 1,
  marks: 1,
  authorship: 2,
  credentials: 2,
  disclosure: 2,
  gate: 2,
  release: 3,
  site: 3,
  node: 4,
  components: 5,
  integrations: 5,
  layouts: 5,
  pages: 5,
  styles: 5,
  bench: 6,
  e2e: 6,
  scripts: 6,
  '.': 6,
};
const PURE = new Set([
  'bytes',
  'schemas',
  'marks',
  'authorship',
  'credentials',
  'disclosure',
  'gate',
  'release',
  'site',
]);
const EDGE = new Set(['node', 'integrations', 'scripts', 'bench', 'e2e']);

/** Missing in a browser or in Node, or an input that callers have to pass: clock, randomness, network. */
const IMPURE_GLOBALS = new Set(
  `Buffer process global require __dirname __filename setImmediate document window navigator location
   localStorage sessionStorage Document Element HTMLElement Node DOMParser XMLHttpRequest fetch`.split(
    /\s+/,
  ),
);
const IMPURE_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.getRandomValues',
]);
const IMPURE_PACKAGES = /^(?:sharp|koffi|pagefind|gray-matter|astro)(?:\/|$)|^(?:astro|virtual):/;

interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

type Sources = ReadonlyMap<string, string>;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

test('imports point one way and the core is pure', () => {
  const sources = readSources(['src', 'scripts']);
  expect(sources.size).toBeGreaterThan(20);
  expect(findViolations(sources)).toEqual([]);
});

test.each([
  ['upwards', { 'src/marks/a.ts': `import { gate } from '../gate/index.ts';` }],
  ['upwards, a type', { 'src/bytes/a.ts': `import type { A } from '../schemas/a.ts';` }],
  ['upwards, exported on', { 'src/gate/a.ts': `export * from '../site/a.ts';` }],
  ['upwards, on demand', { 'src/gate/a.ts': `const a = await import('../node/a.ts');` }],
  ['upwards, in a type', { 'src/gate/a.ts': `let a: import('../node/a.ts').A;` }],
  ['upwards, from a test', { 'src/gate/a.test.ts': `import { a } from '../node/a.ts';` }],
  ['from a folder that is not listed', { 'src/utils/a.ts': `export const a = 1;` }],
  ['a Node module in the core', { 'src/marks/a.ts': `import { join } from 'node:path';` }],
  ['a Node module by its old name', { 'src/site/a.ts': `import { join } from 'path';` }],
  [
    'a Node module in a component',
    { 'src/components/A.astro': `---\nimport 'node:fs';\n---\n<p />` },
  ],
  [
    'a Node module in a page script',
    { 'src/pages/a.astro': `<p />\n<script>import 'node:fs';</script>` },
  ],
  ['a package that only runs in Node', { 'src/gate/a.ts': `import sharp from 'sharp';` }],
  ['a Node global', { 'src/authorship/a.ts': `export const a = Buffer.from('a');` }],
  ['the environment', { 'src/release/a.ts': `export const a = process.env;` }],
  ['a DOM global', { 'src/site/a.ts': `export const a = () => document.title;` }],
  ['a DOM global by way of globalThis', { 'src/site/a.ts': `globalThis.document.title;` }],
  ['the clock', { 'src/disclosure/a.ts': `export const a = () => new Date();` }],
  ['the clock as a number', { 'src/disclosure/a.ts': `export const a = () => Date.now();` }],
  ['chance', { 'src/marks/a.ts': `export const a = Math.random();` }],
  ['a type among values', { 'src/gate/a.ts': `import { type A } from './b.ts';` }],
  ['a type among values, exported on', { 'src/gate/a.ts': `export { type A } from './b.ts';` }],
  [
    'a circle',
    {
      'src/gate/a.ts': `import { b } from './b.ts';`,
      'src/gate/b.ts': `import { a } from './a.ts';`,
    },
  ],
])('finds the planted violation: %s', (_, files) => {
  expect(findViolations(new Map(Object.entries(files)))).toHaveLength(1);
});

test.each([
  ['downwards', { 'src/gate/a.ts': `import { a } from '../bytes/a.ts';` }],
  ['Node modules at the edge', { 'src/node/a.ts': `import { join } from 'node:path';` }],
  ['Node modules in a test', { 'src/marks/a.test.ts': `import { readFileSync } from 'node:fs';` }],
  ['the DOM in a component', { 'src/components/a.ts': `document.title;` }],
  ['a local name', { 'src/gate/a.ts': `export const a = (document: string) => document.length;` }],
  ['a member name', { 'src/gate/a.ts': `export const a = { process: 1 }.process;` }],
  ['a given day', { 'src/gate/a.ts': `export const a = new Date('2026-03-01');` }],
  ['a word in a text', { 'src/gate/a.ts': `export const a = "import 'node:fs'; document.title";` }],
  [
    'a circle of types',
    {
      'src/gate/a.ts': `import type { B } from './b.ts';`,
      'src/gate/b.ts': `import { a } from './a.ts';`,
    },
  ],
])('lets pass: %s', (_, files) => {
  expect(findViolations(new Map(Object.entries(files)))).toEqual([]);
});

/** Programs that are released: what they reach, every stranger gets. */
const RELEASED = ['node/proof/standalone-verifier.ts', 'components/verify/look.ts'];

test.each(RELEASED)('a stranger who gets %s gets nothing of the gate', (program) => {
  const reached = reachedFrom(`src/${program}`, readSources(['src']));
  expect(reached.size).toBeGreaterThan(20);
  expect([...reached].filter((path) => folderOf(path) === 'gate')).toEqual([]);
});

function findViolations(sources: Sources): string[] {
  const violations = [...sources].flatMap(([path, text]) => {
    const code = ts.createSourceFile(path, codeOf(path, text), ts.ScriptTarget.Latest, true);
    const found = [
      ...importsOf(code).flatMap((each) => judgeImport(path, each)),
      ...judgeForms(code),
    ];
    return (isPure(path) ? [...found, ...impurities(code)] : found).map(
      (what) => `${path}: ${what}`,
    );
  });
  return [...violations, ...findCircles(sources)];
}

function judgeImport(path: string, { specifier }: Import): string[] {
  const layer = LAYERS[folderOf(path)];
  if (layer === undefined) return [];
  if (isBuiltin(specifier)) return isEdge(path) ? [] : [`imports ${specifier} outside the edge`];
  if (!specifier.startsWith('.'))
    return isPure(path) && IMPURE_PACKAGES.test(specifier)
      ? [`imports ${specifier} in the core`]
      : [];
  const target = LAYERS[folderOf(resolveImport(path, specifier))];
  return target !== undefined && target > layer
    ? [`imports ${specifier}, which lies above it`]
    : [];
}

/** What is wrong with the file's place or with how it imports, whatever it imports. */
function judgeForms(code: ts.SourceFile): string[] {
  const place = folderOf(code.fileName) in LAYERS ? [] : ['lies in a folder without a layer'];
  const mixed = nodesOf(code)
    .filter((node) => ts.isImportSpecifier(node) || ts.isExportSpecifier(node))
    .filter(({ isTypeOnly }) => isTypeOnly)
    .map(({ name }) => `imports the type ${name.text} among values`);
  return [...place, ...mixed];
}

function impurities(code: ts.SourceFile): string[] {
  const nodes = nodesOf(code);
  // By name and not by scope: a file that has its own `document` is believed.
  const own = new Set(nodes.filter(isNamed).map(({ name }) => name.getText()));
  return nodes.flatMap((node) => {
    if (ts.isNewExpression(node) && node.getText() === 'new Date()') return ['reads the clock'];
    if (ts.isPropertyAccessExpression(node)) return impureMember(node);
    if (!ts.isIdentifier(node) || !IMPURE_GLOBALS.has(node.text) || own.has(node.text)) return [];
    return isMemberName(node) ? [] : [`uses ${node.text}`];
  });
}

function impureMember(node: ts.PropertyAccessExpression): string[] {
  const [object, member] = [node.expression.getText(), node.name.text];
  const isImpure =
    IMPURE_MEMBERS.has(`${object}.${member}`) ||
    (object === 'globalThis' && IMPURE_GLOBALS.has(member));
  return isImpure ? [`uses ${object}.${member}`] : [];
}

function isNamed(node: ts.Node): node is ts.Node & { name: ts.Node } {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ((ts.isFunctionDeclaration(node) || ts.isImportClause(node)) && node.name !== undefined)
  );
}

/** The `b` of `a.b`, `{ b: 1 }`, `interface A { b: string }` and the like names no variable. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  const name = 'name' in parent ? (parent.name as ts.Node) : null;
  return name === node && !ts.isShorthandPropertyAssignment(parent);
}

function importsOf(code: ts.SourceFile): Import[] {
  return nodesOf(code).flatMap((node) => {
    if (ts.isImportDeclaration(node))
      return toImport(
        node.moduleSpecifier,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      );
    if (ts.isExportDeclaration(node)) return toImport(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      return toImport(node.argument.literal, true);
    const isDynamic =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    return isDynamic ? toImport(node.arguments[0], false) : [];
  });
}

function toImport(specifier: ts.Node | undefined, isTypeOnly: boolean): Import[] {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return [];
  return [{ specifier: specifier.text.replace(/[?#].*$/, ''), isTypeOnly }];
}

function nodesOf(root: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  root.forEachChild((child) => void children.push(child));
  return children.flatMap((child) => [child, ...nodesOf(child)]);
}

/** The front matter of an .astro file and its scripts; of any other file, all of it. */
function codeOf(path: string, text: string): string {
  if (!path.endsWith('.astro')) return text;
  const front = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code]) => code,
  );
  return [front, ...scripts].join('\n;\n');
}

/** Each file from which its own imports lead back to it, once for each circle. */
function findCircles(sources: Sources): string[] {
  const graph = new Map([...sources].map(([path, text]) => [path, valueImports(path, text)]));
  const finished = new Set<string>();
  const walk = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' → ')];
    if (finished.has(path)) return [];
    const found = (graph.get(path) ?? []).flatMap((next) => walk(next, [...way, path]));
    finished.add(path);
    return found;
  };
  return [...graph.keys()].flatMap((path) => walk(path, []));
}

function reachedFrom(path: string, sources: Sources, reached = new Set<string>()): Set<string> {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const next of valueImports(path, sources.get(path) ?? ''))
    reachedFrom(next, sources, reached);
  return reached;
}

function valueImports(path: string, text: string): string[] {
  const code = ts.createSourceFile(path, codeOf(path, text), ts.ScriptTarget.Latest, true);
  return importsOf(code)
    .filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
    .map(({ specifier }) => resolveImport(path, specifier));
}

function resolveImport(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

/** `marks` for src/marks/carriers/text.ts, `scripts` for scripts/build.ts, `.` for src/content.config.ts. */
function folderOf(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/');
  if (top !== 'src') return top;
  return rest.length === 0 ? '.' : second;
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

function isEdge(path: string): boolean {
  return EDGE.has(folderOf(path)) || isTest(path);
}

function isPure(path: string): boolean {
  return PURE.has(folderOf(path)) && !isTest(path);
}

function readSources(folders: readonly string[]): Sources {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|mjs|astro)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}
