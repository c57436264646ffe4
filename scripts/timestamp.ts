// timestamp: has others attest that the newest version of the ledger exists now.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkWitness } from '../src/authorship/index.ts';
import type { Witness } from '../src/authorship/index.ts';
import { harmless } from '../src/bytes/harmless.ts';
import { toUtf8 } from '../src/bytes/utf8.ts';
import { run } from '../src/node/author-command.ts';
import { BrokenInput, EXIT } from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { loadContent } from '../src/node/content/content.ts';
import { writeDurably } from '../src/node/files/durable-file.ts';
import { ledgerFolder, readVersions } from '../src/node/proof/ledger-folder.ts';
import type { FiledVersion } from '../src/node/proof/ledger-folder.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { configuredRoots } from '../src/node/proof/site-knowledge.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import {
  askAuthority,
  askCalendars,
  blockHeaders,
  upgrade,
} from '../src/node/proof/time-witnesses.ts';
import { witnessName } from '../src/release/ledger-files.ts';
import type { Timestamps } from '../src/schemas/profile.ts';

const usage = `npm run timestamp -- [--upgrade] [--content DIR]

Asks the time stamping authorities of profile.yaml (RFC 3161) to sign that the newest version of the
ledger exists, and the calendars (OpenTimestamps) to put it into a Bitcoin block, which takes some
hours: run it again later. Keeps what they answer beside the version; the next build publishes it.

  --upgrade       only ask the calendars whether pending stamps are in a block by now
  --content DIR   where the content is (content/)

An authority that fails is a warning. Nothing is asked that was answered before.

Exit: 0 the newest version has a time stamp, 1 no authority gave one, 2 usage or broken input.`;

/**
 * What the public pools of OpenTimestamps stand for: who submits to a pool gets the promise of one of
 * these. A promise of anybody else is not followed, for a file names its calendars itself.
 */
const POOL_CALENDARS = [
  'https://alice.btc.calendar.opentimestamps.org',
  'https://bob.btc.calendar.opentimestamps.org',
  'https://finney.calendar.eternitywall.com',
  'https://btc.calendar.catallaxy.com',
];

/** Where the ledger is, and who is asked. */
interface Desk {
  readonly folder: string;
  readonly timestamps: Timestamps;
  readonly roots: readonly Uint8Array[];
}

await run(usage, async () => {
  const { values } = parseArgs({
    options: { upgrade: { type: 'boolean', default: false }, content: { type: 'string' } },
  });
  setEnvironment(ENVIRONMENT.content, values.content);
  const settings = readSettings(process.env, new Date());
  const { portfolio } = await loadContent(settings);
  const { timestamps } = portfolio.profile;
  if (!timestamps)
    throw new BrokenInput(`${portfolio.profilePath}: \`timestamps\`: no authority to ask`, {
      hint: 'Name some: `timestamps: { authorities: [{ id: digicert, url: http://timestamp.digicert.com }] }`.',
    });
  const folder = ledgerFolder(settings.contentDir);
  const roots = await configuredRoots(timestamps, dirname(portfolio.profilePath));
  const desk = { folder, timestamps, roots };
  const versions = await readVersions(folder);
  if (versions.length === 0)
    throw new BrokenInput(`${folder}: there is no ledger yet`, {
      hint: 'Run `npm run build` first.',
    });
  if (!values.upgrade) await stampNewest(versions, desk);
  await upgradeAll(await readVersions(folder), desk);
  return report(await readVersions(folder), desk);
});

async function stampNewest(versions: readonly FiledVersion[], desk: Desk): Promise<void> {
  const { folder, timestamps, roots } = desk;
  const number = versions.length;
  const data = toUtf8(versions.at(-1)?.text ?? '');
  const keep = async (witness: Omit<Witness, 'bytes'>, bytes: Uint8Array) =>
    writeDurably(join(folder, witnessName(number, witness)), bytes);
  const isKept = (witness: Omit<Witness, 'bytes'>) =>
    existsSync(join(folder, witnessName(number, witness)));
  for (const { id, url } of timestamps.authorities) {
    const witness = { kind: 'rfc3161', name: id } as const;
    if (isKept(witness)) continue;
    const asked = await askAuthority(url, data, roots);
    if (asked.status === 'got') await keep(witness, asked.bytes);
    else warn(id, asked.problem);
  }
  const calendars = { kind: 'opentimestamps', name: 'calendars' } as const;
  if (timestamps.calendars.length === 0 || isKept(calendars)) return;
  const asked = await askCalendars(timestamps.calendars, data);
  if (asked.status === 'got') await keep(calendars, asked.bytes);
  else warn('calendars', asked.problem);
}

/** Names in certificates and stamps are as their makers wrote them. */
function warn(name: string, problem: string): void {
  console.error(harmless(`warning: ${name}: ${problem}`));
}

async function upgradeAll(versions: readonly FiledVersion[], desk: Desk): Promise<void> {
  const { calendars } = desk.timestamps;
  const allowed = calendars.length > 0 ? [...calendars, ...POOL_CALENDARS] : [];
  for (const [index, { text, witnesses }] of versions.entries())
    for (const witness of witnesses) {
      const { status } = await checkWitness(witness, toUtf8(text), desk);
      if (witness.kind !== 'opentimestamps' || status !== 'pending') continue;
      const now = await upgrade(witness.bytes, allowed);
      if (Buffer.compare(now, witness.bytes) === 0) continue;
      await writeDurably(join(desk.folder, witnessName(index + 1, witness)), now);
    }
}

async function report(versions: readonly FiledVersion[], desk: Desk): Promise<Exit> {
  const { timestamps, roots } = desk;
  const blockHeader = timestamps.explorer ? blockHeaders(timestamps.explorer) : undefined;
  let isStamped = false;
  for (const [index, { text, witnesses }] of versions.entries()) {
    isStamped = false;
    for (const witness of witnesses) {
      const checked = await checkWitness(witness, toUtf8(text), { roots, blockHeader });
      const { name, status, time, by } = checked;
      const cells = [`version ${index + 1}`, name, status, time ?? '', by.join(', ')];
      console.log(harmless(cells.join('  ')));
      isStamped ||= witness.kind === 'rfc3161' && status === 'valid';
    }
    if (witnesses.length === 0) console.log(`version ${index + 1}  no time witness`);
  }
  if (isStamped) return EXIT.fine;
  console.error('The newest version has no time stamp of an authority: nobody but you says when.');
  return EXIT.refused;
}
