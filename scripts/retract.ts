// retract: takes a work off the site at once, and keeps it off. Exits 1 if the gate refuses.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../src/node/author-command.ts';
import { EXIT, UsageError } from '../src/node/command.ts';
import { publishedFiles, releaseWithout, writeRetraction } from '../src/node/release/retract.ts';
import type { RetractWish, Retraction } from '../src/node/release/retract.ts';
import { retractionsFile } from '../src/node/content/retractions-file.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import type { Settings } from '../src/node/settings.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import { Slug } from '../src/schemas/fields.ts';

const usage = `npm run retract -- --study SLUG [--reason TEXT] [--stamp] [--json]

Takes a case study (or, with --talk, a talk) down: writes it into content/retractions.yaml, which keeps
every later build from publishing it, releases the site without it, signs into the log of releases when
that was, and lists who may still hold it. To publish it again, remove its line from that file.

  --study SLUG          the case study
  --talk SLUG           or the talk
  --reason TEXT         why, for yourself; kept in retractions.yaml
  --stamp               have the authorities of the profile sign that the entry exists now
  --json                one object on standard output
  --content DIR         where the content is (content/)
  --out DIR             where the release is (dist/)
  --passphrase-file FILE  the passphrase of a vault that is sealed to one, not asked for

Exit: 0 down, 1 refused by the gate or not stamped, 2 usage or broken input. With 1 and 2 it says what
is still published.`;

const OPTIONS = {
  study: { type: 'string' },
  talk: { type: 'string' },
  reason: { type: 'string' },
  stamp: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  content: { type: 'string' },
  out: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;

await run(usage, async () => {
  const asked = new Date();
  const { values } = parseArgs({ options: OPTIONS });
  setEnvironment(ENVIRONMENT.content, values.content);
  setEnvironment(ENVIRONMENT.out, values.out);
  setEnvironment('COLOPHON_VAULT_PASSPHRASE_FILE', values['passphrase-file']);
  const work = values.study ?? values.talk;
  if (work === undefined || (values.study !== undefined && values.talk !== undefined))
    throw new UsageError('expected --study SLUG or --talk SLUG');
  if (!Slug.safeParse(work).success)
    throw new UsageError('SLUG: expected lower-case letters, digits and hyphens');
  const kind = values.study === undefined ? 'talks' : 'case-studies';
  const settings = readSettings(process.env, asked);
  const wish = { kind, work, reason: values.reason, stamp: values.stamp, asked } as const;
  await writeRetraction(settings, wish);
  const done = await releaseOrTell(settings, wish);
  if (!done) return EXIT.refused;
  console.log(values.json ? JSON.stringify(done, null, 2) : render(done, settings));
  return done.isStamped === false ? EXIT.refused : EXIT.fine;
});

/** Whatever goes wrong, the author must know that the pages are still there. */
async function releaseOrTell(settings: Settings, wish: RetractWish): Promise<Retraction | null> {
  let done: Retraction | null = null;
  try {
    done = await releaseWithout(settings, wish);
    return done;
  } finally {
    if (!done) console.error(await stillThere(settings, wish));
  }
}

async function stillThere(settings: Settings, { work }: RetractWish): Promise<string> {
  const kept = `${shown(retractionsFile(settings.contentDir))} keeps \`${work}\` out of every later release.`;
  const { own, sealed } = await publishedFiles(settings, work);
  if (own.length + sealed.length === 0) return kept;
  const paths = (files: readonly string[]) =>
    files.map((file) => `  ${shown(join(settings.outDir, file))}`);
  return [
    `STILL PUBLISHED in ${shown(settings.outDir)}. ${kept}`,
    'Mend what is named and run the command again; until then, remove these files from your host:',
    ...paths(own),
    ...(sealed.length > 0 ? ['of these, whatever is a sealed copy of it:', ...paths(sealed)] : []),
  ].join('\n');
}

function render(
  { work, asked, manifest, places, proofs, copies, isStamped }: Retraction,
  settings: Settings,
): string {
  const stamp = isStamped === null ? '' : isStamped ? ', time-stamped' : ', NOT time-stamped';
  return [
    `\`${work}\` is out of ${shown(settings.outDir)}. Asked ${asked}, written into the log of releases${stamp}.`,
    `Manifest of the release without it: ${manifest}`,
    '',
    'Who may still hold it:',
    ...places.flatMap(({ name, what, links }) => [
      '',
      name,
      `  ${what}`,
      ...links.map((link) => `    ${link}`),
    ]),
    ...(proofs > 0
      ? ['', `Proofs of it that were handed out, ${proofs}, stay with whoever has them.`]
      : []),
    ...(copies.length > 0
      ? [
          '',
          `Sealed copies of it were made for ${copies.join('; ')}: what they saved stays with them.`,
        ]
      : []),
  ].join('\n');
}

/** The path as the author would type it. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near || '.';
}
