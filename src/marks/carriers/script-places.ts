import { parse } from '@babel/parser';
import type { ParserPlugin } from '@babel/parser';
import type {
  ClassBody,
  ExportNamedDeclaration,
  ExportSpecifier,
  Function,
  ImportDeclaration,
  Node,
  ObjectPattern,
  Statement,
  SwitchCase,
  SwitchStatement,
} from '@babel/types';
import { distinct, hasComment, unitRuns } from './script-units.ts';
import type { Commented, Sibling, Span, Unit } from './script-units.ts';
import { nodesOf, wordsOf } from './script-words.ts';
import type { Found } from './script-words.ts';

/** What is written beside plain JavaScript. */
export type Dialect = readonly ('jsx' | 'typescript')[];

/** Things whose order is free. */
export interface Run {
  /** Tells runs apart that hold things of the same names. */
  readonly kind: string;
  /** In the order they stand in, with different names. */
  readonly units: readonly Unit[];
}

/**
 * Finds everything whose order is free.
 *
 * @throws SyntaxError if `source` cannot be parsed.
 */
export function runsOf(source: string, dialect: Dialect): readonly Run[] {
  const { program, comments } = parse(source, {
    sourceType: 'unambiguous',
    errorRecovery: false,
    attachComment: false,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowUndeclaredExports: true,
    plugins: [...dialect, ...EVERYWHERE],
  });
  const text = { source, comments: (comments ?? []).flatMap((comment) => spanOf(comment) ?? []) };
  return nodesOf(program)
    .flatMap((found) => runsAt(text, found))
    .filter(({ units }) => units.length > 1);
}

const EVERYWHERE: readonly ParserPlugin[] = [
  'decorators-legacy',
  'decoratorAutoAccessors',
  'explicitResourceManagement',
];

function runsAt(text: Commented, { node, parent }: Found): readonly Run[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return importsOf(text, node);
    case 'ExportNamedDeclaration':
      return exportsOf(text, node);
    case 'VariableDeclarator':
      return node.id.type === 'ObjectPattern' && !isLazy(node.init ?? null)
        ? patternOf(text, node.id)
        : [];
    case 'Program':
      // What is written above a file's first statement may be about the file.
      return functionsOf(text, node.body, 1);
    case 'BlockStatement':
      return parent && isFunction(parent) ? functionsOf(text, node.body, 0) : [];
    case 'ClassBody':
      return parent && 'decorators' in parent && parent.decorators?.length
        ? []
        : methodsOf(text, node);
    case 'SwitchStatement':
      return clausesOf(text, node);
    default:
      return isFunction(node) && isKeptFromCalls(node, parent) ? parametersOf(text, node) : [];
  }
}

function spanOf({ start, end }: { start?: number | null; end?: number | null }): Span | null {
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : null;
}

function unitOf(name: string, node: Node): readonly Unit[] {
  const span = spanOf(node);
  return span ? [{ name, ...span, terminator: '' }] : [];
}

function importsOf(text: Commented, node: ImportDeclaration): readonly Run[] {
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

function exportsOf(text: Commented, node: ExportNamedDeclaration): readonly Run[] {
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

function nameOf(key: Node): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' ? key.value : null;
}

function patternOf(text: Commented, pattern: ObjectPattern): readonly Run[] {
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
  const units = distinct(plain.flatMap(({ name, property }) => unitOf(name, property)));
  return [{ kind: `pattern ${JSON.stringify(names)}`, units }];
}

/** Whether reading properties is known to do something, such as to load a module. */
function isLazy(init: Node | null): boolean {
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

function isFunction(node: Node): node is Function {
  return FUNCTIONS.has(node.type);
}

const FUNCTIONS = new Set(
  (
    'FunctionDeclaration FunctionExpression ArrowFunctionExpression ' +
    'ObjectMethod ClassMethod ClassPrivateMethod'
  ).split(' '),
);

/** Whether nothing is handed this function's text: test runners look there for names. */
function isKeptFromCalls({ type }: Function, parent: Node | null): boolean {
  return (
    type === 'FunctionDeclaration' ||
    type === 'ClassMethod' ||
    type === 'ClassPrivateMethod' ||
    parent?.type === 'VariableDeclarator'
  );
}

function parametersOf(text: Commented, { params }: Function): readonly Run[] {
  return params.flatMap((param) => {
    const pattern = param.type === 'AssignmentPattern' ? param.left : param;
    return pattern.type === 'ObjectPattern' ? patternOf(text, pattern) : [];
  });
}

function functionsOf(
  text: Commented,
  body: readonly Statement[],
  pinnedCount: number,
): readonly Run[] {
  const declared = body.map((statement) => declarationOf(statement));
  const names = declared.map((each) =>
    each?.type === 'FunctionDeclaration' ? (each.id?.name ?? '') : '',
  );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isFree = (index: number) =>
    index >= pinnedCount &&
    declared[index]?.type === 'FunctionDeclaration' &&
    declared[index - 1]?.type !== 'TSDeclareFunction';
  const siblings = body.map((statement, index): Sibling => {
    const declaration = declared[index];
    const hasNeighbour = isFree(index - 1) || isFree(index + 1);
    if (!declaration || !isFree(index) || !hasNeighbour) return siblingOf(statement, null);
    // Of two functions with one name the later wins.
    const isOnly = counts.get(names[index] ?? '') === 1;
    return siblingOf(statement, isOnly ? wordsOf(declaration) : '');
  });
  return unitRuns(text, siblings).map((units) => ({ kind: 'function', units }));
}

function declarationOf(statement: Statement): Node | null {
  return statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? null) : statement;
}

function siblingOf(node: Node, name: string | null, isOpen = false): Sibling {
  const span = spanOf(node);
  return span ? { ...span, name, isOpen } : { start: 0, end: 0, name: null, isOpen };
}

type Member = ClassBody['body'][number];

function methodsOf(text: Commented, { body }: ClassBody): readonly Run[] {
  // What decorates a class or a member may see the others.
  if (body.some((member) => 'decorators' in member && member.decorators?.length)) return [];
  const siblings = body.map((member, index) =>
    siblingOf(member, methodName(text, member, body[index - 1])),
  );
  return unitRuns(text, siblings).flatMap((units) =>
    ['method', 'static'].map((kind) => ({
      kind,
      units: units.filter(({ name }) => name.startsWith(`${kind} `)),
    })),
  );
}

function methodName(text: Commented, member: Member, before: Member | undefined): string | null {
  if (member.type !== 'ClassMethod' || member.kind !== 'method' || member.computed) return null;
  if (member.params.some((param) => 'decorators' in param && param.decorators?.length)) return null;
  if (before && !isCut(text, before)) return null;
  const name = nameOf(member.key);
  return name === null ? null : `${member.static ? 'static' : 'method'} ${name}`;
}

/** A signature belongs to the method after it, and a field goes on in the `*` of a generator. */
function isCut({ source }: Commented, { type, end }: Member): boolean {
  if (type === 'TSDeclareMethod') return false;
  return BODIED.has(type) || source[(end ?? 0) - 1] === ';';
}

const BODIED = new Set(['ClassMethod', 'ClassPrivateMethod', 'StaticBlock']);

function clausesOf(text: Commented, { cases }: SwitchStatement): readonly Run[] {
  const siblings = cases.map((clause, index) => {
    const before = cases[index - 1];
    // Minifiers leave out the `break` of the last, which has to stay last then.
    const isFree = (!before || hasEnd(before)) && index < cases.length - 1;
    const last = clause.consequent.at(-1);
    const isOpen = text.source[(clause.end ?? 0) - 1] !== ';' && last?.type !== 'BlockStatement';
    return siblingOf(clause, isFree ? clauseName(clause) : null, isOpen);
  });
  return unitRuns(text, siblings).map((units) => ({ kind: 'case', units }));
}

function clauseName(clause: SwitchCase): string | null {
  const { test, consequent } = clause;
  if (test?.type !== 'StringLiteral' && test?.type !== 'NumericLiteral') return null;
  return hasEnd(clause) && !consequent.some(isLexical) ? JSON.stringify(test.value) : null;
}

/** Whether control never runs on into the next clause. */
function hasEnd(clause: SwitchCase): boolean {
  return /^(?:Return|Throw|Break|Continue)Statement$/.test(lastOf(clause)?.type ?? '');
}

function lastOf({ consequent }: SwitchCase): Statement | undefined {
  let last = consequent.at(-1);
  while (last?.type === 'BlockStatement') last = last.body.at(-1);
  return last;
}

/** Clauses of one `switch` share a scope. */
function isLexical(statement: Statement): boolean {
  if (statement.type === 'VariableDeclaration') return statement.kind !== 'var';
  return statement.type.endsWith('Declaration');
}
