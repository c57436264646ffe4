import { expect, test } from 'vitest';
import { mergePages } from './survival-page.ts';

const older = '# All\n\n## Pages\n\nold\n\n## PDF\n\nold\n\n## Versions\n\n1\n';

test('new tables take the place of old ones, and the others stay', () => {
  const merged = mergePages(
    older,
    '# All\n\n## Pages\n\nnew\n\n## Slides\n\nnew\n\n## Versions\n\n2',
  );
  expect(merged).toBe(
    '# All\n\n## Pages\n\nnew\n\n## PDF\n\nold\n\n## Slides\n\nnew\n\n## Versions\n\n2\n',
  );
});

test('the first page is written as it is', () => {
  expect(mergePages('', older)).toBe(older);
});

test('a program that only an earlier machine had keeps its version', () => {
  const versions = (text: string) => `# All\n\n## Versions\n\n${text}.\n`;
  const merged = mergePages(
    versions('soffice 7.4.7.2, convert 6.9.11-60, terser 5.1.0'),
    versions('soffice (not on this machine), gs (not on this machine), terser 5.2.0'),
  );
  expect(merged).toBe(versions('soffice 7.4.7.2, gs (not on this machine), terser 5.2.0'));
});
