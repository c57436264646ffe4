import { createInterface } from 'node:readline/promises';

/**
 * Asks the person at the terminal a question of yes or no.
 *
 * @param fallback what any answer but yes or no counts as, such as Enter alone.
 * @returns the answer; null if it was cancelled (Ctrl+C, Ctrl+D).
 */
export async function askYesOrNo(question: string, fallback: boolean): Promise<boolean | null> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} ${fallback ? '[Y/n]' : '[y/N]'} `);
    return /^\s*y/i.test(answer) || (fallback && !/^\s*n/i.test(answer));
  } catch {
    return null;
  } finally {
    terminal.close();
  }
}
