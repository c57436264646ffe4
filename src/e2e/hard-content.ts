import { join } from 'node:path';
import sharp from 'sharp';
import { writeBelow, writeSmallContent } from '../node/content/small-content.ts';

/** Longer than a line, with a word that is wider than a phone. */
export const LONG_TITLE = `How the night timetable of nineteen harbours came to fit on one sheet, by ${'Donaudampfschifffahrt'.repeat(3)}`;

/** Where the screen of the study is painted over, in its pixels. */
export const STRUCK = { x: 160, y: 96, width: 320, height: 64 } as const;

const TABLE = [
  `| ${Array.from({ length: 9 }, (_each, column) => `column ${column + 1}`).join(' | ')} |`,
  `|${' ---: |'.repeat(9)}`,
  ...Array.from(
    { length: 60 },
    (_each, row) =>
      `|${Array.from({ length: 9 }, (_e, column) => ` ${row * column},000 |`).join('')}`,
  ),
].join('\n');

const DECISIONS = `| decision | picked | rejected | why |
| --- | --- | --- | --- |
| ${'a question that takes a whole sentence to ask '.repeat(2)} | this | that | ${'reasons '.repeat(20)} |`;

const PROSE = `Ships waited, and each hour of waiting cost more than the crew did, which nobody had
written down before we sat with the people who answer the phone at four in the morning.[^once]

How long a ship stays depends on cranes, tides and paper, in that order, and the paper was the only
part that we were allowed to touch in the first year of the work.

It took a month to draw the queue as it was, and the drawing changed more than any code: the
office saw that half of the waiting was waiting for a signature from the building next door.

[^once]: It had been written down once, on the back of a tide table, and the table was thrown away
when the tides changed; this note is long so that it has to end somewhere.`;

const STUDY = `---
lang: en
title: ${LONG_TITLE}
summary: Everything that is too long, in one place.
outcome: The sheet went from four folds to none, and the words ${'Donaudampfschifffahrtsgesellschaft'.repeat(2)} still stand on it.
role: Engineer
sector: Shipping
nda: false
disclosure: full
withhold: [F]
started: 2023-01
ended: 2023-09
tags: [${Array.from({ length: 24 }, (_each, index) => `subject number ${index + 1}`).join(', ')}]
acrostic: { phrase: SHIPS, of: headings }
---

${PROSE}

## Sheets

\`\`\`ts
const address = '${'https://example.com/'.repeat(12)}';
\`\`\`

## Harbours

${TABLE}

## Isolines

![A strip much wider than any screen](./strip.png)

## Plans

${DECISIONS}

## Screens

<RedactedImage src="./board.png" alt="The board with its numbers struck out" regions="${STRUCK.x},${STRUCK.y},${STRUCK.width},${STRUCK.height}" reason="F" />

The word \`${'an_identifier_that_never_ends_'.repeat(5)}\` stands in a line.
`;

/** The picture that nobody may see as it is: every pixel of it is like no other. */
export async function boardPicture(): Promise<Uint8Array> {
  const [width, height] = [640, 320];
  let state = 7;
  const data = Uint8Array.from({ length: width * height * 3 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  return new Uint8Array(
    await image
      .withExif({ IFD0: { Artist: 'Noone' } })
      .png()
      .toBuffer(),
  );
}

/** Writes content that is hard to lay out, and a picture that is shown with a part struck out. */
export async function writeHardContent(dir: string): Promise<void> {
  await writeSmallContent(dir);
  const strip = sharp({ create: { width: 3000, height: 200, channels: 3, background: '#ccb' } });
  const folder = join('case-studies', 'timetable');
  await writeBelow(dir, join(folder, 'index.mdx'), STUDY);
  await writeBelow(dir, join(folder, 'strip.png'), new Uint8Array(await strip.png().toBuffer()));
  await writeBelow(dir, join(folder, 'board.png'), await boardPicture());
}
