import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

test('every link between the guides leads to a file, and to a heading in it', () => {
  const guides = markdownFiles();
  expect(guides).toContain('README.md');
  expect(guides.flatMap(brokenLinks)).toEqual([]);
});

test('the README lists every command', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const commands = readdirSync(join(ROOT, 'scripts'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => basename(name, '.ts'));
  const isListed = (name: string) => new RegExp(`^\\| \`npm run ${name}\\b`, 'm').test(readme);
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.filter((name) => !isListed(name))).toEqual([]);
});

function markdownFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--', '*.md', ':!content'], { cwd: ROOT });
  return listed.toString().split('\n').filter(Boolean);
}

function brokenLinks(file: string): readonly string[] {
  const links = [...proseOf(file).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)];
  return links.map(([, target = '']) => target).filter((target) => !leadsSomewhere(file, target));
}

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, file))) return false;
  return heading === undefined || headingsOf(file).includes(heading);
}

/** @returns the anchors of a file's headings, as GitHub writes them. */
function headingsOf(file: string): readonly string[] {
  const headings = [...proseOf(file).matchAll(/^#+ (.+)$/gm)];
  return headings.map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** @returns the text without blocks of code, which may hold anything. */
function proseOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, '');
}
