import type { Json } from '../bytes/canonical-json.ts';
import { fromBase64url } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import type { LedgerVersion, WorkRecord } from './ledger.ts';
import type { ProofRequest } from './proof.ts';

/** The namespace of our SSH signatures: none of another program passes for one of them. */
export const SSH_NAMESPACE = 'colophon';

/**
 * Says in plain words what a proof says, for the doubter who would rather check an SSH signature
 * with software that is installed already.
 */
export function statementText(
  { name, site, fingerprint, number, digest }: LedgerVersion,
  { claims }: WorkRecord,
  { reveal, challenge, recipient, now }: ProofRequest,
): string {
  const lines = [
    'Statement of authorship',
    '',
    `Author: ${name}, ${site}`,
    `Key: ${fingerprint}`,
    `Challenge: ${challenge}`,
    ...(recipient === undefined ? [] : [`Made for: ${recipient}`]),
    `Signed on: ${now.toISOString()}`,
    `Ledger: version ${number}, SHA-256 ${toHex(fromBase64url(digest) ?? new Uint8Array())}`,
    '',
    'That version of my ledger commits to the following:',
    ...reveal.flatMap((claim) => claimLines(claim, claims[claim])),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function claimLines(claim: string, value: Json | undefined): readonly string[] {
  const leaves = leavesOf(value);
  const isPlain = leaves.length === 1 && leaves[0]?.[0] === '';
  return leaves.map(([path, text]) => `  ${claim}${isPlain ? '' : `.${path}`}: ${text}`);
}

function leavesOf(value: Json | undefined, path = ''): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]: [string, Json | undefined]) =>
    leavesOf(inner, path ? `${path}.${name}` : name),
  );
}

/** A value must not look like another line of the statement. */
function oneLine(line: string): string {
  return line.replaceAll(/[\r\n\u2028\u2029]+/gu, ' ');
}
