// new: a skeleton of a profile, a case study, a talk or an agreement, which builds and publishes nothing yet.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { drawAgreementId } from '../src/node/vault/agreement-id.ts';
import { run } from '../src/node/author-command.ts';
import { EXIT, UsageError } from '../src/node/command.ts';
import { fillSkeleton } from '../src/node/content/fill-skeleton.ts';
import { writeDurably } from '../src/node/files/durable-file.ts';
import { maskedMessage } from '../src/node/masked-message.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import { Slug } from '../src/schemas/fields.ts';
import { Locale } from '../src/schemas/locale.ts';
import { SKELETONS } from '../src/schemas/skeletons.ts';
import type { Skeleton } from '../src/schemas/skeletons.ts';

const usage = `npm run new -- profile|case-study|talk|agreement [SLUG] [--lang en|ja|ru] [--content DIR]

Writes a first version that passes every check. A profile is where a portfolio begins, and public; the
others are sealed: fill them in, then raise \`disclosure\`.
SLUG names the folder and the URL: lower-case letters, digits and hyphens. An agreement takes none: its
id is drawn at random, because it must say nothing about the client. It is a plain file until
\`npm run vault -- seal --remove-plain\`; \`npm run vault -- edit --new\` begins one inside the vault.`;

const NEXT: Readonly<Record<Skeleton, string>> = {
  profile: 'Fill it in: everything in it is public.',
  'case-study': 'Sealed: fill it in, then raise `disclosure`.',
  talk: 'Sealed: fill it in, then raise `disclosure`.',
  agreement: 'Sealed: fill it in, then add steps to its `schedule`.',
};

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    options: { lang: { type: 'string', default: 'en' }, content: { type: 'string' } },
    allowPositionals: true,
  });
  const kind = SKELETONS.find((each) => each === positionals[0]);
  if (!kind || positionals.length > 2) throw new UsageError(`expected ${SKELETONS.join(', ')}`);
  setEnvironment(ENVIRONMENT.content, values.content);
  const { contentDir } = readSettings(process.env, new Date());
  const { path, slug } = freePlace(contentDir, kind, positionals[1]);
  const lang = Locale.safeParse(values.lang);
  if (!lang.success) throw new UsageError('--lang: expected en, ja or ru');
  await writeDurably(path, fillSkeleton(kind, { slug, lang: lang.data }));
  const text = `${relative(process.cwd(), path)}\n  ${NEXT[kind]}`;
  console.log(await maskedMessage(text, process.env));
  return EXIT.fine;
});

function freePlace(contentDir: string, kind: Skeleton, wanted: string | undefined) {
  if (wanted !== undefined && !Slug.safeParse(wanted).success)
    throw new UsageError('SLUG: expected lower-case letters, digits and hyphens');
  if (wanted !== undefined && kind === 'agreement')
    throw new UsageError('agreement: expected no SLUG: its id is drawn, and says nothing');
  if (wanted !== undefined && kind === 'profile')
    throw new UsageError('profile: expected no SLUG: a portfolio has one profile');
  const slug = wanted ?? drawSlug(contentDir, kind);
  const path = placeOf(contentDir, kind, slug);
  if (existsSync(path)) throw new UsageError(`${relative(process.cwd(), path)}: exists already`);
  return { path, slug };
}

function drawSlug(contentDir: string, kind: Skeleton): string {
  if (kind === 'profile') return kind;
  return kind === 'agreement' ? drawAgreementId() : firstFree(contentDir, kind);
}

function placeOf(contentDir: string, kind: Skeleton, slug: string): string {
  if (kind === 'profile') return join(contentDir, 'profile.yaml');
  if (kind === 'agreement') return join(contentDir, 'agreements', `${slug}.yaml`);
  const folder = kind === 'talk' ? 'talks' : 'case-studies';
  return join(contentDir, folder, slug, 'index.mdx');
}

function firstFree(contentDir: string, kind: Skeleton): string {
  for (let number = 1; ; number++) {
    const slug = `untitled-${kind}-${number}`;
    if (!existsSync(placeOf(contentDir, kind, slug))) return slug;
  }
}
