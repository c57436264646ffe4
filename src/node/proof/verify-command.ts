import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { surveyDelivered } from '../../authorship/delivered-survey.ts';
import { look } from '../../authorship/index.ts';
import type {
  DeliveredReader,
  GivenFile,
  Knowledge,
  LeakedShare,
  LookOptions,
  VerifyReport,
} from '../../authorship/index.ts';
import { explainReport } from '../../site/explain-report.ts';
import type { Explanation } from '../../site/explain-report.ts';
import { VERIFY_STRINGS } from '../../site/verify-strings.ts';
import { AUTHOR_DOCUMENT } from '../../release/well-known.ts';
import { BrokenInput, EXIT, UsageError } from '../command.ts';
import type { Exit } from '../command.ts';
import { decodeSound } from '../sound/decode-sound.ts';
import { folderKnowledge, readRoot, siteKnowledge } from './site-knowledge.ts';
import { isUrl, readTarget } from './target.ts';
import { blockHeaders } from './time-witnesses.ts';

/** What the verify command says of itself, after the line that tells how it was called. */
export const VERIFY_HELP = `
Reads authorship marks and proofs from files, folders, zip files, URLs, proof links or standard
input (-), and says whose they are, what that shows and what it does not.

What is found is checked against the author's public documents: those given with --ledger, else
those of the folder or site that the target belongs to, else those at hand. A proof that opens a mark of
delivered work is given together with the files: verify PROOF FILES. With --ledger FILE and
targets that are files, nothing is asked over the network.

  --ledger PLACE      the author's documents: a released folder, a site's address, or either
                      one's .well-known/colophon/author.json
  --challenge TEXT    what you asked the author: a proof must answer it
  --phrase TEXT       tries this phrase on every egg and acrostic; may be repeated
  --max-age DAYS      refuse proofs signed longer ago (7)
  --root FILE.pem     trust this certificate of a time stamping authority; may be repeated
  --explorer URL      look Bitcoin blocks up at this Esplora server, such as
                      https://blockstream.info/api
  --delivered         look for all marks that \`npm run mark\` hid, without a proof, for the covert
                      marks of the site's pictures, and for the wordings that the key picked in
                      its texts: only where the author's seed is
  --json              one object on standard output; its JSON Schema is published with the site
                      as verify/report.schema.json

Exit: 0 a mark or a proof verified, 1 none, 2 usage or unreadable.`;

const DAY_MS = 86_400_000;

/** Of files that were passed over: a whole site has hundreds. */
const MOST_NAMED = 5;

/** Marks that are looked for with keys which are made from the author's seed. */
export type OwnMarks = Required<Pick<LookOptions, 'delivered' | 'covert' | 'wordings'>>;

/** What a document says. */
export interface DocumentText {
  /** The name of its file. */
  readonly document: string;
  readonly text: string;
}

/** What only the author's own machine can do. */
export interface VerifyPorts {
  /** Decodes images; without it they are passed over. */
  readonly openImage?: LookOptions['openImage'];
  /** @returns the words of those files that are documents; without it only what documents carry is read. */
  readonly documentTexts?: (files: readonly GivenFile[]) => Promise<readonly DocumentText[]>;
  /** @returns the marks that only the author can look for: what `--delivered` asks for. */
  readonly ownMarks?: () => Promise<OwnMarks>;
  /** @returns sealed copies among the files, and whose they were; nothing if nothing was ever sealed. */
  readonly leakedShares?: (files: readonly GivenFile[]) => Promise<readonly LeakedShare[]>;
}

const OPTIONS = {
  ledger: { type: 'string' },
  challenge: { type: 'string' },
  phrase: { type: 'string', multiple: true, default: [] },
  'max-age': { type: 'string', default: '7' },
  root: { type: 'string', multiple: true, default: [] },
  explorer: { type: 'string' },
  delivered: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

/**
 * Runs the verify command on the arguments of this process.
 *
 * @param own - what is known where neither the command line nor a target says more.
 */
export async function verifyCommand(
  own: () => Promise<Knowledge | null>,
  { openImage, documentTexts, ownMarks, leakedShares }: VerifyPorts = {},
): Promise<Exit> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0) throw new UsageError('expected a TARGET');
  if (values.delivered && !ownMarks)
    throw new UsageError('--delivered: only where the author’s seed is');
  const found = [];
  for (const target of positionals) found.push(await readTarget(target));
  const near = found.find(({ knowledge }) => knowledge)?.knowledge ?? null;
  const asked = values.ledger === undefined ? null : await readLedgerAt(values.ledger);
  const knowledge = asked ?? near ?? (await own());
  const given = found.flatMap(({ files }) => files);
  const texts = (await documentTexts?.(given)) ?? [];
  const files = [...given, ...texts.map(asFile)];
  const seen = await look(
    files,
    knowledge && {
      ...knowledge,
      roots: [...knowledge.roots, ...(await Promise.all(values.root.map(readRoot)))],
    },
    {
      now: new Date(),
      maxAgeMs: readDays(values['max-age']) * DAY_MS,
      challenge: values.challenge ?? null,
      phrases: values.phrase,
      ...(openImage && { openImage }),
      readDelivered,
      ...(values.delivered && (await ownMarks?.())),
      blockHeader: values.explorer === undefined ? undefined : blockHeaders(values.explorer),
    },
  );
  const report = underDocuments(seen, texts);
  const leaked = (await leakedShares?.(files)) ?? [];
  if (!knowledge && leaked.length === 0) refuseBlindLook(report, positionals);
  console.log(values.json ? JSON.stringify(report, null, 2) : render(report));
  // For the author's eyes: apart from the report, which may be handed on.
  for (const each of leaked) console.error(`\n${describeLeak(each)}`);
  const isTold = leaked.some(({ isSupport }) => !isSupport);
  return report.verified || isTold ? EXIT.fine : EXIT.refused;
}

/** Sound is decoded if a mark in sound is looked for at all, one file after the other. */
const readDelivered: DeliveredReader = async (files, openings) => {
  if (openings.every(({ opening }) => opening.carrier !== 'audio'))
    return surveyDelivered(files, openings);
  const decoded: GivenFile[] = [];
  for (const file of files) decoded.push(await decodeSound(file));
  return surveyDelivered(decoded, openings);
};

function asFile({ document, text }: DocumentText): GivenFile {
  return { name: nameOfText(document), bytes: new TextEncoder().encode(text) };
}

function nameOfText(document: string): string {
  return `${document} › text`;
}

type Result = VerifyReport['results'][number];

/** What was found in the words of a document was found in the document, which was not passed over then. */
function underDocuments(report: VerifyReport, texts: readonly DocumentText[]): VerifyReport {
  const documents = new Set(texts.map(({ document }) => document));
  const byText = new Map(texts.map(({ document }) => [nameOfText(document), document]));
  const sightings = new Map<string, Result['sightings']>();
  const others: Result[] = [];
  for (const each of report.results) {
    const target = byText.get(each.target) ?? each.target;
    if (each.proof || !documents.has(target)) others.push({ ...each, target });
    else sightings.set(target, [...(sightings.get(target) ?? []), ...each.sightings]);
  }
  const results = [...sightings].map(([target, all]) => ({ target, sightings: all, proof: null }));
  return {
    ...report,
    results: [...others, ...results],
    skipped: report.skipped.filter((name) => !documents.has(name)),
  };
}

function describeLeak({ target, carrier, share, chance, isSupport }: LeakedShare): string {
  const weight = isSupport ? ': supports, does not prove by itself' : '';
  const bound = `(by its ${carrier}; by chance at most ${chance.toExponential(0)}${weight})`;
  if (!share) return `${target}: a copy of a sealed page that is in no list any more ${bound}`;
  const { to, what, made, id } = share;
  return `${target}: the sealed copy of \`${what.work}\` that was made for ${to} on ${made}, share ${id} ${bound}`;
}

/** Without any author to compare with, a text that has no mark and one that has look the same. */
function refuseBlindLook({ results }: VerifyReport, targets: readonly string[]): void {
  if (results.some(({ sightings, proof }) => proof || sightings.length > 0)) return;
  throw new BrokenInput(`${targets.join(', ')}: no author document near it`, {
    hint: "Give the author's site with --ledger https://SITE/.",
  });
}

async function readLedgerAt(place: string): Promise<Knowledge> {
  const knowledge = isUrl(place)
    ? await siteKnowledge(siteRoot(new URL(place)))
    : await folderKnowledge(folderRoot(resolve(place)));
  if (knowledge) return knowledge;
  throw new BrokenInput(`${place}: no author document there`, {
    hint: `Expected the root of a site or a release, or its ${AUTHOR_DOCUMENT}.`,
  });
}

function siteRoot(url: URL): URL {
  const root = url.href.endsWith(AUTHOR_DOCUMENT)
    ? url.href.slice(0, -AUTHOR_DOCUMENT.length)
    : url.href;
  return new URL(root.endsWith('/') ? root : `${root}/`);
}

function folderRoot(path: string): string {
  return path.endsWith('author.json') ? dirname(dirname(dirname(path))) : path;
}

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isFinite(days) && days > 0) return days;
  throw new UsageError('--max-age: expected a number of days');
}

function render(report: VerifyReport): string {
  const { results, skipped } = report;
  const explained = explainReport(report, 'en').map(renderOne);
  const which = skipped.length > 0 && skipped.length <= MOST_NAMED ? `: ${skipped.join(', ')}` : '';
  const counts = `${results.length} looked at, ${skipped.length} passed over${which}`;
  return [...explained, counts].join('\n\n');
}

function renderOne({ headline, rows, can, cannot }: Explanation): string {
  const t = VERIFY_STRINGS.en;
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [`  ${title}:`, ...lines.map((line) => `    - ${line}`)] : [];
  return [
    headline,
    ...rows.flatMap(([label, values]) => [
      `  ${label}: ${values[0] ?? ''}`,
      ...values.slice(1).map((value) => `    ${value}`),
    ]),
    ...list(t.shows, can),
    ...list(t.doesNotShow, cannot),
  ].join('\n');
}
