import { constants, existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../bytes/json.ts';
import { BrokenInput } from '../command.ts';
import { syncFolder } from '../files/durable-file.ts';

/** One proof that was made. Private: it says who was told what. */
export const ProofRecord = z.strictObject({
  /** When, ISO 8601. */
  at: z.string(),
  work: z.string(),
  /** Names of the revealed claims. */
  reveal: z.array(z.string()),
  /** Ids of the marks among them: these are burnt. */
  marks: z.array(z.string()),
  recipient: z.string().nullable(),
  challenge: z.string(),
  /** Whether it said more than the agreement lets the public know. */
  isPrivate: z.boolean(),
});
export type ProofRecord = z.infer<typeof ProofRecord>;

function recordFile(stateDir: string): string {
  return join(stateDir, 'proofs.jsonl');
}

/**
 * Reads what was revealed so far, oldest first.
 *
 * @param stateDir - the folder of the author's private state for one site.
 * @throws BrokenInput if a line cannot be understood: a mark that was burnt must not look fresh.
 */
export async function readProofRecords(stateDir: string): Promise<readonly ProofRecord[]> {
  const file = recordFile(stateDir);
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  // A crash can leave the last line cut; its proof was never handed out.
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const record = ProofRecord.safeParse(parseJson(line));
    if (record.success) return record.data;
    throw new BrokenInput(`${file}:${index + 1}: expected a record of a proof`, {
      hint: 'Restore the file from your backup, or mend the line: it says which marks are burnt.',
    });
  });
}

/** Writes a proof down: once this resolves the line survives a crash. Readable by the author alone. */
export async function appendProofRecord(stateDir: string, record: ProofRecord): Promise<void> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const path = recordFile(stateDir);
  const whole = existsSync(path) ? await wholeLines(path) : 0;
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await file.truncate(whole);
    await file.write(`${JSON.stringify(record)}\n`, whole);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** @returns the size in bytes of all lines that end. */
async function wholeLines(path: string): Promise<number> {
  return (await readFile(path)).lastIndexOf('\n') + 1;
}
