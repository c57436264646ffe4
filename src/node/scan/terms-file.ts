import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { formatProblem } from '../../disclosure/index.ts';
import type { Problem } from '../../disclosure/problem.ts';
import type { GateTerm, Logo } from '../../gate/index.ts';
import { Text } from '../../schemas/fields.ts';
import { BrokenInput } from '../command.ts';
import { keepUnprinted } from '../unprinted.ts';
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

/** What messages call the file: its own name may be a client's, and its terms are not known yet. */
const PLACE = '--terms FILE';

/**
 * Reads the terms file of `scan`. YAML, and so JSON too.
 *
 * @returns the terms, and the logos among them, which have no text to search for.
 * @throws BrokenInput with every problem, one a line.
 */
export async function readTerms(
  path: string,
): Promise<{ terms: readonly GateTerm[]; logos: readonly Logo[] }> {
  if (!existsSync(path)) throw new BrokenInput(`${PLACE}: no such file`);
  const result = readYaml(await readFile(path, 'utf8'), PLACE);
  if ('problems' in result) throw broken(result.problems);
  const checked = validate(result.source, z.array(Term, 'expected a list of terms'));
  if ('problems' in checked) throw broken(checked.problems);
  const terms = checked.value.flatMap(({ id, term, aliases, kind }) =>
    kind === 'logo' || term === undefined ? [] : [{ id, writings: [term, ...aliases], kind }],
  );
  keepUnprinted(terms);
  const logos = checked.value.flatMap(({ id, kind, file }, index) => {
    if (kind !== 'logo' || file === undefined) return [];
    const place = { line: result.source.line([index, 'file']), field: `${index}.file` };
    return [readLogoFile(id, resolve(dirname(path), file), { file: PLACE, ...place })];
  });
  return { terms, logos: await Promise.all(logos) };
}

function broken(problems: readonly Problem[]): BrokenInput {
  return new BrokenInput(problems.map(formatProblem).join('\n'));
}

async function readLogoFile(
  id: string,
  path: string,
  place: Pick<Problem, 'file' | 'line' | 'field'>,
): Promise<Logo> {
  if (!existsSync(path)) throw broken([{ ...place, message: 'names a file that is not there' }]);
  const picture = await readFile(path);
  return readLogo(id, picture).catch((error: unknown) => {
    if (!(error instanceof BrokenInput)) throw error;
    const { message, hint } = error;
    throw broken([{ ...place, message, ...(hint && { hint }) }]);
  });
}
