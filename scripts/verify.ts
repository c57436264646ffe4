// verify TARGET…: reads the marks in files, folders, URLs or standard input, and says whose they are.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAuthorDocument, survey } from '../src/authorship/index.ts';
import type { AuthorDocument, Opened, Sighting } from '../src/authorship/index.ts';
import { BrokenInput, EXIT, UsageError, run } from '../src/node/command.ts';
import { AUTHOR_DOCUMENT } from '../src/release/well-known.ts';
import { recoverRelease } from '../src/node/out-folder.ts';
import { readSettings } from '../src/node/settings.ts';
import { fetchText, readTarget } from '../src/node/target.ts';

const usage = `npm run verify -- TARGET… [--ledger FILE-or-URL] [--phrase TEXT] [--json]

Reads authorship marks from files, folders, URLs or standard input (-), and says whose they are.
A mark is checked against the author's public document: the one given with --ledger, else the one
at the root of the folder or site, else that of the release in dist/.

  --ledger FILE-or-URL   the author's document (SITE/.well-known/colophon/author.json)
  --phrase TEXT          tries this phrase on every egg that is found
  --json                 one object on standard output

Exit: 0 a mark verified, 1 none, 2 usage or unreadable.`;

interface Result {
  readonly target: string;
  readonly sightings: readonly Sighting[];
}

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    options: {
      ledger: { type: 'string' },
      phrase: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('expected a TARGET');
  const { outDir } = readSettings(process.env, new Date());
  await recoverRelease(outDir);
  const given = values.ledger === undefined ? [] : [await readLedger(values.ledger)];
  const results: Result[] = [];
  for (const target of positionals)
    results.push(...(await look(target, given, { outDir, phrase: values.phrase })));
  const isVerified = results.some(({ sightings }) => sightings.some(({ isListed }) => isListed));
  if (values.json) console.log(JSON.stringify({ verified: isVerified, results }, null, 2));
  else console.log(report(results));
  return isVerified ? EXIT.fine : EXIT.refused;
});

async function look(
  target: string,
  given: readonly AuthorDocument[],
  { outDir, phrase }: { outDir: string; phrase: string | undefined },
): Promise<readonly Result[]> {
  const { targets, documents } = await readTarget(target);
  const known = given.length > 0 ? given : await nearest(documents, target, outDir);
  if (known.length === 0)
    throw new BrokenInput(`${target}: no author document near it`, {
      hint: "Give the author's with --ledger https://SITE/.well-known/colophon/author.json.",
    });
  return Promise.all(
    targets.map(async ({ name, text }) => ({
      target: name,
      sightings: await survey(text, known, phrase === undefined ? {} : { phrase }),
    })),
  );
}

/** The document beside the target, else that of the release in this checkout: the author's own. */
async function nearest(
  documents: readonly string[],
  target: string,
  outDir: string,
): Promise<readonly AuthorDocument[]> {
  const own = join(outDir, AUTHOR_DOCUMENT);
  const texts =
    documents.length === 0 && existsSync(own) ? [await readFile(own, 'utf8')] : documents;
  return texts.map((text) => trust(text, target));
}

async function readLedger(place: string): Promise<AuthorDocument> {
  const isUrl = /^https?:\/\//.test(place);
  const text = isUrl ? await fetchText(new URL(place)) : await readFile(place, 'utf8');
  if (text === null) throw new BrokenInput(`${place}: not found`);
  return trust(text, place);
}

function trust(text: string, place: string): AuthorDocument {
  const verdict = readAuthorDocument(text);
  if (verdict.status === 'valid') return verdict.document;
  throw new BrokenInput(
    verdict.status === 'bad-signature'
      ? `${place}: the author document is not signed by the key it names`
      : `${place}: not an author document`,
  );
}

function report(results: readonly Result[]): string {
  const found = results.filter(({ sightings }) => sightings.length > 0);
  const lines = found.flatMap(({ target, sightings }) => [target, ...sightings.map(explain)]);
  const summary = `${results.length} looked at, marks in ${found.length}`;
  return [...lines, summary].join('\n');
}

function explain({ carrier, author, work, isListed, where, chance, opened }: Sighting): string {
  const place =
    where.paragraph === null ? where.words : `paragraph ${where.paragraph}, ${where.words}`;
  const lines = [
    `  ${carrier}: ${isListed ? `${author.name}, ${work}` : 'made with the public key of this author, but not in the signed list'}`,
    `    key ${author.fingerprint}, ${author.site}`,
    `    ${place}`,
    `    by chance at most ${chance.toExponential(0)}`,
  ];
  if (opened) lines.push(`    it says: ${opened.statement.statement}`, `    ${signature(opened)}`);
  return lines.join('\n');
}

function signature({ isSigned }: Opened): string {
  if (isSigned === null) return 'its signature could not be checked here';
  return isSigned ? 'signed by this author' : 'NOT signed by this author';
}
