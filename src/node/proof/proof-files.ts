import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  SSH_NAMESPACE,
  makeAllowedSigners,
  principalOf,
  signSsh,
  writeProofFile,
} from '../../authorship/index.ts';
import type { Author, Proof } from '../../authorship/index.ts';
import { toUtf8 } from '../../bytes/utf8.ts';
import { writeDurably } from '../files/durable-file.ts';

/** What is written for one proof, by file name. */
export interface ProofFiles {
  readonly proof: string;
  /** The line by which a doubter checks the statement with software that is installed already. */
  readonly command: string;
}

const NAMES = {
  proof: 'proof.json',
  statement: 'statement.txt',
  signature: 'statement.txt.sig',
  signers: 'allowed_signers',
} as const;

/**
 * Writes a proof and its statement into a folder that only the author can read.
 *
 * @param statement - what the SSH signature is over.
 */
export async function writeProofFiles(
  folder: string,
  { proof, statement }: { proof: Proof; statement: string },
  author: Author,
): Promise<ProofFiles> {
  const principal = principalOf(author.site);
  const texts = {
    [NAMES.proof]: writeProofFile(proof),
    [NAMES.statement]: statement,
    [NAMES.signature]: signSsh(toUtf8(statement), SSH_NAMESPACE, author),
    [NAMES.signers]: makeAllowedSigners(author),
  };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(texts))
    await writeDurably(join(folder, name), text, 0o600);
  return {
    proof: join(folder, NAMES.proof),
    command:
      `ssh-keygen -Y verify -f ${NAMES.signers} -I ${principal} -n ${SSH_NAMESPACE}` +
      ` -s ${NAMES.signature} < ${NAMES.statement}`,
  };
}
