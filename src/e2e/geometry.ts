import type { Page } from 'playwright-core';

/**
 * What is wrong with how a page is laid out, measured in the page: it is the same on every machine,
 * since it compares boxes with each other and not pixels with a picture.
 *
 * As one string, because vitest would rewrite a function into code that the page cannot run.
 */
const MEASURE = `(({ isWide, lineLimits }) => {
  const problems = [];
  const name = (element) =>
    element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') +
    (element.className ? '.' + String(element.className).split(' ')[0] : '') +
    ' “' + (element.textContent ?? '').trim().slice(0, 30) + '”';
  const box = (element) => element.getBoundingClientRect();
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && box(element).width > 1 && box(element).height > 1;
  const isClipped = (element) => {
    for (let each = element; each; each = each.parentElement)
      if (getComputedStyle(each).clipPath === 'inset(50%)') return true;
    return false;
  };
  const scrolls = (element) => {
    for (let each = element.parentElement; each; each = each.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(each).overflowX) && each !== document.body && each !== document.documentElement) return true;
    return false;
  };

  const tooWide = document.documentElement.scrollWidth - innerWidth;
  if (tooWide > 0) problems.push('the page is ' + tooWide + ' px wider than the window');
  const all = [...document.querySelectorAll('body *')].filter(
    (element) => isShown(element) && !isClipped(element) && !element.closest('svg, .said, .letter, noscript, select'),
  );
  for (const element of all)
    if ((box(element).right > innerWidth + 1 || box(element).left < -1) && !scrolls(element))
      problems.push(name(element) + ' sticks out of the window');

  // Blocks of text and pictures: none may lie on another.
  const leaves = all.filter(
    (element) =>
      element.matches('h1, h2, h3, p, li, dt, dd, th, td, figcaption, img, pre, button, input, textarea, .sidenote, .action') &&
      !element.querySelector('p, li, dd, img, pre, table, ul, ol, dl, button, input, .sidenote, .action') &&
      getComputedStyle(element).position !== 'absolute',
  );
  const boxes = leaves.map(box);
  for (let one = 0; one < leaves.length; one++)
    for (let two = one + 1; two < leaves.length; two++) {
      const [a, b] = [boxes[one], boxes[two]];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 2 && !leaves[one].contains(leaves[two]) && !leaves[two].contains(leaves[one]))
        problems.push(name(leaves[one]) + ' and ' + name(leaves[two]) + ' lie on each other');
    }

  // Everything stands on the edges that the header has.
  const left = (selector) => { const found = document.querySelector(selector); return found && isShown(found) ? box(found).left : null; };
  const onEdge = (selector, edge, what) => {
    for (const element of document.querySelectorAll(selector))
      if (isShown(element) && edge !== null && Math.abs(box(element).left - edge) > 1.5)
        problems.push(name(element) + ' is not on the edge of the ' + what);
  };
  const [docket, text] = [left('header .name'), left('header nav')];
  if (isWide && !(text > docket + 150)) problems.push('docket and text are not side by side');
  onEdge('main .docket, main .sheet > aside', docket, 'docket');
  // The heading of a slide stands in its slide.
  onEdge('main h1:not(.slide *), main .lead, main .prose > p', text, 'text');
  if (isWide) onEdge('.sidenote', left('header .languages'), 'notes');

  // Lines that the eye can find back from.
  for (const paragraph of [...document.querySelectorAll('main .prose > p, main .measure > p')].filter(isShown).slice(0, 12)) {
    const { lang } = paragraph.closest('[lang]');
    const lineLimit = lineLimits[lang] ?? lineLimits.en;
    const isJapanese = lang === 'ja';
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const lines = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('.said, .letter, .sidenote, sup, code')) continue;
      for (let at = 0; at < node.length; at++) {
        // The marks between the words of a text are signs that take no place.
        if (/\\p{Cf}|\\p{Mn}/u.test(node.data[at])) continue;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { top } = range.getBoundingClientRect();
        const line = Math.round(top / 4);
        // A Latin letter in a Japanese line takes half a place.
        const place = isJapanese && node.data.charCodeAt(at) < 0x2e80 ? 0.5 : 1;
        lines.set(line, (lines.get(line) ?? 0) + place);
      }
    }
    const longest = Math.max(0, ...lines.values());
    if (longest > lineLimit) problems.push(name(paragraph) + ' has a line of ' + longest + ' characters');
  }
  return problems;
})`;

/** The most characters of a line, by the language of its text: Japanese ones are twice as wide. */
const LINE_LIMITS = { en: 84, ru: 84, ja: 40 } as const;

/** @returns what is wrong with the layout of the page that is open; nothing for a sound one. */
export async function layoutProblems(page: Page): Promise<readonly string[]> {
  const isWide = (page.viewportSize()?.width ?? 0) >= 1216;
  const limits = { isWide, lineLimits: LINE_LIMITS };
  return page.evaluate<string[]>(`${MEASURE}(${JSON.stringify(limits)})`);
}
