import type {
  ExportNamedDeclaration,
  ExportSpecifier,
  ImportDeclaration,
  Node,
  ObjectPattern,
} from '@babel/types';
import { distinct, hasComment, nameOf, spanOf } from './script-units.ts';
import type { Commented, Run, Span, Unit } from './script-units.ts';

function unitOf(name: string, node: Node): readonly Unit[] {
  const span = spanOf(node);
  return span ? [{ name, ...span, terminator: '', group: 0 }] : [];
}

/** Names in the braces of an import, values and types apart. */
export function importsOf(text: Commented, node: ImportDeclaration): readonly Run[] {
  if (hasComment(text, spanOf(node) ?? EVERYTHING)) return [];
  const from = stemOf(node.source.value);
  // Types are gone from the compiled file, and what is left must still pair up as it did.
  return (['value', 'type'] as const).map((kind) => ({
    kind: `import ${kind} ${from}`,
    units: distinct(
      node.specifiers.flatMap((specifier) =>
        specifier.type === 'ImportSpecifier' && (specifier.importKind ?? 'value') === kind
          ? unitOf(nameOf(specifier.imported) ?? '', specifier)
          : [],
      ),
    ),
  }));
}

/** Names in the braces of an export, values and types apart. */
export function exportsOf(text: Commented, node: ExportNamedDeclaration): readonly Run[] {
  const isPlain = (each: { type: string }): each is ExportSpecifier =>
    each.type === 'ExportSpecifier';
  if (node.declaration || hasComment(text, spanOf(node) ?? EVERYTHING)) return [];
  const from = node.source ? stemOf(node.source.value) : '';
  return (['value', 'type'] as const).map((kind) => ({
    kind: `export ${kind} ${from}`,
    units: distinct(
      node.specifiers
        .filter(isPlain)
        .filter(({ exportKind }) => (exportKind ?? 'value') === kind)
        .flatMap((specifier) => unitOf(nameOf(specifier.exported) ?? '', specifier)),
    ),
  }));
}

const EVERYTHING: Span = { start: 0, end: Infinity };

/** Compilers give a module another ending, and bundlers another folder. */
function stemOf(module: string): string {
  return (module.split('/').at(-1) ?? '').replace(/\.[cm]?[jt]sx?$/, '');
}

/** Properties of a pattern, if it has nothing but names. */
export function patternOf(text: Commented, pattern: ObjectPattern): readonly Run[] {
  const end = pattern.typeAnnotation?.start ?? pattern.end ?? Infinity;
  if (hasComment(text, { start: pattern.start ?? 0, end })) return [];
  // What is left over stands last, whatever the order of the others.
  const properties = pattern.properties.filter((property) => property.type === 'ObjectProperty');
  const plain = properties.flatMap((property) => {
    if (property.computed || property.value.type !== 'Identifier') return [];
    const name = nameOf(property.key);
    return name === null ? [] : [{ name, target: property.value.name, property }];
  });
  // Of two properties with one target the later wins.
  const targets = new Set(plain.map(({ target }) => target));
  if (plain.length < properties.length || targets.size < plain.length) return [];
  const names = plain.map(({ name }) => name).toSorted();
  // `var { a: b, b: c } = globalThis` writes what it reads next.
  if (plain.some(({ name, target }) => name !== target && names.includes(target))) return [];
  const units = distinct(plain.flatMap(({ name, property }) => unitOf(name, property)));
  return [{ kind: `pattern ${JSON.stringify(names)}`, units }];
}

/** Whether reading properties is known to do something, such as to load a module. */
export function isLazy(init: Node | null): boolean {
  switch (init?.type) {
    case 'AwaitExpression':
      return isLazy(init.argument);
    case 'ImportExpression':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      return (
        init.callee.type === 'Import' ||
        (init.callee.type === 'Identifier' && /^(?:Proxy|require)$/.test(init.callee.name))
      );
    default:
      return false;
  }
}
