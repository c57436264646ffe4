// mark: hides authorship marks in work that is delivered to a client, and writes down which.
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deliveredMarks } from '../src/authorship/index.ts';
import type { ConstantWish } from '../src/authorship/index.ts';
import { ledgerWorks } from '../src/disclosure/index.ts';
import type { Secret } from '../src/disclosure/index.ts';
import type { DeliveredCarrierId } from '../src/marks/index.ts';
import { run } from '../src/node/author-command.ts';
import { BrokenInput, EXIT, UsageError } from '../src/node/command.ts';
import type { Exit } from '../src/node/command.ts';
import { loadContent } from '../src/node/content/content.ts';
import { openDeliveryDesk } from '../src/node/delivery/delivery-desk.ts';
import type { DeliveryDesk } from '../src/node/delivery/delivery-desk.ts';
import { deliver } from '../src/node/delivery/deliver.ts';
import {
  handOutConstant,
  recordHandover,
  recordMarkedWork,
} from '../src/node/delivery/delivery-record.ts';
import { readConstantWish } from '../src/node/delivery/constant-wish.ts';
import { handOverSheet } from '../src/node/delivery/hand-over-sheet.ts';
import { writeDurably } from '../src/node/files/durable-file.ts';
import { MARKABLE_CARRIERS } from '../src/node/delivery/mark-work.ts';
import type { MarkedWork } from '../src/node/delivery/mark-work.ts';
import {
  handedOverEgg,
  makePageEgg,
  readPhraseFile,
  readStatementFile,
} from '../src/node/delivery/page-egg.ts';
import { masked } from '../src/node/unprinted.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { setEnvironment } from '../src/node/site-options.ts';
import { Locale } from '../src/schemas/locale.ts';

const usage = `npm run mark -- FILE-or-FOLDER… --work SLUG [options]
npm run mark -- constant --work SLUG --as uuid|color|bezier|integer [options]
npm run mark -- egg --work SLUG [--phrase-file FILE] [--statement-file FILE] [options]
npm run mark -- sheet --work SLUG [--lang en|ja|ru] [--out FILE.html]
npm run mark -- list [--phrases]

Hides marks in work that is delivered to a client: pictures, SVG, HTML, CSS, JavaScript and
TypeScript, PDF, docx, pptx, xlsx, and sound in WAV. The files are copied and the copies marked; every copy is checked to do what the
original does, and the marks are read back. Which marks were hidden is kept sealed beside the
ledger; the next build commits to them, and \`prove --reveal mark:N\` shows one to a doubter.

Sound is marked before it is encoded: MP3, AAC, Opus and FLAC files that are made of the marked WAV
carry the mark as well.

A mark of a work is the same each time. What has the digest of a file in it (\`integrity\`, a list of
a service worker) keeps that file as it is. Mark sources before they are built, where you can: what
a bundler rewrites loses marks.

  --work SLUG            the case study or talk that the work belongs to, sealed ones too
  --carriers A,B,…       ${MARKABLE_CARRIERS.join(', ')} (all)
  --exclude PATTERN      copy and do not mark, such as 'site/vendor/**'; may be repeated
  --out DIR              where the copies go (marked/SLUG/); for a sheet, the file
  --in-place             write over the files themselves
  --check COMMAND        run this in the folder of the copies, such as 'npm test'; if it fails,
                         nothing is kept

constant prints a constant that was picked with the key, to be written into code:
  --as KIND              uuid, color, bezier (an easing of CSS) or integer
  --label TEXT           tells several of one kind apart
  --near #RRGGBB         a colour that looks like this one
  --min N --max N        of an integer, both included

egg writes a script for a page of the client: nothing is seen of it, and whoever types the phrase and
then Enter opens a statement that you signed. Where the page has an element <colophon-egg>, a small
seal stands there. Less than 4 kB after gzip; it loads, sends and keeps nothing, and works where the
page's policy allows scripts of its own host alone.
  --phrase-file FILE     one line; else five words are drawn: \`list --phrases\` shows them
  --statement-file FILE  what it says; else that you took part, with your name and site
  --lang en|ja|ru        of its words
  --out FILE.js          (marked/SLUG-egg.js)

sheet writes a page for the contract: what was hidden in which file, and that it does no harm.
list says what was hidden so far.

  --content DIR          where the content is (content/)

Exit: 0 marked, 1 nothing could be marked, 2 usage, broken input or a check that failed.`;

/** Whose work it is, and where everything lies. */
interface Desk extends DeliveryDesk {
  readonly works: readonly string[];
  readonly locale: Locale;
  readonly secrets: readonly Secret[];
}

const OPTIONS = {
  work: { type: 'string' },
  carriers: { type: 'string' },
  exclude: { type: 'string', multiple: true },
  out: { type: 'string' },
  'in-place': { type: 'boolean', default: false },
  check: { type: 'string' },
  as: { type: 'string' },
  label: { type: 'string' },
  near: { type: 'string' },
  min: { type: 'string' },
  max: { type: 'string' },
  lang: { type: 'string' },
  'phrase-file': { type: 'string' },
  'statement-file': { type: 'string' },
  phrases: { type: 'boolean', default: false },
  content: { type: 'string' },
} as const;

/** Why a file carries nothing. */
const LEFT = {
  'no-room': 'no room',
  'named-by-digest': 'another file holds its digest',
  'would-change': 'would not do quite what it did',
  unreadable: 'cannot be read',
} as const;

await run(usage, async () => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [first] = positionals;
  if (first === undefined)
    throw new UsageError('expected a FILE or FOLDER, or constant, egg, sheet or list');
  setEnvironment(ENVIRONMENT.content, values.content);
  const desk = await openDesk();
  if (first === 'list' && positionals.length === 1) return list(desk, values.phrases);
  const work = readWork(values.work, desk);
  if (first === 'constant') return constant(desk, work, readConstantWish(values));
  if (first === 'egg') return egg(desk, work, values);
  if (first === 'sheet') return sheet(desk, work, values);
  if (values['in-place'] && (values.out !== undefined || values.check !== undefined))
    throw new UsageError('--in-place: leaves no copies for --out and --check');
  return mark(desk, work, {
    targets: positionals,
    carriers: readCarriers(values.carriers),
    exclude: values.exclude ?? [],
    check: values.check ?? null,
    out: values['in-place'] ? null : resolve(values.out ?? join('marked', work)),
  });
});

async function openDesk(): Promise<Desk> {
  const settings = readSettings(process.env, new Date());
  const { portfolio, published } = await loadContent(settings);
  const desk = await openDeliveryDesk(portfolio, settings);
  const works = ledgerWorks(portfolio, settings.asOf).map(({ work }) => work);
  return { ...desk, works, locale: portfolio.profile.locale, secrets: published.secrets };
}

function readWork(slug: string | undefined, { works }: Desk): string {
  if (slug === undefined) throw new UsageError('expected --work SLUG');
  if (works.includes(slug)) return slug;
  throw new BrokenInput('--work: no case study or talk in the content has this slug', {
    hint: 'Write a sealed one first: npm run new -- case-study SLUG',
  });
}

function readCarriers(text: string | undefined): readonly DeliveredCarrierId[] {
  if (text === undefined) return MARKABLE_CARRIERS;
  const names = text.split(',').map((name) => name.trim());
  const known = names.flatMap((name) => MARKABLE_CARRIERS.find((each) => each === name) ?? []);
  if (known.length === names.length) return known;
  throw new UsageError(`--carriers: expected some of ${MARKABLE_CARRIERS.join(', ')}`);
}

interface Wish {
  readonly targets: readonly string[];
  readonly carriers: readonly DeliveredCarrierId[];
  readonly exclude: readonly string[];
  readonly check: string | null;
  /** null: in place. */
  readonly out: string | null;
}

async function mark(desk: Desk, work: string, wish: Wish): Promise<Exit> {
  const { author, deliveries } = desk;
  const known = deliveredMarks(deliveries, work);
  const marked = await deliver({ ...wish, author, work, known }, (result) =>
    recordMarkedWork(desk, work, result),
  );
  console.log(masked(describe(marked)));
  if (marked.marks.length === 0) {
    console.error('Nothing was marked, and nothing written: no file has room for a mark.');
    return EXIT.refused;
  }
  const place = wish.out === null ? 'In place' : `Copies: ${relative(process.cwd(), wish.out)}/`;
  console.log(
    [
      '',
      place,
      'To show one: build and publish, so that the ledger holds it; then',
      `  npm run prove -- --work ${work}          (lists mark:N)`,
      `  npm run prove -- --work ${work} --reveal mark:N --challenge TEXT`,
      'and give the proof and the files to',
      '  node verify.mjs PROOF FILES',
      `For the contract: npm run mark -- sheet --work ${work}`,
    ].join('\n'),
  );
  return EXIT.fine;
}

function describe({ files, marks, tooFew }: MarkedWork): string {
  const counts = marks.map(({ carrier }) => {
    const count = files.filter((file) => file.carriers.some((each) => each === carrier)).length;
    return `  ${carrier.padEnd(8)} in ${count} ${count === 1 ? 'file' : 'files'}, read back`;
  });
  const few = tooFew.map(
    (carrier) => `  ${carrier.padEnd(8)} hidden, but too little of it to be told from chance`,
  );
  const left = files.flatMap(({ name, left: why }) =>
    why === null
      ? []
      : [`  ${name}: ${LEFT[why.reason]}${'message' in why ? ` (${why.message})` : ''}`],
  );
  const rest = left.length > 0 ? ['Left as they are:', ...left] : [];
  return [...counts, ...few, ...rest].join('\n');
}

async function constant(desk: Desk, work: string, wish: ConstantWish): Promise<Exit> {
  const picked = await handOutConstant(desk, work, wish);
  console.log(picked.text);
  console.error(`One of 2^${picked.bits.toFixed(0)} that the key could have picked.`);
  return EXIT.fine;
}

async function egg(
  desk: Desk,
  work: string,
  values: {
    readonly lang?: string | undefined;
    readonly out?: string | undefined;
    readonly 'phrase-file'?: string | undefined;
    readonly 'statement-file'?: string | undefined;
  },
): Promise<Exit> {
  const { author, deliveries, locale, secrets } = desk;
  const { 'phrase-file': phraseFile, 'statement-file': statementFile } = values;
  const known = deliveredMarks(deliveries, work).find((each) => each.carrier === 'phrase') ?? null;
  const made = await makePageEgg({
    author,
    work,
    known,
    phrase: phraseFile === undefined ? null : await readPhraseFile(phraseFile),
    statement: statementFile === undefined ? null : await readStatementFile(statementFile),
    lang: readLocale(values.lang, locale),
    secrets,
  });
  const path = resolve(values.out ?? join('marked', `${work}-egg.js`));
  const files = [handedOverEgg(basename(path), made.script)];
  await recordHandover(desk, { work, marks: [made.mark], files });
  await writeDurably(path, made.script);
  console.log(
    [
      `${relative(process.cwd(), path)}: ${made.size} bytes after gzip`,
      `In the page: <script src="${basename(path)}" defer></script>`,
      'To open it: type the phrase outside of any field, then Enter.',
      'The phrase: npm run mark -- list --phrases',
    ].join('\n'),
  );
  return EXIT.fine;
}

function readLocale(lang: string | undefined, own: Locale): Locale {
  const wanted = Locale.safeParse(lang ?? own);
  if (!wanted.success) throw new UsageError('--lang: expected en, ja or ru');
  return wanted.data;
}

async function sheet(
  { author, deliveries, locale }: Desk,
  work: string,
  { lang, out }: { lang?: string | undefined; out?: string | undefined },
): Promise<Exit> {
  const delivery = deliveries.find((each) => each.work === work);
  if (!delivery) throw new BrokenInput(`--work: nothing was hidden in work of ${work} yet`);
  const path = resolve(out ?? join('marked', `${work}-hand-over.html`));
  await writeDurably(path, handOverSheet(delivery, author, readLocale(lang, locale)));
  console.log(relative(process.cwd(), path));
  return EXIT.fine;
}

function list({ deliveries }: Desk, withPhrases: boolean): Exit {
  const lines = deliveries.flatMap(({ work, marks, handedOver }) => [
    `${work}: ${marks.map(({ carrier }) => carrier).join(', ')}`,
    ...marks.flatMap((each) =>
      withPhrases && each.carrier === 'phrase'
        ? each.phrases.map((text) => `  phrase: ${text}`)
        : [],
    ),
    ...handedOver.map(({ at, files }) => `  ${at.slice(0, 10)}  ${files.length} files`),
  ]);
  console.log(lines.length > 0 ? lines.join('\n') : 'Nothing was hidden in delivered work yet.');
  return EXIT.fine;
}
