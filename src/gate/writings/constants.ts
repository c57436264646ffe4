import { Parser } from 'acorn';
import type { AnyNode, Expression } from 'acorn';
import { fromBase64 } from '../../bytes/base64.ts';

/** A bundle beyond this size is read by patterns only: parsing takes too long and too much memory. */
const MAX_SIZE = 4 * 1024 * 1024;

/** How many expressions are looked at: a long sum is looked at again for each of its parts. */
const MAX_STEPS = 4_000_000;

type Value = string | number | readonly Value[];

/**
 * Works out the strings that a program puts together from constants.
 *
 * @returns those that stand nowhere in it as they are; none if it is no JavaScript.
 */
export function foldConstants(program: string): readonly string[] {
  if (program.length > MAX_SIZE) return [];
  const nodes = nodesOf(program);
  const folder = new Folder();
  // Twice, because a function may stand before the variable that it uses.
  for (let round = 0; round < 2; round++) for (const node of nodes) folder.visit(node);
  return [...folder.found].filter((text) => text.length > 2);
}

interface Finishing {
  finishNode(node: AnyNode, type: AnyNode['type']): AnyNode;
}
const { finishNode } = Parser.prototype as unknown as Finishing;

/** What is worth a look: the other parts of a program say nothing, or are parts of these. */
const TELLING: ReadonlySet<AnyNode['type']> = new Set([
  'AssignmentExpression',
  'BinaryExpression',
  'CallExpression',
  'MemberExpression',
  'Property',
  'TemplateLiteral',
  'VariableDeclarator',
]);

class ProgramParser extends Parser {
  /** Innermost first. To go through the tree for them would take as long as to make it. */
  readonly telling: AnyNode[] = [];

  constructor(program: string, sourceType: 'module' | 'script') {
    super(
      { ecmaVersion: 'latest', sourceType, allowReturnOutsideFunction: true, allowHashBang: true },
      program,
    );
  }

  finishNode(node: AnyNode, type: AnyNode['type']): AnyNode {
    if (TELLING.has(type)) this.telling.push(node);
    return finishNode.call(this, node, type);
  }

  /** Whether a name was declared before is not asked, which takes very long in a bundle of many. */
  declareName(): void {}
  checkLocalExport(): void {}
}

/** @returns those that tell something, each before its parts; none if it is no JavaScript. */
function nodesOf(program: string): readonly AnyNode[] {
  for (const sourceType of ['module', 'script'] as const)
    try {
      const parser = new ProgramParser(program, sourceType);
      parser.parse();
      return parser.telling.sort((one, other) => one.start - other.start || other.end - one.end);
    } catch {
      // Not this kind of program: the other may be, and what is none has no constants.
      continue;
    }
  return [];
}

/** Knows variables by their names alone: of two with the same name the later one counts. */
class Folder {
  readonly found = new Set<string>();
  private readonly variables = new Map<string, Value>();
  private left = MAX_STEPS;

  visit(node: AnyNode): void {
    try {
      const value = this.value(node as Expression);
      if (typeof value === 'string') this.found.add(value);
      this.remember(node);
    } catch (error) {
      // Nested deeper than the stack: its parts are looked at by themselves.
      if (!(error instanceof RangeError)) throw error;
    }
  }

  private remember(node: AnyNode): void {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      this.set(node.id.name, this.value(node.init));
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
      const before = node.operator === '+=' ? this.variables.get(node.left.name) : '';
      const added = this.value(node.right);
      const isText = typeof before === 'string' && typeof added === 'string';
      this.set(node.left.name, isText ? before + added : node.operator === '=' ? added : null);
      if (isText && node.operator === '+=') this.found.add(before + added);
    }
    if (node.type === 'Property' && node.key.type === 'Identifier')
      this.set(`.${node.key.name}`, this.value(node.value as Expression));
  }

  private set(name: string, value: Value | null): void {
    if (value !== null) this.variables.set(name, value);
  }

  /** @returns what an expression comes to; null if that is not known. */
  private value(node: Expression): Value | null {
    if (this.left-- < 0) return null;
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' || typeof node.value === 'number' ? node.value : null;
      case 'Identifier':
        return this.variables.get(node.name) ?? null;
      case 'TemplateLiteral':
        return this.template(node);
      case 'BinaryExpression':
        return node.operator === '+' ? this.sum(node.left as Expression, node.right) : null;
      case 'ArrayExpression':
        return this.values(node.elements as (Expression | null)[]);
      case 'MemberExpression':
        return this.member(node);
      case 'CallExpression':
        return this.call(node);
      default:
        return null;
    }
  }

  private values(nodes: readonly (Expression | null)[]): readonly Value[] | null {
    const values = nodes.map((node) => (node ? this.value(node) : null));
    return values.every((value) => value !== null) ? values : null;
  }

  private template({ quasis, expressions }: Expression & { type: 'TemplateLiteral' }) {
    const values = this.values(expressions);
    if (!values) return null;
    return quasis
      .map(({ value }, at) => `${value.cooked ?? ''}${String(values[at] ?? '')}`)
      .join('');
  }

  private sum(left: Expression, right: Expression): Value | null {
    const [one, other] = [this.value(left), this.value(right)];
    if (one === null || other === null) return null;
    return typeof one === 'number' && typeof other === 'number' ? one + other : `${one}${other}`;
  }

  private member(node: Expression & { type: 'MemberExpression' }): Value | null {
    if (!node.computed)
      return node.property.type === 'Identifier'
        ? (this.variables.get(`.${node.property.name}`) ?? null)
        : null;
    const [object, at] = [
      this.value(node.object as Expression),
      this.value(node.property as Expression),
    ];
    if (object === null || typeof object === 'number' || typeof at !== 'number') return null;
    return object[at] ?? null;
  }

  private call({
    callee,
    arguments: given,
  }: Expression & { type: 'CallExpression' }): Value | null {
    const values = this.values(given as Expression[]);
    if (!values) return null;
    if (callee.type === 'Identifier') return callee.name === 'atob' ? decoded(values[0]) : null;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
    const method = callee.property.name;
    if (method === 'fromCharCode' || method === 'fromCodePoint') return fromCodes(values);
    if (method === 'atob') return decoded(values[0]);
    const object = this.value(callee.object as Expression);
    return object === null ? null : called(object, method, values);
  }
}

function called(object: Value, method: string, [first]: readonly Value[]): Value | null {
  if (Array.isArray(object)) {
    if (method === 'join') return object.join(String(first ?? ','));
    return method === 'reverse' ? object.toReversed() : null;
  }
  const text = String(object as string | number);
  if (method === 'concat') return text + String(first ?? '');
  if (method === 'split' && typeof first === 'string') return text.split(first);
  return ['toLowerCase', 'toUpperCase', 'trim', 'toString'].includes(method) ? text : null;
}

function fromCodes(values: readonly Value[]): string | null {
  const codes = values.flat();
  const isCode = (code: Value) =>
    Number.isInteger(code) && Number(code) >= 0 && Number(code) < 0x110000;
  return codes.every(isCode) ? String.fromCodePoint(...codes.map(Number)) : null;
}

function decoded(value: Value | undefined): string | null {
  const bytes = typeof value === 'string' ? fromBase64(value) : null;
  return bytes && new TextDecoder().decode(bytes);
}
