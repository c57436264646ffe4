import { parse } from '@babel/parser';
import type { ParserPlugin } from '@babel/parser';
import type { Function, Node } from '@babel/types';
import { exportsOf, importsOf, isLazy, patternOf } from './script-braces.ts';
import { clausesOf, functionsOf, methodsOf } from './script-siblings.ts';
import { spanOf } from './script-units.ts';
import type { Commented, Run } from './script-units.ts';
import { nodesOf } from './script-words.ts';
import type { Found } from './script-words.ts';

/** What is written beside plain JavaScript. */
export type Dialect = readonly ('jsx' | 'typescript' | ['typescript', { dts: true }])[];

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
