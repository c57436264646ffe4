import type { NamedFinding } from '../gate/index.ts';

/** What an author may accept: what was searched for. A lost mark or a broken ledger has to be mended. */
const ACCEPTABLE = /^(?!mark-|ledger-)/;

/** Parts findings from those that the author has accepted by their ids. */
export function withoutAccepted(
  findings: readonly NamedFinding[],
  ids: ReadonlySet<string>,
): { readonly findings: readonly NamedFinding[]; readonly accepted: readonly NamedFinding[] } {
  const isAccepted = ({ id, rule }: NamedFinding) => ids.has(id) && ACCEPTABLE.test(rule);
  return {
    findings: findings.filter((each) => !isAccepted(each)),
    accepted: findings.filter(isAccepted),
  };
}
