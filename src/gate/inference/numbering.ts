import type { Evidence, Inference } from './inference.ts';
import type { KnownWork } from './known-work.ts';

/** A number in a name, and what stands around it: alike in all names of one series. */
interface Numbered {
  readonly series: string;
  readonly number: number;
}

/** `figure 2`, `рис. 2`, `図2`: what texts number by hand. */
const LABEL =
  /(?<word>fig(?:ure|\.)?|table|listing|step|study|case|project|рис(?:унок|\.)?|табл(?:ица|\.)?|листинг|шаг|этап|проект|図|表|手順|事例)\s*(?:(?:no\.?|№)\s*)?(?<number>\d{1,3})(?![\d.,]*\d)/giu;
const YEAR = /^(?:19|20)\d\d$/;

/**
 * Finds holes in numbering that a withheld picture, passage or study leaves.
 *
 * `fig-1` and `fig-3` on a page say that there is a `fig-2`, and where in the story it belongs;
 * `client-06` and `client-08` say that there is a client between two that are dated. A hole counts
 * only where something withheld bears the number: people skip numbers for many reasons.
 */
export function findNumberingGaps(evidence: Evidence): readonly Inference[] {
  return [...pictureGaps(evidence), ...labelGaps(evidence), ...slugGaps(evidence)];
}

/** Among the pictures that the pages of the same work show. */
function pictureGaps({ texts, works, workAt }: Evidence): Inference[] {
  return works.flatMap((work) => {
    const pages = texts.filter(({ file }) => workAt(file) === work.slug);
    const shown = pages.flatMap(({ pictures }) => pictures).map(stem);
    const page = pages[0];
    const isOpenGap = work.withheldImages.some((name) => leavesGap(stem(name), shown));
    return page && isOpenGap ? [gap(work, page.file, 'pictures')] : [];
  });
}

function labelGaps({ texts, works, workAt }: Evidence): Inference[] {
  return works.flatMap((work) => {
    const withheld = work.withheldText.flatMap(labelled);
    const pages = texts.filter(({ file }) => workAt(file) === work.slug);
    const page = pages.find(({ blocks }) => {
      const shown = blocks.flatMap(({ text }) => labelled(text));
      return withheld.some((each) => isHole(each, shown));
    });
    return page ? [gap(work, page.file, 'labels')] : [];
  });
}

/** Among the addresses of all works. */
function slugGaps({ texts, works }: Evidence): Inference[] {
  const open = works.filter(({ state }) => state !== 'sealed').map(({ slug }) => slug);
  const index = texts.find(({ file }) => file === 'index.html');
  return works
    .filter(({ state, slug }) => state === 'sealed' && leavesGap(slug, open))
    .map((work) => gap(work, index?.file ?? 'index.html', 'addresses'));
}

function gap(work: KnownWork, file: string, what: string): Inference {
  return { rule: 'numbering-gap', work, file, what, offset: null };
}

function leavesGap(name: string, shown: readonly string[]): boolean {
  const others = shown.flatMap(numbered);
  return numbered(name).some((each) => isHole(each, others));
}

/** Whether the number is missing, while one after it is there, and it is the first or one before it is. */
function isHole({ series, number }: Numbered, shown: readonly Numbered[]): boolean {
  const numbers = shown.filter((each) => each.series === series).map((each) => each.number);
  return (
    !numbers.includes(number) &&
    numbers.some((each) => each > number) &&
    (number === 1 || numbers.some((each) => each < number))
  );
}

/** Every number in a name. `case-07-harbour` is one of a series whatever stands behind the number. */
function numbered(name: string): readonly Numbered[] {
  return [...name.matchAll(/\d+/g)]
    .filter(([digits]) => !YEAR.test(digits) && digits.length < 5)
    .flatMap(({ 0: digits, index }) => {
      const before = name.slice(0, index);
      const after = name.slice(index + digits.length);
      const number = Number(digits);
      const whole = { series: `${before}#${after}`, number };
      return /^[-_. ]/.test(after) ? [whole, { series: `${before}#…`, number }] : [whole];
    });
}

function labelled(text: string): readonly Numbered[] {
  return [...text.matchAll(LABEL)].map(({ groups }) => ({
    series: (groups?.['word'] ?? '').toLowerCase().slice(0, 3),
    number: Number(groups?.['number']),
  }));
}

/** The name of a picture without folders, what a build adds to it, and its format. */
function stem(address: string): string {
  const [name = ''] = address.replace(/^[^?#]*\//, '').split(/[?#]/);
  return name
    .replace(/\.\w+$/, '')
    .replace(/\.[\w-]{6,}$/, '')
    .toLowerCase();
}
