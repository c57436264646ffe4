import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { unexpectedArgument } from './command.ts';
import { ENVIRONMENT } from './settings.ts';

const SITE_OPTIONS = {
  content: { type: 'string' },
  out: { type: 'string' },
  'as-of': { type: 'string' },
} as const;

/**
 * Parses the options that build, dev and preview share, and hands them to Astro's process through
 * the environment, where `readSettings` finds them.
 *
 * @param more - options of this command alone.
 * @returns the values of all options.
 * @throws UsageError for an argument that is no option.
 */
export function parseSiteOptions<const More extends ParseArgsOptionsConfig>(more: More) {
  const { values, positionals } = parseArgs({
    options: { ...SITE_OPTIONS, ...more },
    allowPositionals: true,
  });
  if (positionals.length > 0) throw unexpectedArgument(positionals[0]);
  const shared = values as Partial<Record<keyof typeof SITE_OPTIONS, string>>;
  setEnvironment(ENVIRONMENT.content, shared.content);
  setEnvironment(ENVIRONMENT.out, shared.out);
  setEnvironment(ENVIRONMENT.asOf, shared['as-of']);
  return values;
}

/** Leaves what the environment says where the command line says nothing. */
export function setEnvironment(name: string, value: string | undefined): void {
  if (value !== undefined) process.env[name] = value;
}
