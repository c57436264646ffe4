import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Problem } from '../../disclosure/problem.ts';
import { Retractions } from '../../schemas/retraction.ts';
import type { Retraction } from '../../schemas/retraction.ts';
import { BrokenInput } from '../command.ts';
import { writeDurably } from '../files/durable-file.ts';
import { readYaml, validate } from './yaml.ts';

/**
 * @returns where it is written down what was taken down: with the content, so that no machine that
 *   builds it publishes a work again by accident.
 */
export function retractionsFile(contentDir: string): string {
  return join(contentDir, 'retractions.yaml');
}

/** Reads what was taken down; nothing if there is no file. */
export async function readRetractions(
  path: string,
  file: string,
  works: readonly { readonly work: string }[],
): Promise<{
  readonly retractions: ReadonlyMap<string, Retraction>;
  readonly problems: readonly Problem[];
}> {
  const result = readYaml(existsSync(path) ? await readFile(path, 'utf8') : '[]', file);
  const checked =
    'problems' in result
      ? result
      : validate({ ...result.source, value: result.source.value ?? [] }, Retractions);
  if ('problems' in checked) return { retractions: new Map(), problems: checked.problems };
  const known = new Set(works.map(({ work }) => work));
  return {
    retractions: new Map(checked.value.map((each) => [each.work, each])),
    problems: checked.value.flatMap((each, index) =>
      known.has(each.work) || each.isGone ? [] : [unknown(file, index)],
    ),
  };
}

function unknown(file: string, index: number): Problem {
  return {
    file,
    line: null,
    field: `${index}.work`,
    message: 'expected the slug of a work, or its page would stay public',
    hint: 'Mend the slug; if the folder of the work is removed, add `isGone: true`.',
  };
}

/**
 * Writes a retraction down, and leaves what an author wrote beside it as it is.
 *
 * @throws BrokenInput if the file cannot be understood.
 */
export async function addRetraction(path: string, retraction: Retraction): Promise<void> {
  const text = existsSync(path) ? await readFile(path, 'utf8') : HEAD;
  const document: Document = parseDocument(text);
  document.contents ??= document.createNode([]);
  if (document.errors.length > 0 || !isSeq(document.contents))
    throw new BrokenInput(`${path}: expected a list`, { hint: '`npm run build` says more.' });
  document.contents.flow = false;
  document.contents.add(document.createNode(retraction, { flow: true }));
  await writeDurably(path, document.toString({ lineWidth: 0 }));
}

const HEAD =
  '# Works that were taken down. While a line stands here, no build publishes its work again.\n';
