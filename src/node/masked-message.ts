import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ENVIRONMENT } from './settings.ts';
import { keepAgreementUnprinted, masked } from './unprinted.ts';

/**
 * @returns what a command says, as it may be printed, although it has not read the content: it may
 *   have failed before. What lies there in plain files must not be printed all the same.
 */
export async function maskedMessage(message: string, env: NodeJS.ProcessEnv): Promise<string> {
  const content = argumentOf('--content') || env[ENVIRONMENT.content] || 'content';
  await keepPlainAgreements(join(resolve(content), 'agreements'));
  return masked(message);
}

/** The arguments may be what it failed at, so that nothing has parsed them yet. */
function argumentOf(option: string): string | undefined {
  const { argv } = process;
  const joined = argv.find((each) => each.startsWith(`${option}=`))?.slice(option.length + 1);
  return joined ?? argv[argv.indexOf(option, 2) + 1 || argv.length];
}

/** What cannot be read cannot be kept either: what is to be told matters more. */
async function keepPlainAgreements(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => /\.ya?ml$/.test(each)))
    keepAgreementUnprinted(await readFile(join(folder, name), 'utf8').catch(() => ''));
}
