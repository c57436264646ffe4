// vault: the encrypted file that holds agreements, confidential terms, consents and their evidence.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../src/node/author-command.ts';
import {
  BrokenInput,
  EXIT,
  UsageError,
  refuseOtherOptions,
  unexpectedArgument,
} from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { askYesOrNo } from '../src/node/question.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import {
  changeRecipients,
  changeVault,
  initVault,
  rekeyVault,
  removePlainFiles,
  sealFiles,
  writePlainFiles,
} from '../src/node/vault/changes.ts';
import type { LockWish, VaultDesk } from '../src/node/vault/changes.ts';
import { drawAgreementId } from '../src/node/vault/agreement-id.ts';
import type { VaultDocument } from '../src/node/vault/document.ts';
import { editText, partText, withPart } from '../src/node/vault/edit.ts';
import type { EditOptions } from '../src/node/vault/edit.ts';
import { VaultError } from '../src/node/vault/error.ts';
import { strayEvidence } from '../src/node/vault/evidence.ts';
import { VAULT_ENVIRONMENT, vaultKeyFile } from '../src/node/vault/key.ts';
import { readVaultAgreements } from '../src/node/vault/agreements.ts';
import { openVault, vaultFile } from '../src/node/vault/vault.ts';
import type { OpenVault } from '../src/node/vault/vault.ts';
import { fillSkeleton } from '../src/node/content/fill-skeleton.ts';
import { readYaml, validate } from '../src/node/content/yaml.ts';
import { maskedName, shownPath } from '../src/node/unprinted.ts';
import { Profile } from '../src/schemas/profile.ts';

const EXITS = `
  --content DIR            where the content is (content/)
  --passphrase-file FILE   the passphrase of a vault that is sealed to one, not asked for

Exit: 0 done; 1 refused, and nothing was changed; 2 usage, no key, or a vault that does not open.`;

const usage = `npm run vault -- init|seal|open|edit|list|rekey|add-recipient|remove-recipient [options]

The vault is content/vault.age: the agreements, confidential terms, consents and their evidence, in
one age file. It is made for your own key (and those you add), or for a passphrase; the \`age\`
command reads it too. Each prints its options with --help.
${EXITS}`;

/** What each action says of itself. */
const USAGE: Readonly<Record<string, string>> = {
  init: `npm run vault -- init [--recipient age1…]… | --passphrase

Makes an empty vault for your own key, which is drawn if there is none and kept beside the seed, and
for the recipients given; or for a passphrase. Keep a copy of the key: without it nobody opens the vault.
${EXITS}`,
  seal: `npm run vault -- seal [--evidence FILE]… [--replace] [--remove-plain]

Takes content/agreements/*.yaml into the vault, with the logos that they name, and files that consents
rest on. Reads the vault back from the disk and compares.

  --evidence FILE   a letter or e-mail, or a logo that an agreement names, kept under its own name
  --replace         put a file in the place of another of the same id or name in the vault
  --remove-plain    then remove the plain agreements; what a repository's history holds stays there
                    (\`npm run nda -- audit\` looks)
${EXITS}`,
  open: `npm run vault -- open [--to DIR]

Says whether the vault opens and whether every agreement in it is in order. With --to, writes all of
it as plain files for your eyes alone; never into a repository, the project or the content, nor over
what lies there.
${EXITS}`,
  edit: `npm run vault -- edit ID|terms|exceptions [--on-disk]
npm run vault -- edit --new [--on-disk]

Opens one agreement in $VISUAL or $EDITOR, in memory (/dev/shm), checks it, and seals it again.

  terms        confidential terms that belong to no agreement
  exceptions   findings of the gate and of \`npm run nda -- audit\` that you accept, each by its id
  --new        a new agreement, from the skeleton, under an id that is drawn and says nothing
  --on-disk    where there is no /dev/shm: let the plain text lie on the disk while it is edited
${EXITS}`,
  list: `npm run vault -- list [--json]

Lists what is in the vault, by ids and file names, and to whom it is sealed.
${EXITS}`,
  rekey: `npm run vault -- rekey [--recipient age1…]… | --passphrase

Seals the vault to the recipients given and nobody else, or to a passphrase; without either, to a
newly drawn key in the place of your own. Whoever could open an older copy still can. From one
passphrase to another it goes on a terminal, without --passphrase-file.
${EXITS}`,
  'add-recipient': `npm run vault -- add-recipient age1…

Seals the vault to one more key, such as that of a backup or of CI. \`age-keygen\` makes one.
${EXITS}`,
  'remove-recipient': `npm run vault -- remove-recipient age1…

Seals the vault to one key less. Whoever has it can still open older copies.
${EXITS}`,
};

const OPTIONS = {
  content: { type: 'string' },
  'passphrase-file': { type: 'string' },
  passphrase: { type: 'boolean', default: false },
  recipient: { type: 'string', multiple: true },
  evidence: { type: 'string', multiple: true },
  replace: { type: 'boolean', default: false },
  'remove-plain': { type: 'boolean', default: false },
  to: { type: 'string' },
  new: { type: 'boolean', default: false },
  'on-disk': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
const parse = () => parseArgs({ options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];
type Option = keyof typeof OPTIONS;
type Run = (desk: VaultDesk, values: Values, rest: readonly string[]) => Promise<void>;

/** What each action does, the options that only some take, and whether it takes an argument. */
const ACTIONS: Readonly<Record<string, Action>> = {
  init: { run: init, takes: ['recipient', 'passphrase'] },
  seal: { run: seal, takes: ['evidence', 'replace', 'remove-plain'] },
  open: { run: open, takes: ['to'] },
  edit: { run: edit, takes: ['new', 'on-disk'], hasArgument: true },
  list: { run: list, takes: ['json'] },
  rekey: { run: rekey, takes: ['recipient', 'passphrase'] },
  'add-recipient': { run: addRecipient, takes: [], hasArgument: true },
  'remove-recipient': { run: removeRecipient, takes: [], hasArgument: true },
};
interface Action {
  readonly run: Run;
  readonly takes: readonly Option[];
  readonly hasArgument?: true;
}

/** Looked at and refused, as against what could not be looked at. */
const REFUSALS = new Set(['VAULT_REFUSED', 'VAULT_EXISTS', 'VAULT_CHANGED', 'VAULT_BUSY']);

await run(USAGE[process.argv[2] ?? ''] ?? usage, async () => {
  const { values, positionals } = parse();
  const [name = '', ...rest] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new UsageError(`expected ${Object.keys(ACTIONS).join(', ')}`);
  // A recipient, say, that was given without its option would be left out, and nobody told.
  if (rest.length > 0 && !action.hasArgument) throw unexpectedArgument(rest[0]);
  refuseOtherOptions(OPTIONS, ['content', 'passphrase-file', ...action.takes]);
  setEnvironment(ENVIRONMENT.content, values.content);
  setEnvironment(VAULT_ENVIRONMENT.passphraseFile, values['passphrase-file']);
  const desk = await deskOf(readSettings(process.env, new Date()).contentDir);
  return refusable(() => action.run(desk, values, rest));
});

async function refusable(work: () => Promise<void>): Promise<Exit> {
  try {
    await work();
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof VaultError) || !REFUSALS.has(error.code)) throw error;
    console.error([error.message, error.hint].filter(Boolean).join('\n  '));
    return EXIT.refused;
  }
}

/** The site's address says which state is meant, so that two portfolios never share a key. */
async function deskOf(contentDir: string): Promise<VaultDesk> {
  const path = join(contentDir, 'profile.yaml');
  if (!existsSync(path)) throw new BrokenInput(`${path}: is missing: every portfolio has one`);
  const read = readYaml(await readFile(path, 'utf8'), path);
  const profile = 'source' in read ? validate(read.source, Profile) : read;
  if (!('value' in profile))
    throw new BrokenInput(`${path}: has mistakes`, { hint: '`npm run build` lists them.' });
  const source = { host: new URL(profile.value.site).host, env: process.env };
  return { path: vaultFile(contentDir), contentDir, source };
}

function wishOf({ recipient = [], passphrase }: Values): LockWish {
  if (!recipient.every((each) => each.startsWith('age1')))
    throw new UsageError('--recipient: expected a recipient, such as age1…');
  if (passphrase && recipient.length > 0)
    throw new UsageError('expected --passphrase or --recipient: age allows nothing beside one');
  return { recipients: recipient, isPassphrase: passphrase };
}

async function init(desk: VaultDesk, values: Values): Promise<void> {
  const vault = await initVault(desk, wishOf(values), new Date());
  console.log(`${shownPath(vault.path)}\n  An empty vault. ${keyAdvice(desk, vault)}`);
}

async function rekey(desk: VaultDesk, values: Values): Promise<void> {
  const vault = await rekeyVault(desk, wishOf(values), new Date());
  console.log(`${shownPath(vault.path)}\n  Sealed anew. ${keyAdvice(desk, vault)}`);
}

function keyAdvice({ source }: VaultDesk, { key }: OpenVault): string {
  if ('passphrase' in key) return 'It opens with the passphrase alone: write it down.';
  if (source.env[VAULT_ENVIRONMENT.identity])
    return `It opens with ${VAULT_ENVIRONMENT.identity}: keep a copy of it.`;
  return `Your key is in\n  ${vaultKeyFile(source)}\n  Keep a copy of it elsewhere: without it nobody opens the vault.`;
}

async function seal(desk: VaultDesk, values: Values): Promise<void> {
  const evidence = values.evidence ?? [];
  const options = { evidence, replace: values.replace, name: shownPath };
  const sealed = await sealFiles(desk, options);
  const { vault, agreements } = sealed;
  const count = agreements.length === 1 ? '1 agreement' : `${agreements.length} agreements`;
  console.log(
    `${shownPath(vault.path)}\n  Holds ${count} from plain files, compared after writing.`,
  );
  const added = new Set(evidence.map((path) => basename(path)));
  for (const file of strayEvidence(vault.document).filter((each) => added.has(each)))
    console.log(`  ${maskedName(file)}: no consent names its hash`);
  if (agreements.length === 0) return;
  if (!values['remove-plain']) {
    console.log('  The plain files are still there: --remove-plain removes them.');
    return;
  }
  await removePlainFiles(desk, sealed);
  console.log(
    '  The plain files are removed. If they were ever committed, the history still holds them:\n' +
      '  `npm run nda -- audit` looks.',
  );
}

async function open({ path, contentDir, source }: VaultDesk, { to }: Values): Promise<void> {
  const vault = await openVault(path, source);
  if (to === undefined) {
    const checked = await readVaultAgreements(vault.document, shownPath(path));
    const bad = checked.filter(({ problems }) => problems.length > 0).length;
    console.log(`${shownPath(path)}\n  Opens: ${checked.length} agreements, ${bad} with mistakes.`);
    if (bad > 0)
      throw new VaultError('VAULT_REFUSED', `${shownPath(path)}: holds agreements with mistakes`, {
        hint: '`npm run build` lists them; `edit ID` mends one.',
      });
    return;
  }
  const files = await writePlainFiles(vault, to, contentDir);
  console.log(`${maskedName(to)}\n  ${files.length} plain files: remove them when you are done.`);
}

async function edit(desk: VaultDesk, values: Values, rest: readonly string[]): Promise<void> {
  const name = values.new ? drawAgreementId() : rest[0];
  const editor = process.env['VISUAL'] || process.env['EDITOR'];
  if (name === undefined || rest.length !== (values.new ? 0 : 1))
    throw new UsageError('edit: expected one ID, or --new without any');
  if (!editor) throw new UsageError('edit: set EDITOR to your editor, such as `vim`');
  const options = { editor, onDisk: values['on-disk'] };
  const vault = await changeVault(desk, async ({ document }) => {
    const text = values.new
      ? fillSkeleton('agreement', { slug: name, lang: 'en' })
      : partText(document, name);
    if (text === null)
      throw new VaultError('VAULT_REFUSED', `${shownPath(desk.path)}: holds nothing of that name`, {
        hint: '`list` prints what it holds; `edit --new` begins an agreement.',
      });
    return { document: await editUntilGood(document, { name, text }, options) };
  });
  console.log(`${shownPath(vault.path)}\n  \`${name}\` is sealed.`);
}

async function editUntilGood(
  document: VaultDocument,
  part: { name: string; text: string },
  options: EditOptions,
): Promise<VaultDocument> {
  const text = await editText(part.text, `${part.name}.yaml`, options);
  try {
    return withPart(document, part.name, text);
  } catch (error) {
    if (!(error instanceof VaultError) || !process.stdin.isTTY) throw error;
    console.error(error.message);
    if (!(await askYesOrNo('Edit it again?', true))) throw error;
    return editUntilGood(document, { ...part, text }, options);
  }
}

async function addRecipient(desk: VaultDesk, _values: Values, rest: readonly string[]) {
  const { document } = await changeRecipients(desk, { add: oneRecipient(rest) });
  console.log(`${shownPath(desk.path)}\n  Sealed to ${document.recipients.length} keys.`);
}

async function removeRecipient(desk: VaultDesk, _values: Values, rest: readonly string[]) {
  const { document } = await changeRecipients(desk, { remove: oneRecipient(rest) });
  console.log(`${shownPath(desk.path)}\n  Sealed to ${document.recipients.length} keys.`);
}

function oneRecipient(rest: readonly string[]): readonly string[] {
  if (rest.length === 1 && rest[0]?.startsWith('age1')) return rest;
  throw new UsageError('expected one recipient, such as age1…');
}

async function list({ path, source }: VaultDesk, { json }: Values): Promise<void> {
  const { document, key } = await openVault(path, source);
  const facts = {
    agreements: Object.keys(document.agreements),
    terms: document.terms?.map(({ id }) => id) ?? [],
    evidence: Object.keys(document.evidence ?? {}).map(maskedName),
    exceptions: document.exceptions?.length ?? 0,
    sealedTo: 'passphrase' in key ? ['a passphrase'] : document.recipients,
  };
  if (json) console.log(JSON.stringify(facts, null, 2));
  else
    for (const [label, value] of Object.entries(facts))
      console.log(
        `${label.padEnd(12)} ${Array.isArray(value) ? value.join('\n'.padEnd(14)) : value}`,
      );
}
