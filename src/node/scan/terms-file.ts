import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { formatProblem } from '../../disclosure/index.ts';
import type { GateTerm, Logo } from '../../gate/index.ts';
import { Text } from '../../schemas/fields.ts';
import { BrokenInput } from '../command.ts';
import { readLogo } from './pixels/logo-file.ts';
import { readYaml, validate } from '../content/yaml.ts';

const KINDS = ['name', 'word', 'person', 'domain', 'figure', 'logo'] as const;

const Term = z
  .strictObject({
    id: Text,
    term: Text.optional(),
    aliases: z.array(Text).default([]),
    kind: z.enum(KINDS, { error: `expected one of ${KINDS.join(', ')}` }).default('word'),
    /** The picture of a logo, relative to the terms file. */
    file: Text.optional(),
  })
  .refine(({ kind, term }) => kind === 'logo' || term !== undefined, {
    path: ['term'],
    message: 'expected a text',
  })
  .refine(({ kind, file }) => (kind === 'logo') === (file !== undefined), {
    path: ['file'],
    message: 'expected a picture for a logo, and none for anything else',
  });

/**
 * Reads the terms file of `scan`. YAML, and so JSON too.
 *
 * @returns the terms, and the logos among them, which have no text to search for.
 * @throws BrokenInput with every problem, one a line.
 */
export async function readTerms(
  path: string,
): Promise<{ terms: readonly GateTerm[]; logos: readonly Logo[] }> {
  if (!existsSync(path)) throw new BrokenInput(`${path}: no such file`);
  const result = readYaml(await readFile(path, 'utf8'), path);
  const checked =
    'problems' in result
      ? result
      : validate(result.source, z.array(Term, 'expected a list of terms'));
  if ('problems' in checked) throw new BrokenInput(checked.problems.map(formatProblem).join('\n'));
  const terms = checked.value.flatMap(({ id, term, aliases, kind }) =>
    kind === 'logo' || term === undefined ? [] : [{ id, writings: [term, ...aliases], kind }],
  );
  const logos = checked.value.flatMap(({ id, kind, file }) =>
    kind === 'logo' && file !== undefined ? [readLogoFile(id, resolve(dirname(path), file))] : [],
  );
  return { terms, logos: await Promise.all(logos) };
}

async function readLogoFile(id: string, path: string): Promise<Logo> {
  if (!existsSync(path)) throw new BrokenInput(`${path}: no such file`);
  const picture = await readFile(path);
  return readLogo(id, picture).catch((error: unknown) => {
    if (!(error instanceof BrokenInput)) throw error;
    const { message, hint } = error;
    throw new BrokenInput(`${path}: ${message}`, { cause: error, ...(hint && { hint }) });
  });
}
