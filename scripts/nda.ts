// nda: agreements today, what opens when, who must be asked or called, and where a client's name lies.
import { createHmac } from 'node:crypto';
import { dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { renderFindings } from '../src/gate/index.ts';
import type { NamedFinding } from '../src/gate/index.ts';
import { run } from '../src/node/author-command.ts';
import {
  BrokenInput,
  EXIT,
  UsageError,
  refuseOtherOptions,
  unexpectedArgument,
} from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { writeClientSheet } from '../src/node/nda/client-report.ts';
import { writeDurably } from '../src/node/files/durable-file.ts';
import {
  clientName,
  ndaOverview,
  renderOverview,
  wantsAttention,
} from '../src/node/nda/overview.ts';
import { findingKey, openNdaDesk, openReleaseLog } from '../src/node/nda/desk.ts';
import type { NdaDesk } from '../src/node/nda/desk.ts';
import { renderAudit, runAudit } from '../src/node/nda/audit.ts';
import { inferFromRelease } from '../src/node/nda/inferences.ts';
import { logReport, renderLog } from '../src/node/nda/log.ts';
import { refuseSharedFolder } from '../src/node/files/private-folder.ts';
import { stampNewestEntry } from '../src/node/release/log-witnesses.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import { maskedName, shownPath } from '../src/node/unprinted.ts';
import { agreementCalendar, agreementEvents } from '../src/site/agreement-calendar.ts';
import { Locale } from '../src/schemas/locale.ts';

const SHARED = `
  --content DIR            where the content is (content/)
  --as-of YYYY-MM-DD       look at that day, not today
  --passphrase-file FILE   the passphrase of a vault that is sealed to one, not asked for`;

const usage = `npm run nda -- [audit|infer|calendar|report|log] [options]

Lists your agreements, what is public of each work today and why, what opens or closes in the next days,
consents that are missing or run out, and when to call. Names no client unless asked to. Each action
prints its options with --help.

  --days N                 how far to look ahead (90)
  --names                  name the clients; do not use it where others read along
  --strict                 exit 1 if a consent is missing or runs out
  --json                   one object on standard output
${SHARED}

Exit: 0 listed, 1 with --strict if something wants attention, 2 usage, no key or broken input.`;

/** What each action says of itself. */
const USAGE: Readonly<Record<string, string>> = {
  audit: `npm run nda -- audit [--repo DIR]… [--figures] [--unreachable] [--json]

Searches repositories for what agreements keep confidential: files of the work tree, those not
committed and not ignored included, every file, name, message and author of the whole history, tags,
branches and every stash. Findings are masked, and say where to look.

  --repo DIR               a repository (those that hold the content, and this folder)
  --figures                look for figures too: those that a text withholds stand in it
  --unreachable            look at objects that nothing reaches any more too, and at the reflog: a push
                           does not share them, a copy of the folder does
  --json                   one object on standard output
${SHARED}

A term that a page shows today is a warning. What history holds stays there: rewrite it before anybody
has it (\`git filter-repo\`), or accept the finding by its id in \`npm run vault -- edit exceptions\`.

Exit: 0 nothing, or warnings, 1 findings, 2 usage, no key or no repository.`,
  infer: `npm run nda -- infer [--strict] [--json] [--out DIR]

Looks at the last release as a stranger who wants to know more than it says: filters and counts with one
member, totals and labels that count sealed works, holes in numbering, dates, facts that together fit one
client, pictures and texts much like withheld ones. A build looks for the same. Quotes nothing of it.

  --strict                 exit 1 if there is anything
  --json                   one object on standard output
  --out DIR                the release it is about (dist/)
${SHARED}

Exit: 0 nothing, or warnings, 1 with --strict if there are warnings, 2 usage, no key or no release.`,
  calendar: `npm run nda -- calendar [--to FILE] [--names]

Writes a private calendar (RFC 5545): what opens or closes when, ends of consents and exceptions with a
reminder, and calls to clients (\`followUp\` of an agreement).

  --to FILE                where to (your private state); never into a repository
  --names                  name the clients, and say what calls are about: calendars are often shared
                           or synchronised
${SHARED}

Exit: 0 written, 2 usage, no key or broken input.`,
  report: `npm run nda -- report ID-or-CLIENT [--lang en|ja|ru] [--to FILE] [--out DIR]

Writes the sheet to send to a client, to be printed: what the last release publishes that concerns him,
at which level, by which permission, since when, and what the gate did. From the log of releases.

  --lang en|ja|ru          the language of the sheet (that of the profile)
  --to FILE                where to (your private state); never into a repository
  --out DIR                the release it is about (dist/)
${SHARED}

Exit: 0 written, 1 no release is on record, or the log is broken, 2 usage, no key or broken input.`,
  log: `npm run nda -- log [--stamp] [--json]

Shows the log of releases, which each release is added to before it is put in place: what was published,
at which level, by which permission, and the digest of its manifest. Follows it from the first entry:
each is signed, and chained to the one before. Says where something else stood in the output folder.

  --stamp                  have the authorities of the profile sign that the newest entry exists now
  --json                   one object on standard output
${SHARED}

Exit: 0 it holds together, 1 it is broken, or --stamp got no stamp, 2 usage, no key or broken input.`,
};

const OPTIONS = {
  content: { type: 'string' },
  'as-of': { type: 'string' },
  'passphrase-file': { type: 'string' },
  days: { type: 'string', default: '90' },
  names: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  repo: { type: 'string', multiple: true },
  figures: { type: 'boolean', default: false },
  unreachable: { type: 'boolean', default: false },
  to: { type: 'string' },
  lang: { type: 'string' },
  out: { type: 'string' },
  stamp: { type: 'boolean', default: false },
} as const;
const parse = () => parseArgs({ options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];
type Option = keyof typeof OPTIONS;
type Run = (desk: NdaDesk, values: Values, rest: readonly string[]) => Promise<Exit>;

/** What each action does, and the options that only some take. */
const ACTIONS: Readonly<Record<string, { readonly run: Run; readonly takes: readonly Option[] }>> =
  {
    overview: { run: overview, takes: ['days', 'names', 'strict', 'json'] },
    audit: { run: audit, takes: ['repo', 'figures', 'unreachable', 'json'] },
    infer: { run: infer, takes: ['strict', 'json', 'out'] },
    calendar: { run: calendar, takes: ['to', 'names'] },
    report: { run: report, takes: ['lang', 'to', 'out'] },
    log: { run: log, takes: ['stamp', 'json'] },
  };
const EVERYWHERE: readonly Option[] = ['content', 'as-of', 'passphrase-file'];

await run(USAGE[process.argv[2] ?? ''] ?? usage, async () => {
  const { values, positionals } = parse();
  const [name = 'overview', ...rest] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new UsageError('expected audit, infer, calendar, report, log, or nothing');
  if (rest.length !== (name === 'report' ? 1 : 0))
    throw name === 'report'
      ? new UsageError('report: expected one ID or CLIENT')
      : unexpectedArgument(rest[0]);
  refuseOtherOptions(OPTIONS, [...EVERYWHERE, ...action.takes]);
  setEnvironment(ENVIRONMENT.content, values.content);
  setEnvironment(ENVIRONMENT.out, values.out);
  setEnvironment(ENVIRONMENT.asOf, values['as-of']);
  setEnvironment('COLOPHON_VAULT_PASSPHRASE_FILE', values['passphrase-file']);
  return action.run(await openNdaDesk(readSettings(process.env, new Date())), values, rest);
});

async function overview(desk: NdaDesk, values: Values): Promise<Exit> {
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 0 || days > 36_500)
    throw new UsageError('--days: expected a number of days');
  const found = ndaOverview(desk, { days, names: values.names });
  console.log(values.json ? JSON.stringify(found, null, 2) : renderOverview(found));
  return values.strict && wantsAttention(found) ? EXIT.refused : EXIT.fine;
}

async function audit(desk: NdaDesk, values: Values): Promise<Exit> {
  const { repo = [], figures, unreachable, json } = values;
  const found = await runAudit(desk, { repositories: repo, figures, unreachable });
  console.log(json ? JSON.stringify(found, null, 2) : renderAudit(found));
  return found.findings.some(({ severity }) => severity === 'error') ? EXIT.refused : EXIT.fine;
}

async function infer(desk: NdaDesk, { strict, json }: Values): Promise<Exit> {
  const findings = await inferFromRelease(desk);
  console.log(json ? JSON.stringify({ findings }, null, 2) : inferences(findings));
  return strict && findings.length > 0 ? EXIT.refused : EXIT.fine;
}

function inferences(findings: readonly NamedFinding[]): string {
  return findings.length === 0 ? 'nothing to infer was found' : renderFindings(findings);
}

async function calendar(desk: NdaDesk, { to, names }: Values): Promise<Exit> {
  const { portfolio, exceptions, host, settings } = desk;
  const key = await findingKey(desk);
  const events = agreementEvents({
    portfolio,
    exceptions,
    asOf: settings.asOf,
    label: (id) => (names ? clientName(desk, id) : id),
    nameOf: names ? (name) => name : maskedName,
    idOf: (name) => idOf(name, key),
    hasTopics: names,
  });
  const path = await privateFile(desk, to ?? join(desk.stateDir, 'agreements.ics'));
  await writeDurably(path, agreementCalendar(events, { host, now: new Date() }), 0o600);
  console.log(`${shownPath(path)}\n  ${events.length} dates, for you alone.`);
  return EXIT.fine;
}

/** A name that may be printed stands for itself; what stands for another, only the seed tells. */
function idOf(name: string, key: Uint8Array): string {
  if (maskedName(name) === name) return name;
  return createHmac('sha256', key).update(name).digest('hex').slice(0, 16);
}

async function report(
  desk: NdaDesk,
  values: Values,
  [wanted = '']: readonly string[],
): Promise<Exit> {
  const lang = Locale.safeParse(values.lang ?? desk.portfolio.profile.locale);
  if (!lang.success) throw new UsageError('--lang: expected en, ja or ru');
  const made = await writeClientSheet(desk, { wanted, locale: lang.data }, (id) =>
    privateFile(desk, values.to ?? join(desk.stateDir, 'sheets', `${id}.${lang.data}.html`)),
  );
  if ('problem' in made) {
    console.error(made.problem);
    return EXIT.refused;
  }
  console.log(
    `${shownPath(made.path)}\n  About the release of ${made.at}. It names the client: send it to nobody else.`,
  );
  return EXIT.fine;
}

async function log(desk: NdaDesk, { json, stamp }: Values): Promise<Exit> {
  const opened = await openReleaseLog(desk);
  const isStamped = stamp ? await stampNewestEntry(opened, desk.portfolio) : true;
  const found = await logReport(opened, desk.portfolio);
  console.log(json ? JSON.stringify(found, null, 2) : renderLog(found));
  return found.broken || !isStamped ? EXIT.refused : EXIT.fine;
}

/** @throws BrokenInput for a place where others would find it. */
async function privateFile({ settings }: NdaDesk, file: string): Promise<string> {
  const path = resolve(file);
  if (path.startsWith(settings.outDir + sep))
    throw new BrokenInput(`${file}: would be published`, {});
  await refuseSharedFolder(dirname(path), settings.contentDir, 'Choose a folder outside it.');
  return path;
}
