import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** The name that must not get out: no word of any language, so that a hit is a leak. */
export const CLIENT = 'Quorvexil Maritime';

const PROFILE = `name: { en: Ada Example }
tagline: { en: Engineer }
about: { en: "Builds things." }
site: https://ada.example
locale: en
email: ada@ada.example
timezone: Europe/Helsinki
`;

const AGREEMENT = `id: agr-2345
client:
  name: { en: ${CLIENT} }
  aliases: [QVXM]
  description: { en: a shipping company }
  domains: [quorvexil.example]
  people: [{ name: Tamsin Orrowby }]
terms: [{ id: volume, term: '48213', kind: figure }]
signed: 2024-01-01
timezone: Europe/Berlin
schedule:
  - { from: 2024-01-01, level: sealed, consent: not-required }
  - { from: 2025-01-01, level: anonymous, consent: not-required }
permits: []
`;

/** A case study of an anonymous client, with one withheld figure and one withheld picture. */
export const STUDY = `---
lang: en
title: Berths for {client}
summary: How ships stopped waiting.
outcome: Waiting time fell by {F|37 %}.
role: Engineer
sector: Shipping
nda: agr-2345
disclosure: named
started: 2024-03
acrostic: { phrase: SHIPS, of: paragraphs }
---

## What it was

Ships waited, and each hour of waiting cost <Client /> more than the crew did, which nobody had
written down before we sat with the people who answer the phone at four in the morning.

How long a ship stays depends on cranes, tides and paper, in that order, and the paper was the only
part that we were allowed to touch in the first year of the work.

It took a month to draw the queue as it was, and the drawing changed more than any code: the
office saw that half of the waiting was waiting for a signature from the building next door.

Planning became a search over a few hundred arrangements, scored by the hour, run again whenever a
pilot called. Waiting fell by <Withheld reason="F">37 %</Withheld> in the first season.

So the hard part was to say no: a plan that changes every minute is a plan that nobody follows, and
we froze the next two hours whatever the search had found in the meantime.

<Withheld reason="S">

![The planning board](./planning-board.png)

</Withheld>
`;

const ZEPHYRS = `## What it was

Sorting winds from fasteners sounds like a riddle, and on the first morning it was treated as one by
everybody who had not seen the warehouse where both arrive in the same crates.

How many of either there are depends on the season, since gales bring the former and builders buy the
latter, and no list has ever held both in an order that somebody could read.

It turned out that the crates were numbered twice, once by the sender and once by a clerk who had left
in spring, so that every second number stood for something that was never there.

Pairs were drawn again from the weights alone, with a chart on the wall that children of the staff had
painted, and what could not be paired went into a drawer with a name of its own.

Since then the drawer is opened on Fridays, and whoever finds a match buys the cake; nobody has asked
for a better algorithm, and the two that we had prepared were never switched on.

![The planning board](./planning-board.png)
`;

/** A study nobody may know of. */
export const SEALED = STUDY.replace('Berths for {client}', 'Zephyrbolt reconciliation')
  .replace('How ships stopped waiting.', 'How zephyrs were reconciled with bolts.')
  .replace('Waiting time fell by', 'The zephyrs that bolted fell by')
  .replace('nda: agr-2345', 'nda: false')
  .replace('disclosure: named', 'disclosure: sealed')
  .replace(/## What it was[^]*/, ZEPHYRS);

/** A talk that is given once, in public. */
export const TALK = `---
lang: en
title: Locks and keys
summary: Who may read what.
audience: Readers
nda: false
disclosure: full
deliveries:
  - id: bergen-2027
    event: { name: Bergen Locks }
    status: scheduled
    starts: 2027-05-20T10:30
    timezone: Europe/Oslo
    minutes: 40
    language: en
    place: { venue: Hall, city: Bergen, country: 'NO' }
---

About keys.
`;

/** Writes a small, complete content folder, for tests. */
export async function writeSmallContent(dir: string): Promise<void> {
  const text = (path: string, content: string) => writeBelow(dir, path, content);
  await text('profile.yaml', PROFILE);
  await text('agreements/agr-2345.yaml', AGREEMENT);
  await text('case-studies/berths/index.mdx', STUDY);
  await text('case-studies/zephyrbolt/index.mdx', SEALED);
  for (const work of ['berths', 'zephyrbolt'])
    await writeBelow(dir, `case-studies/${work}/planning-board.png`, await picture());
}

/** Writes one file, folders included. */
export async function writeBelow(
  dir: string,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), content);
}

/** A real picture; its Exif says `artist`, if one is given. */
export async function picture(artist?: string): Promise<Uint8Array> {
  const image = sharp({ create: { width: 320, height: 200, channels: 3, background: '#4a6' } });
  const withExif = artist ? image.withExif({ IFD0: { Artist: artist } }) : image;
  return new Uint8Array(await withExif.png().toBuffer());
}
