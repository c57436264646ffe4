// prove: shows chosen facts and marks of a work to a doubter, as an answer to the doubter's challenge.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HELD_VERSIONS } from '../src/release/documents.ts';
import { MANIFEST } from '../src/release/well-known.ts';
import { statementText, writeProofLink } from '../src/authorship/index.ts';
import type { Author } from '../src/authorship/index.ts';
import type { Portfolio } from '../src/disclosure/index.ts';
import { run } from '../src/node/author-command.ts';
import { EXIT, UsageError } from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { loadContent } from '../src/node/content/content.ts';
import { openDeliveryDesk } from '../src/node/delivery/delivery-desk.ts';
import { readVersions } from '../src/node/proof/ledger-folder.ts';
import { writeProofFiles } from '../src/node/proof/proof-files.ts';
import { appendProofRecord, readProofRecords } from '../src/node/proof/proof-record.ts';
import {
  chooseVersion,
  makeCheckedProof,
  markBalance,
  provableWork,
} from '../src/node/proof/prove.ts';
import type { MarkBalance, ProvableWork } from '../src/node/proof/prove.ts';
import { stateFolder } from '../src/node/identity/seed.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import type { Settings } from '../src/node/settings.ts';
import { setEnvironment } from '../src/node/site-options.ts';

const usage = `npm run prove -- --work SLUG --reveal NAME,… --challenge TEXT [options]

Makes a proof of authorship: the chosen facts and marks of a work and nothing else, out of the
published ledger, signed together with the doubter's challenge. Writes it as a file and prints it as
a link to the verify page; the link holds it in its fragment, which is never sent to a server. Also
writes a statement for \`ssh-keygen -Y verify\`.

Without --reveal, lists what can be revealed of the work and which marks were shown already.

  --work SLUG         a case study or talk, sealed ones too
  --reveal NAME,…     title, client, role, …, mark:1, mark:2, …
  --challenge TEXT    what the doubter gave you, such as 4821 9377 0526 4410
  --for NAME          for whom it is made; signed with it
  --private           allow more than the agreement lets the public know, for the one recipient
                      named with --for; it is written down
  --out DIR           where the files go (proofs/NUMBER/)
  --content DIR       where the content is (content/)
  --as-of YYYY-MM-DD  judge what may be told as on that day

Every proof is recorded in your private state, and so are the marks it burns.

Exit: 0 made or listed, 1 refused because it would say too much, 2 usage or broken input.`;

/** With fewer marks left than this, the next doubts become hard to answer. */
const FEW_MARKS = 3;

/** What the author asked for. */
interface Wish {
  readonly reveal: readonly string[];
  readonly challenge: string;
  readonly recipient: string | undefined;
  readonly isPrivate: boolean;
  readonly out: string | undefined;
  readonly now: Date;
}

/** Whose work it is, and where everything lies. */
interface Desk {
  /** With the seed of today, then with those before. */
  readonly authors: readonly Author[];
  readonly work: ProvableWork;
  readonly ledgerDir: string;
  readonly stateDir: string;
}

await run(usage, async () => {
  const { values } = parseArgs({
    options: {
      work: { type: 'string' },
      reveal: { type: 'string' },
      challenge: { type: 'string' },
      for: { type: 'string' },
      private: { type: 'boolean', default: false },
      out: { type: 'string' },
      content: { type: 'string' },
      'as-of': { type: 'string' },
    },
  });
  setEnvironment(ENVIRONMENT.content, values.content);
  setEnvironment(ENVIRONMENT.asOf, values['as-of']);
  if (values.work === undefined) throw new UsageError('expected --work SLUG');
  const now = new Date();
  const settings = readSettings(process.env, now);
  const { portfolio } = await loadContent(settings);
  const desk = await openDesk(values.work, portfolio, settings);
  if (values.reveal === undefined) return list(desk);
  if (!values.challenge?.trim()) throw new UsageError('expected --challenge TEXT');
  if (values.private && !values.for) throw new UsageError('--private: expected --for NAME as well');
  return prove(desk, {
    reveal: readNames(values.reveal, desk.work),
    challenge: values.challenge,
    recipient: values.for,
    isPrivate: values.private,
    out: readOut(values.out),
    now,
  });
});

async function openDesk(
  slug: string,
  portfolio: Portfolio,
  settings: Pick<Settings, 'contentDir' | 'asOf'>,
): Promise<Desk> {
  const desk = await openDeliveryDesk(portfolio, settings);
  return {
    authors: desk.authors,
    work: provableWork(slug, portfolio, { ...desk, asOf: settings.asOf }),
    ledgerDir: desk.ledgerDir,
    stateDir: stateFolder(new URL(portfolio.profile.site).host, process.env),
  };
}

function readNames(text: string, { record }: ProvableWork): readonly string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean);
  const known = Object.keys(record.claims);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || names.length === 0)
    throw new UsageError(`--reveal: expected some of ${known.join(', ')}`);
  return names;
}

/** What is for one doubter must not be published with the next upload. */
function readOut(out: string | undefined): string | undefined {
  if (out !== undefined && existsSync(join(out, MANIFEST)))
    throw new UsageError('--out: expected a folder that is no release');
  return out;
}

async function list({ work, stateDir }: Desk): Promise<Exit> {
  const balance = markBalance(work, await readProofRecords(stateDir));
  const lines = Object.keys(work.record.claims).map((name) => {
    const opening = work.marks.get(name);
    const place = opening && ('lang' in opening ? opening.lang : 'in delivered work');
    const what = opening ? `${opening.carrier}, ${place}` : '';
    const state = work.open.has(name) ? '' : 'only with --private';
    const shown = balance.burnt.get(name);
    const burnt = shown
      ? `shown ${shown.at.slice(0, 10)} to ${shown.recipient ?? 'a doubter'}`
      : '';
    return `  ${[name.padEnd(12), ...[what, state, burnt].filter(Boolean)].join('  ')}`.trimEnd();
  });
  console.log([...lines, marksLeft(balance)].join('\n'));
  return EXIT.fine;
}

async function prove(desk: Desk, wish: Wish): Promise<Exit> {
  const { work, ledgerDir, stateDir } = desk;
  const closed = wish.reveal.filter((name) => !work.open.has(name));
  if (closed.length > 0 && !wish.isPrivate) {
    console.error(
      `${closed.join(', ')}: says more than the agreement lets the public know\n` +
        '  If one recipient may know it, add --private --for NAME: that is written down.',
    );
    return EXIT.refused;
  }
  const filed = await readVersions(ledgerDir);
  const claims = { record: work.record, reveal: wish.reveal };
  const { ledger, signer } = await chooseVersion(ledgerDir, filed, claims, desk.authors);
  const request = { ...wish, work: work.record.work };
  const proof = await makeCheckedProof(ledger, signer, request);
  const before = await readProofRecords(stateDir);
  // Written down first: a proof that nobody got is better than a burnt mark that looks fresh.
  const record = {
    at: wish.now.toISOString(),
    work: work.record.work,
    reveal: [...wish.reveal],
    marks: wish.reveal.flatMap((name) => work.marks.get(name)?.id ?? []),
    recipient: wish.recipient ?? null,
    challenge: wish.challenge,
    isPrivate: closed.length > 0,
  };
  await appendProofRecord(stateDir, record);
  const statement = statementText(ledger.version, work.record, request);
  const folder = resolve(wish.out ?? `proofs/${before.length + 1}`);
  const files = await writeProofFiles(folder, { proof, statement }, signer);
  const isHeld = ledger.version.number > filed.length - HELD_VERSIONS;
  console.log(
    [
      `Proof: ${relative(process.cwd(), files.proof)}`,
      `Link:  ${writeProofLink(signer.site, proof.presentation, isHeld)}`,
      '',
      'With OpenSSH alone, in that folder:',
      `  ${files.command}`,
      `The key, to compare: ${new URL('.well-known/colophon/allowed_signers', signer.site).href}`,
    ].join('\n'),
  );
  const balance = markBalance(work, [...before, record]);
  console.error(`\n${marksLeft(balance)}`);
  for (const warning of warnings(wish, work, before)) console.error(warning);
  return EXIT.fine;
}

function marksLeft({ left }: MarkBalance): string {
  const names = left.length > 0 ? `: ${left.join(', ')}` : '';
  const few =
    left.length < FEW_MARKS ? '\nFew are left: hide another egg in it before you need it.' : '';
  return `${left.length} ${left.length === 1 ? 'mark' : 'marks'} of this work not shown to anybody yet${names}${few}`;
}

function warnings({ reveal }: Wish, work: ProvableWork, before: Parameters<typeof markBalance>[1]) {
  const { burnt } = markBalance(work, before);
  return reveal.flatMap((name) => {
    const shown = burnt.get(name);
    return shown
      ? [`${name} was shown before, on ${shown.at.slice(0, 10)}: whoever saw it can show it too.`]
      : [];
  });
}
