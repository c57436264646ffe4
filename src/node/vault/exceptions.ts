import type { NamedFinding } from '../../gate/index.ts';
import type { Exception } from './document.ts';

/** @returns the ids of findings that are accepted on a day. */
export function acceptedOn(exceptions: readonly Exception[], day: string): ReadonlySet<string> {
  return new Set(exceptions.filter((each) => isValid(each, day)).map(({ finding }) => finding));
}

function isValid({ on, until }: Exception, day: string): boolean {
  return on <= day && day <= until;
}

/**
 * @returns lines about what the exceptions did on a day: what they let pass, and those that ran out.
 *   Reasons and names stay in the vault, for logs of builds are read by others.
 */
export function explainExceptions(
  exceptions: readonly Exception[],
  day: string,
  found: { readonly accepted: readonly NamedFinding[]; readonly findings: readonly NamedFinding[] },
): readonly string[] {
  const until = new Map(
    exceptions.filter((each) => isValid(each, day)).map((each) => [each.finding, each.until]),
  );
  const open = new Set(found.findings.map(({ id }) => id));
  const ended = exceptions.filter((each) => each.until < day && open.has(each.finding));
  return [
    ...found.accepted.map(({ id, rule }) => `accepted until ${until.get(id)}: ${rule} [${id}]`),
    ...ended.map(({ finding, until: last }) => `no longer accepted since ${last}: [${finding}]`),
  ];
}
