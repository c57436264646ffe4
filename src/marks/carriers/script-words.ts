import type { Node } from '@babel/types';

/** A node and the one around it. */
export interface Found {
  readonly node: Node;
  readonly parent: Node | null;
}

/**
 * Every node below and including `root`, parents first. With a stack of its own.
 *
 * @param isLeftOut - of which nothing is wanted, nor of what is below.
 */
export function nodesOf(
  root: Node,
  isLeftOut: (node: Node) => boolean = () => false,
): readonly Found[] {
  const found: Found[] = [];
  const open: Found[] = [{ node: root, parent: null }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    if (isLeftOut(node)) continue;
    found.push(next);
    for (const child of Object.values(node).flat())
      if (isNode(child)) open.push({ node: child, parent: node });
  }
  return found;
}

function isNode(value: unknown): value is Node {
  // Comments have types as well, but stand in the file's list only, which is never walked.
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/**
 * Names a function by what is in it and stays there when a minifier renames: the set of its strings,
 * property names, regular expressions and numbers.
 *
 * @returns an empty text if there is nothing of that.
 */
export function wordsOf(root: Node): string {
  const words = new Set<string>();
  for (const found of nodesOf(root, isType))
    for (const word of wordsAt(found)) if (!NOT_KEPT.has(word)) words.add(word);
  return words.size === 0 ? '' : JSON.stringify([...words].toSorted());
}

// `true` becomes `!0` and `typeof x === 'undefined'` becomes `typeof x > 'u'`.
const NOT_KEPT = new Set(['', '0', '1', 'undefined', 'u']);

/** Nodes of TypeScript that hold code which is still there once types are gone. */
const HOLDS_CODE = new Set(
  (
    'TSAsExpression TSSatisfiesExpression TSNonNullExpression TSTypeAssertion ' +
    'TSInstantiationExpression TSParameterProperty TSEnumDeclaration TSEnumBody TSEnumMember'
  ).split(' '),
);

function isType({ type }: Node): boolean {
  return type.startsWith('TS') && !HOLDS_CODE.has(type);
}

function wordsAt({ node, parent }: Found): readonly string[] {
  switch (node.type) {
    case 'StringLiteral':
      return onOneLine(node.value);
    case 'TemplateElement':
      return parent?.type === 'TemplateLiteral' && parent.quasis.length === 1
        ? onOneLine(node.value.cooked ?? '')
        : [];
    case 'NumericLiteral':
      return isFolded(parent) ? [] : [String(node.value)];
    case 'RegExpLiteral':
      return [`/${node.pattern}/`];
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return !node.computed && node.property.type === 'Identifier' ? [node.property.name] : [];
    case 'ObjectProperty':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return !node.computed && node.key.type === 'Identifier' ? [node.key.name] : [];
    default:
      return [];
  }
}

/** Formatters lay out what stands on several lines, such as styles and queries. */
function onOneLine(text: string): readonly string[] {
  return text.includes('\n') ? [] : [text];
}

/** Minifiers calculate. */
function isFolded(parent: Node | null): boolean {
  return (
    parent?.type === 'UnaryExpression' ||
    (parent?.type === 'BinaryExpression' && /^(?:[-+*/%&|^]|\*\*|<<|>>>?)$/.test(parent.operator))
  );
}
