// identity: the author's key, its backup, its replacement, and what binds it to the author.
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ROTATION_REASONS, didOf, makeAllowedSigners } from '../src/authorship/index.ts';
import { harmless } from '../src/bytes/harmless.ts';
import { drawPassphrase, fromWords, readBackup, writeBackup } from '../src/node/identity/backup.ts';
import { checkBindings, dnsRecord } from '../src/node/proof/bindings.ts';
import { run } from '../src/node/author-command.ts';
import { BrokenInput, EXIT, UsageError } from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { loadContent } from '../src/node/content/content.ts';
import { readPassphrase } from '../src/node/identity/passphrase.ts';
import { rotateSeed } from '../src/node/identity/rotation.ts';
import {
  findSeed,
  placeSeed,
  readRetiredSeeds,
  requireSeed,
  stateFolder,
} from '../src/node/identity/seed.ts';
import { askYesOrNo } from '../src/node/question.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { siteAuthor } from '../src/node/identity/site-author.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import type { Profile } from '../src/schemas/profile.ts';

const usage = `npm run identity -- [show|backup|restore|rotate|check] [options]

  show                          the key's fingerprint, and what to set in DNS (the default)
  backup [--to DIR] [--passphrase-file FILE]
                                a sheet to print (24 words and a QR code) and an age file under a
                                passphrase; beside the seed unless --to says otherwise
  restore FILE.age | --words-file FILE
                                brings the seed back, where there is none (FILE may be -)
  rotate --reason ${ROTATION_REASONS.join('|')} --yes
                                makes a new seed, and a statement by which the old key names the new
  check [--origin URL] [--resolver HOST:PORT]
                                asks the network what binds the key to you: the site's documents,
                                DNS, and pages with rel="me"

  --content DIR   where the content is (content/)
  --json          for show and check: one object on standard output

Exit: 0 done, or every binding holds; 1 a binding does not hold or could not be looked at;
2 usage or broken input.`;

const OPTIONS = {
  content: { type: 'string' },
  to: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'words-file': { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean', default: false },
  origin: { type: 'string' },
  resolver: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;
const parse = () => parseArgs({ options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

/** Whose identity, and where it is kept. */
interface Desk {
  readonly profile: Profile;
  readonly host: string;
  readonly contentDir: string;
  readonly values: Values;
}

const ACTIONS: Readonly<Record<string, (desk: Desk, file: string | undefined) => Promise<Exit>>> = {
  show,
  backup,
  restore,
  rotate,
  check,
};

await run(usage, async () => {
  const { values, positionals } = parse();
  const [name = 'show', file, ...more] = positionals;
  const action = ACTIONS[name];
  if (!action || more.length > 0 || (file !== undefined && name !== 'restore'))
    throw new UsageError(`expected ${Object.keys(ACTIONS).join(', ')}`);
  setEnvironment(ENVIRONMENT.content, values.content);
  const settings = readSettings(process.env, new Date());
  const { profile } = (await loadContent(settings)).portfolio;
  const { host } = new URL(profile.site);
  return action({ profile, host, contentDir: settings.contentDir, values }, file);
});

async function show({ profile, host, values }: Desk): Promise<Exit> {
  const { seed, path } = await requireSeed(host, process.env);
  const author = siteAuthor(profile, seed);
  const retired = await readRetiredSeeds(host, process.env);
  const record = dnsRecord(author);
  const facts = {
    name: author.name,
    site: author.site,
    fingerprint: author.fingerprint,
    did: didOf(author.site),
    ssh: makeAllowedSigners(author).trim(),
    dns: `${record.name} TXT "${record.text}"`,
    seed: path ?? 'COLOPHON_SEED',
    retired: retired.length,
  };
  if (values.json) console.log(JSON.stringify(facts, null, 2));
  else
    for (const [label, value] of Object.entries(facts)) console.log(`${label.padEnd(12)} ${value}`);
  return EXIT.fine;
}

async function backup({ profile, host, contentDir, values }: Desk): Promise<Exit> {
  const { seed } = await requireSeed(host, process.env);
  const author = siteAuthor(profile, seed);
  const folder = values.to ?? join(stateFolder(host, process.env), 'backup');
  const passphrase = await newPassphrase(values['passphrase-file']);
  const { sheet, file } = await writeBackup(folder, { seed, passphrase }, author, contentDir);
  console.log(
    `${file}\n  Opens with the passphrase alone: keep a copy away from this machine.\n` +
      `${sheet}\n  Print it, put it away, and delete the file: it can be read by whoever has it.`,
  );
  return EXIT.fine;
}

/** On a terminal one can be had from us: what people make up is guessed. */
async function newPassphrase(file: string | undefined): Promise<string> {
  const isAsked = file === undefined && process.stdin.isTTY;
  if (!isAsked) return readPassphrase(file, true);
  const isWanted = await askYesOrNo('Draw a passphrase of eight words for you?', false);
  if (isWanted === null) throw new BrokenInput('passphrase: cancelled');
  if (!isWanted) return readPassphrase(file, true);
  const drawn = drawPassphrase();
  console.error(`\n  ${drawn}\n\nIt is not shown again: write it down, away from the sheet.`);
  return drawn;
}

async function restore({ profile, host, values }: Desk, file: string | undefined): Promise<Exit> {
  const wordsFile = values['words-file'];
  if ((file === undefined) === (wordsFile === undefined))
    throw new UsageError('restore: expected FILE.age or --words-file FILE');
  const there = await findSeed(host, process.env);
  if (there)
    throw new BrokenInput(
      `${there.path ?? 'COLOPHON_SEED'}: there is a seed already, of the key ${siteAuthor(profile, there.seed).fingerprint}`,
      { hint: 'Move it away yourself if you are sure: whatever it signed needs it.' },
    );
  const seed =
    file === undefined
      ? fromWords(await readWords(wordsFile ?? '-'))
      : await readBackup(file, await readPassphrase(values['passphrase-file'], false));
  const path = await placeSeed(host, process.env, seed);
  console.log(`${path}\n  Restored: the key is ${siteAuthor(profile, seed).fingerprint}`);
  return EXIT.fine;
}

async function readWords(file: string): Promise<string> {
  return file === '-' ? textOf(process.stdin) : readFile(file, 'utf8');
}

async function rotate({ profile, contentDir, values }: Desk): Promise<Exit> {
  const reason = ROTATION_REASONS.find((each) => each === values.reason);
  if (!reason) throw new UsageError(`--reason: expected ${ROTATION_REASONS.join(', ')}`);
  if (!values.yes)
    throw new UsageError('rotate: every mark gets a new id; add --yes if that is what you want');
  const { statement, before, after } = await rotateSeed({
    profile,
    contentDir,
    reason,
    env: process.env,
  });
  console.log(
    `${statement}\n  ${before.fingerprint}\n  is replaced by\n  ${after.fingerprint}\n\n` +
      'Now: back the new seed up, build and publish, ask for time stamps, change the DNS record.\n' +
      'Marks in pages are made anew; marks in copies made before stay those of the old key, and the\n' +
      'old seed beside the new one still opens what the ledger said then: keep its sheet as well, for\n' +
      'a backup holds one seed.',
  );
  return EXIT.fine;
}

async function check({ profile, host, values }: Desk): Promise<Exit> {
  const network = { origin: originOf(values.origin), resolver: resolverOf(values.resolver) };
  const { seed } = await requireSeed(host, process.env);
  const links = profile.links.map(({ url }) => url);
  const found = await checkBindings(siteAuthor(profile, seed), links, network);
  const bindings = found.map((each) => ({ ...each, detail: shortened(each.detail) }));
  if (values.json) console.log(JSON.stringify({ bindings }, null, 2));
  else
    for (const { what, status, detail } of bindings)
      console.log(`${status.padEnd(22)} ${what}${detail && `: ${detail}`}`);
  return bindings.every(({ status }) => status === 'holds') ? EXIT.fine : EXIT.refused;
}

function originOf(url: string | undefined): string | undefined {
  if (url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new UsageError('--origin: expected an address such as http://127.0.0.1:8080');
}

function resolverOf(server: string | undefined): string | undefined {
  const [, v6, v4, port] = /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(server ?? '') ?? [];
  const isServer = isIP(v6 ?? v4 ?? '') !== 0 && Number(port) < 65_536;
  if (server === undefined || isServer) return server;
  throw new UsageError('--resolver: expected an address and a port, such as 127.0.0.1:53');
}

/** A name server, or a page, may answer anything. */
function shortened(text: string): string {
  const clean = harmless(text);
  return clean.length > 200 ? `${clean.slice(0, 200)}…` : clean;
}
