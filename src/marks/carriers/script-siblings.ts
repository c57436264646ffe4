import type { ClassBody, Node, Statement, SwitchCase, SwitchStatement } from '@babel/types';
import { nameOf, spanOf, unitRuns } from './script-units.ts';
import type { Commented, Run, Sibling } from './script-units.ts';
import { wordsOf } from './script-words.ts';

/**
 * Neighbouring functions of a module or of a function's body, named by what is in them.
 *
 * @param pinnedCount - how many of the first statements stay where they are.
 */
export function functionsOf(
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

/** Neighbouring methods of a class, static ones apart. */
export function methodsOf(text: Commented, { body }: ClassBody): readonly Run[] {
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

/** Neighbouring clauses of a `switch` that stand for themselves. */
export function clausesOf(text: Commented, { cases }: SwitchStatement): readonly Run[] {
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
