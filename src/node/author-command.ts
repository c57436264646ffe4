import { runCommand } from './command.ts';
import type { Exit } from './command.ts';

/**
 * Runs a command of whoever has the content: no message of a failure repeats what is confidential
 * there. A stranger's verifier has no content, and does without the search for it.
 *
 * @param usage - printed under a usage error, and alone for `--help`.
 */
export async function run(usage: string, main: () => Promise<Exit>): Promise<void> {
  await runCommand(usage, main, async (message) => {
    // Loaded here alone: a run that goes well does not wait for it.
    const { maskedMessage } = await import('./masked-message.ts');
    return maskedMessage(message, process.env);
  });
}
