import sharp from 'sharp';
import { ATTACKS, FURTHER } from './attacks.ts';
import type { Kind } from './corpus.ts';
import type { Measured, Outcome, Time, Times } from './measure.ts';

const KINDS: readonly Kind[] = ['photograph', 'small', 'screenshot'];
const TITLES: Readonly<Record<Kind, string>> = {
  photograph: 'photographs',
  small: 'small ones',
  screenshot: 'screenshots',
};

/** What the design promises of all attacks together, in percent. */
const PROMISES: Readonly<Record<Kind, number>> = { photograph: 98, small: 95, screenshot: 93 };

/** @returns the figures as a page of Markdown. */
export function renderReport(measured: readonly Measured[], total: number): string {
  const of = (kind: Kind) => measured.filter((each) => each.kind === kind);
  const counts = KINDS.map((kind) => `${of(kind).length} ${TITLES[kind]}`).join(', ');
  const complete = measured.length === total ? '' : ` Of ${total}: the run was cut short.`;
  return [
    '# Marks in pictures, measured',
    `Made by \`npm run bench -- image --write\` on pictures that nothing was tuned on: ${counts}.${complete}
Where they come from, and which others were for tuning, stands in \`packages.ts\`. Photographs are
1200 pixels wide, small ones as they are (450 to 1000), screenshots 1280 × 800. All carry both marks,
as in a build. A cell says how many ids came back exactly: read blind, and, where that is more, with
the author's list of ids, and those of the second, covert mark. The attacks are those of sharp
${sharp.versions.sharp} with libvips ${sharp.versions.vips}.`,
    '## The 26 attacks',
    attackTable(measured, ATTACKS, 'attacks'),
    promiseLines(of),
    '## Further ones',
    attackTable(measured, FURTHER, 'further'),
    '## What it costs to look at',
    qualityTable(of),
    '## Nobody’s marks',
    foreignLine(measured),
    '## Speed',
    `Medians over the pictures, each marked and read five times in a row: in the row, and the first time,
when the engine has yet to compile what it runs. Beside other programs, as in this run, the same work
takes longer than on a quiet machine.`,
    speedTable(measured),
    '## What did not come back',
    losses(measured),
  ].join('\n\n');
}

function attackTable(
  measured: readonly Measured[],
  attacks: readonly { name: string }[],
  set: 'attacks' | 'further',
): string {
  const cell = (name: string, kind: Kind) =>
    countCell(
      measured.filter((each) => each.kind === kind).flatMap((each) => each[set][name] ?? []),
    );
  const all = (kind: Kind) =>
    countCell(
      measured.filter((each) => each.kind === kind).flatMap((each) => Object.values(each[set])),
    );
  return table(
    ['after', ...KINDS.map((kind) => TITLES[kind])],
    [
      ...attacks.map(({ name }) => [name, ...KINDS.map((kind) => cell(name, kind))]),
      ['**all**', ...KINDS.map(all)],
    ],
  );
}

function countCell(outcomes: readonly Outcome[]): string {
  const count = (of: keyof Outcome) => outcomes.filter((each) => each[of] === 'back').length;
  const [blind, listed] = [count('blind'), count('listed')];
  const more = listed > blind ? `, by list ${listed}` : '';
  return `${blind} of ${outcomes.length}${more}, covert ${count('second')}`;
}

function promiseLines(of: (kind: Kind) => readonly Measured[]): string {
  const share = (kind: Kind, names: readonly string[]) => {
    const outcomes = of(kind).flatMap(({ attacks }) =>
      names.flatMap((name) => attacks[name] ?? []),
    );
    return percent(outcomes.filter(({ blind }) => blind === 'back').length, outcomes.length);
  };
  const all = ATTACKS.map(({ name }) => name);
  return table(
    ['read blind', 'measured', 'promised'],
    [
      ...KINDS.map((kind) => [TITLES[kind], share(kind, all), `${PROMISES[kind]} %`]),
      ['photographs, cut to 50 %', share('photograph', ['cut to 50 %']), '95 %'],
      ['photographs, cut to 25 %', share('photograph', ['cut to 25 %']), '88 %'],
    ],
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none measured' : `${((100 * part) / whole).toFixed(1)} %`;
}

function qualityTable(of: (kind: Kind) => readonly Measured[]): string {
  const rows = KINDS.map((kind) => {
    const all = of(kind).map(({ quality }) => quality);
    const least = (values: readonly number[]) => Math.min(...values);
    const psnr = all.map((each) => each.psnr);
    const ssim = all.map((each) => each.ssim);
    return [
      TITLES[kind],
      `${mean(psnr).toFixed(2)} dB, least ${least(psnr).toFixed(2)}`,
      `${mean(ssim).toFixed(4)}, least ${least(ssim).toFixed(4)}`,
      String(Math.max(...all.map((each) => each.most))),
    ];
  });
  return table(['', 'PSNR', 'SSIM', 'most changed sample, levels'], rows);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function foreignLine(measured: readonly Measured[]): string {
  const sum = (count: (each: Measured) => number) =>
    measured.reduce((total, each) => total + count(each), 0);
  const wrong = sum(({ attacks, further }) => {
    const outcomes = [...Object.values(attacks), ...Object.values(further)];
    return outcomes.filter(({ blind, listed }) => [blind, listed].includes('wrong')).length;
  });
  const [whole, searched] = [
    sum(({ foreign }) => foreign.whole),
    sum(({ foreign }) => foreign.searched),
  ];
  const attacked = sum(
    ({ attacks, further }) => Object.keys(attacks).length + Object.keys(further).length,
  );
  const found = sum(({ foreign }) => foreign.found);
  return `Unmarked pictures, and marked ones with keys they were not marked with, were read ${whole} times
as whole pictures and ${searched} times with the whole search, each with a list of 100 ids:
${found} ids were found. The ${attacked} pictures that were attacked above were read with their own key:
${wrong} wrong ids came back. Together that is ${found + wrong} wrong ids in ${whole + searched + attacked} decodes;
promised is none in 5000.`;
}

function speedTable(measured: readonly Measured[]): string {
  const row = (what: string, of: Exclude<keyof Times, 'pixels'>, promise: string) => {
    const median = (which: keyof Time) => {
      const values = measured.map(({ times }) => times[of][which]).toSorted((a, b) => a - b);
      return `${(values[values.length >> 1] ?? 0).toFixed(0)} ms`;
    };
    return [what, median('median'), median('first'), promise];
  };
  const pixels = mean(measured.map(({ times }) => times.pixels)) / 1e6;
  return table(
    ['CPU time of one core', 'in a row', 'the first', 'promised'],
    [
      row(`mark (${pixels.toFixed(1)} megapixels)`, 'mark', `${(100 + 50 * pixels).toFixed(0)} ms`),
      row('read a whole one', 'whole', '60 ms'),
      row('read one cut to 50 %', 'cut', '500 ms'),
      row('search one without a mark', 'nothing', '500 ms'),
    ],
  );
}

function losses(measured: readonly Measured[]): string {
  const lost = measured.flatMap(({ picture, attacks }) => {
    const names = Object.entries(attacks).filter(([, { blind }]) => blind !== 'back');
    return names.length === 0 ? [] : [`- ${picture}: ${names.map(([name]) => name).join(', ')}`];
  });
  return lost.length === 0 ? 'Everything did.' : lost.join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
