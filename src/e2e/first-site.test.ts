import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFiles } from '../node/files/staging-folder.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';

let project: ProjectCopy;
const PAGES = new Map<string, string>();

/** A portfolio as `new` begins one: a profile, and works that nobody may see yet. */
beforeAll(async () => {
  project = await copyProject();
  for (const kind of ['profile', 'case-study', 'talk', 'agreement']) {
    const { code, stderr } = await project.run('new', kind);
    if (code !== 0) throw new Error(stderr);
  }
  const { code, stderr } = await project.run('build');
  if (code !== 0) throw new Error(stderr);
  const files = (await listFiles(project.dist)).filter((file) => file.endsWith('.html'));
  for (const file of files) PAGES.set(file, await readFile(join(project.dist, file), 'utf8'));
});
afterAll(() => project.remove());

test('is released, and says that nothing is public yet', () => {
  expect(PAGES.get('index.html')).toContain('No work is public yet.');
  for (const html of PAGES.values()) expect(html).not.toMatch(/untitled|<tbody/);
});

test('no page leads to one that is not there, or speaks of talks', async () => {
  const links = [...PAGES].flatMap(([file, html]) =>
    [...html.matchAll(/(?:href|src)="(\/[^"#?]*)/g)].map((match) => ({ file, to: match[1] ?? '' })),
  );
  expect(links.length).toBeGreaterThan(50);
  for (const { file, to } of links) {
    const path = join(project.dist, to, to.endsWith('/') ? 'index.html' : '');
    await expect(stat(path), `${file} leads to ${to}`).resolves.toBeDefined();
    expect(to, file).not.toContain('talks');
  }
  const sitemap = await readFile(join(project.dist, 'sitemap.xml'), 'utf8');
  expect(sitemap).not.toContain('talks');
});
