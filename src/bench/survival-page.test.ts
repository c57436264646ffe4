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
