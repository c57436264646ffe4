// share: a sealed page for one reader, who got what until when, and taking it back.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Author } from '../src/authorship/index.ts';
import { today } from '../src/disclosure/index.ts';
import { run } from '../src/node/author-command.ts';
import { EXIT, UsageError, unexpectedArgument } from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { loadContent } from '../src/node/content/content.ts';
import { requireSeed } from '../src/node/identity/seed.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import type { Settings } from '../src/node/settings.ts';
import { lastDayOf, sharedContent } from '../src/node/shares/share-content.ts';
import type { ShareDesk } from '../src/node/shares/share-content.ts';
import { shareLetter, shareLink } from '../src/node/shares/share-letter.ts';
import { decideShares } from '../src/node/shares/seal-shares.ts';
import { changeShares, readShares } from '../src/node/shares/shares-file.ts';
import { siteAuthors } from '../src/node/identity/site-author.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import { Day } from '../src/schemas/fields.ts';
import type { Locale } from '../src/schemas/locale.ts';
import type { SiteLanguages } from '../src/schemas/profile.ts';
import type { Share } from '../src/schemas/share.ts';

const usage = `npm run share -- --study SLUG --to NAME [--until DAY] [--lang en|ja|ru]
npm run share -- --talk SLUG --delivery ID --to NAME --note TEXT [--until DAY] [--lang en|ja|ru]
npm run share -- list
npm run share -- revoke ID

Seals a case study, or a guest's invitation, for one reader: the next build publishes it as ciphertext
at an address that says nothing, and the printed link opens it. The copy carries a hidden mark, by
which \`npm run verify -- FILE\` tells whose copy leaked. Prints a letter to send with the link.

  --study SLUG        what is shown, as far as its agreements let single readers see it (\`shares\`)
  --talk, --delivery  what the guest is invited to
  --to NAME           who it is for; nothing that is published holds the name
  --note TEXT         what you say to the guest you invite; --note-file FILE reads it from a file
  --until DAY         the last day it is published, YYYY-MM-DD (the agreement's, if it has one)
  --lang              the reader's language, one that the site is published in (that of \`/\`)
  --content DIR       where the content is (content/)
  --as-of YYYY-MM-DD  decide as on that day

Who got what is kept in content/shares.sealed, encrypted with your seed: commit it with the content.
A page that was taken back is gone with the next release; whoever saved a copy keeps it.

Exit: 0 done, 1 refused because an agreement does not allow it, 2 usage or broken input.`;

await run(usage, async () => {
  const { values, positionals } = parseArgs({
    options: {
      study: { type: 'string' },
      talk: { type: 'string' },
      delivery: { type: 'string' },
      to: { type: 'string' },
      note: { type: 'string' },
      'note-file': { type: 'string' },
      until: { type: 'string' },
      lang: { type: 'string' },
      content: { type: 'string' },
      'as-of': { type: 'string' },
    },
    allowPositionals: true,
  });
  setEnvironment(ENVIRONMENT.content, values.content);
  setEnvironment(ENVIRONMENT.asOf, values['as-of']);
  const [command, id, ...rest] = positionals;
  if (rest.length > 0) throw unexpectedArgument(rest[0]);
  const desk = await openDesk();
  switch (command) {
    case undefined:
      return share(await readWish(values, desk), desk);
    case 'list':
      if (id !== undefined) throw unexpectedArgument(id);
      return list(desk);
    case 'revoke':
      return revoke(id, desk);
    default:
      throw unexpectedArgument(command);
  }
});

/** The content, the author, and what was shared so far. */
interface Desk extends ShareDesk {
  readonly settings: Settings;
  readonly authors: readonly [Author, ...Author[]];
  readonly shares: readonly Share[];
  /** The day on which it is decided. */
  readonly day: string;
}

async function openDesk(): Promise<Desk> {
  const settings = readSettings(process.env, new Date());
  const content = await loadContent(settings);
  const { profile } = content.portfolio;
  const { seed } = await requireSeed(new URL(profile.site).host, process.env);
  const authors = await siteAuthors(profile, seed);
  const shares = await readShares(settings.contentDir, authors);
  const day = today(settings.asOf, profile.timezone);
  return { settings, content, author: authors[0], authors, shares, day };
}

type Values = Readonly<
  Partial<
    Record<
      'study' | 'talk' | 'delivery' | 'to' | 'note' | 'note-file' | 'until' | 'lang',
      string | undefined
    >
  >
>;

async function readWish(values: Values, { content, day }: Desk): Promise<Share> {
  const to = values.to?.trim();
  if (!to) throw new UsageError('expected --to NAME');
  const lang = readLang(values.lang, content.portfolio.profile);
  const until = values.until ?? null;
  if (until !== null && !Day.safeParse(until).success)
    throw new UsageError('--until: expected a day as YYYY-MM-DD');
  if (until !== null && until < day) throw new UsageError('--until: expected today or a later day');
  const what = await readWhat(values, content.portfolio);
  const id = base32(randomBytes(10));
  const secret = base32(randomBytes(20));
  return { id, secret, what, to, lang, made: day, until, revoked: null };
}

function readLang(lang: string | undefined, { locale, languages }: SiteLanguages): Locale {
  const found = languages.find((each) => each === (lang ?? locale));
  if (found) return found;
  throw new UsageError(`--lang: expected a language of the site: ${languages.join(', ')}`);
}

async function readWhat(
  values: Values,
  { studies, talks }: Desk['content']['portfolio'],
): Promise<Share['what']> {
  if ((values.study === undefined) === (values.talk === undefined))
    throw new UsageError('expected either --study SLUG or --talk SLUG');
  if (values.study !== undefined) {
    if (!studies.some(({ work }) => work === values.study))
      throw new UsageError('--study: no case study is called so');
    if (values.note !== undefined || values['note-file'] !== undefined)
      throw new UsageError('--note: only an invitation (--talk) holds one');
    return { kind: 'study', work: values.study };
  }
  const talk = talks.find(({ work }) => work === values.talk);
  if (!talk) throw new UsageError('--talk: no talk is called so');
  const ids = talk.facts.deliveries.map(({ id }) => id);
  const delivery = ids.find((each) => each === values.delivery);
  if (!delivery) throw new UsageError(`--delivery: expected one of ${ids.join(', ')}`);
  const note = values['note-file'] ? await readFile(values['note-file'], 'utf8') : values.note;
  if (!note?.trim()) throw new UsageError('expected --note TEXT or --note-file FILE');
  return { kind: 'invitation', work: talk.work, delivery, note: note.trim() };
}

async function share(wish: Share, desk: Desk): Promise<Exit> {
  const { content, settings, authors } = desk;
  const made = await sharedContent(wish, desk);
  if (made.status === 'refused') {
    console.error(made.because);
    return EXIT.refused;
  }
  const until = lastDayOf(wish, content);
  if (wish.until !== null && wish.until !== until) {
    console.error(`--until: an agreement lets single readers see the work until ${until}`);
    return EXIT.refused;
  }
  await changeShares(settings.contentDir, authors, (shares) => [...shares, wish]);
  // The letter promises no day on which an agreement has the page taken away.
  console.log(shareLetter({ ...wish, until }, made.content.title, content.portfolio.profile));
  console.error(`\n${wish.id}: published with the next build. Take it back with:
  npm run share -- revoke ${wish.id}`);
  return EXIT.fine;
}

function list(desk: Desk): Promise<Exit> {
  const { shares, content } = desk;
  const { open, leftOut } = decideShares(shares, desk);
  const lines = shares.map((each) => {
    const { id, what, to, made, revoked } = each;
    const until = lastDayOf(each, content);
    const barred = leftOut.find((other) => other.id === id);
    const ended = barred ? `left out: ${barred.because}` : 'expired';
    const state = revoked ? `revoked ${revoked}` : open.includes(each) ? 'open' : ended;
    const shown = what.kind === 'study' ? what.work : `${what.work}/${what.delivery}, invitation`;
    const link = open.includes(each) ? `\n    ${shareLink(each, content.portfolio.profile)}` : '';
    return `${id}  ${state}  ${made} to ${until ?? 'no end'}  ${shown}  for ${to}${link}`;
  });
  console.log(lines.length > 0 ? lines.join('\n') : 'nothing was shared yet');
  return Promise.resolve(EXIT.fine);
}

async function revoke(id: string | undefined, desk: Desk): Promise<Exit> {
  const { shares, settings, authors, day } = desk;
  if (!shares.some((each) => each.id === id))
    throw new UsageError('revoke: expected the id of a share; see `share -- list`');
  await changeShares(settings.contentDir, authors, (all) =>
    all.map((each) => (each.id === id ? { ...each, revoked: each.revoked ?? day } : each)),
  );
  console.log(`${id}: gone with the next release. Build and publish it now.`);
  return EXIT.fine;
}

/** RFC 4648 §6, in lower case; the lengths used here need no padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(parseInt(five, 2)))
    .join('');
}
