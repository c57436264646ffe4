import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { BrokenInput } from '../command.ts';

/** Attacks on a backup are made at leisure: what a person makes up has to be long. */
const MIN_LENGTH = 20;

/**
 * Reads a passphrase: from a file, else hidden from the terminal, else as the first line of
 * standard input.
 *
 * @param isNew - asks twice on a terminal, and refuses a short one.
 * @throws BrokenInput
 */
export async function readPassphrase(file: string | undefined, isNew: boolean): Promise<string> {
  const passphrase = await obtain(file, isNew);
  if (!isNew || passphrase.length >= MIN_LENGTH) return passphrase;
  throw new BrokenInput(`passphrase: expected at least ${MIN_LENGTH} characters`, {
    hint: 'Five or more words drawn at random, such as by dice, not a sentence you know.',
  });
}

async function obtain(file: string | undefined, isNew: boolean): Promise<string> {
  if (file !== undefined) return firstLine(await readFile(file, 'utf8'));
  if (!process.stdin.isTTY) return firstLine(await textOf(process.stdin));
  const passphrase = await askHidden('Passphrase: ');
  if (isNew && (await askHidden('The same again: ')) !== passphrase)
    throw new BrokenInput('passphrase: the two were not the same');
  return passphrase;
}

function firstLine(text: string): string {
  const [line = ''] = text.split(/\r?\n/);
  if (line !== '') return line;
  throw new BrokenInput('passphrase: expected one', {
    hint: 'Give it in --passphrase-file, at the prompt of a terminal, or on standard input.',
  });
}

const ENTER = /[\r\n]/;
const INTERRUPT = '\u0003';
const BACKSPACE = /[\b\u007f]/;

/** Shows nothing of what is typed, not even how much. */
async function askHidden(question: string): Promise<string> {
  // Before the question: what is typed ahead of it would be shown.
  process.stdin.setRawMode(true).resume().setEncoding('utf8');
  process.stderr.write(question);
  try {
    return await new Promise((resolve, reject) => {
      let typed = '';
      const take = (chunk: string) => {
        for (const character of chunk) {
          if (character === INTERRUPT) reject(new BrokenInput('passphrase: cancelled'));
          else if (ENTER.test(character)) resolve(typed);
          else typed = BACKSPACE.test(character) ? typed.slice(0, -1) : typed + character;
          if (!ENTER.test(character) && character !== INTERRUPT) continue;
          process.stdin.off('data', take);
          return;
        }
      };
      process.stdin.on('data', take);
    });
  } finally {
    process.stdin.setRawMode(false).pause();
    process.stderr.write('\n');
  }
}
