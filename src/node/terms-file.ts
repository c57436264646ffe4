import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { formatProblem } from '../disclosure/index.ts';
import type { GateTerm } from '../gate/index.ts';
import { Text } from '../schemas/fields.ts';
import { BrokenInput } from './command.ts';
import { readYaml, validate } from './yaml.ts';

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
  });

/**
 * Reads the terms file of `scan`. YAML, and so JSON too.
 *
 * @returns the terms, and how many logos there were, which have no text to search for.
 * @throws BrokenInput with every problem, one a line.
 */
export async function readTerms(
  path: string,
): Promise<{ terms: readonly GateTerm[]; logos: number }> {
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
  return { terms, logos: checked.value.length - terms.length };
}
