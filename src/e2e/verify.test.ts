import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOpensslAuthority } from '../node/proof/openssl-authority.ts';
import { launchBrowser, serve } from './browser.ts';
import type { ProjectCopy } from './project-copy.ts';
import { SAMPLE_DAY } from './sample-release.ts';
import { copyReleasedSample } from './shared-release.ts';
import { resultOf, violationsOn } from './verify-sheet.ts';

let project: ProjectCopy;
let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  project = await copyReleasedSample();
  site = await serve(project.dist);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await project.remove();
});

const WORK = 'hidden-in-plain-text';
const prove = (...args: string[]) =>
  project.run('prove', '--as-of', SAMPLE_DAY, '--work', WORK, ...args);

async function proveTo(out: string, ...args: string[]) {
  const { code, stdout, stderr } = await prove(...args, '--out', join(project.dir, out));
  const link = /^Link: +(\S+)$/m.exec(stdout)?.[1] ?? '';
  return { code, stdout, stderr, link, fragment: link.slice(link.indexOf('#')) };
}

async function open(path = ''): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${site.url}verify/${path}`);
  return page;
}

/** Gives the sheet a proof that was made. @returns what it says of it. */
async function checkProof(page: Page, folder: string): Promise<string> {
  await page.locator('#files').setInputFiles(join(project.dir, folder, 'proof.json'));
  await page.locator('#check').click();
  return resultOf(page);
}

/** @returns what the page complains of, while it does. */
function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

describe('the path of a doubter', () => {
  test('challenge on the page, proof on the command line, link opened, stamped result', async () => {
    const context = await browser.newContext();
    const asking = await context.newPage();
    await asking.goto(`${site.url}verify/`);
    await asking.getByRole('button', { name: 'Make a challenge' }).click();
    const challenge = await asking.locator('#made').innerText();
    expect(challenge).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    const { code, fragment } = await proveTo(
      'proofs/one',
      ...['--reveal', 'title,mark:2', '--challenge', challenge, '--for', 'Jo of Example GmbH'],
    );
    expect(code).toBe(0);
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${site.url}verify/${fragment}`);
    const result = await resultOf(page);
    expect(result).toContain('Signed by Mara Lindqvist');
    expect(result).toContain(challenge);
    expect(result).toContain('answers your challenge');
    expect(result).toContain('Jo of Example GmbH');
    expect(result).toContain('This does not show');
    expect(await page.locator('#result svg.stamped').count()).toBe(1);
    // What is in the fragment goes nowhere, and nothing is asked of anybody else.
    expect(requests.filter((url) => url.includes('proof='))).toEqual([]);
    // The worker is made of the page's own text, by an address that only this page has.
    const isOwn = (url: string) => url.replace(/^blob:/, '').startsWith(site.url);
    expect(requests.every(isOwn)).toBe(true);
    await context.close();
  });

  test('without a network: the copy that the page offers checks a proof from a file', async () => {
    const { code } = await proveTo('proofs/file', '--reveal', 'title', '--challenge', '1234 5678');
    expect(code).toBe(0);
    const page = await open();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save this sheet' }).click();
    const saved = join(project.dir, (await download).suggestedFilename());
    await (await download).saveAs(saved);
    await page.close();
    const context = await browser.newContext({ offline: true });
    const kept = await context.newPage();
    const broken = errorsOf(kept);
    const worker = kept.waitForEvent('worker');
    await kept.goto(pathToFileURL(saved).href);
    await worker;
    expect(await checkProof(kept, 'proofs/file')).toContain('Signed by Mara Lindqvist');
    const isSet = `[...document.fonts].some(({ status }) => status === 'loaded')`;
    expect(await kept.evaluate(isSet)).toBe(true);
    expect(broken).toEqual([]);
    await context.close();
  });

  test('in the folder of the release, opened from a disk, the page checks a proof', async () => {
    await proveTo('proofs/folder', '--reveal', 'title', '--challenge', '1234 5678');
    const page = await browser.newPage();
    for (const path of ['verify', 'ja/verify']) {
      await page.goto(pathToFileURL(join(project.dist, path, 'index.html')).href);
      expect(await checkProof(page, 'proofs/folder')).toContain('Mara Lindqvist');
    }
    await page.close();
  });

  test('a pasted text shows whose it is, and the proof’s mark is found in it', async () => {
    await proveTo('proofs/text', '--reveal', 'mark:2', '--challenge', '1234 5678');
    const page = await open();
    await page.goto(`${site.url}case-studies/${WORK}/`);
    const text = await page.evaluate<string>('document.querySelector("article").innerText');
    await page.goto(`${site.url}verify/`);
    await page.locator('#text').fill(text);
    await page.locator('#files').setInputFiles(join(project.dir, 'proofs/text/proof.json'));
    await page.getByRole('button', { name: 'Check' }).click();
    const result = await resultOf(page);
    expect(result).toContain('opened by the proof (mark:2)');
    expect(await violationsOn(page)).toEqual([]);
    expect(result).toMatch(/invisible characters[\s\S]*≤ \d × 10−\d/);
    await page.close();
  });

  test('a picture from the site is recognised by its pixels', async () => {
    const folder = join(project.dist, '_astro');
    const name = (await readdir(folder)).find((each) => each.endsWith('.jpg')) ?? '';
    const page = await open();
    await page.locator('#files').setInputFiles(join(folder, name));
    await page.getByRole('button', { name: 'Check' }).click();
    const result = await resultOf(page);
    expect(result).toContain('1 mark of Mara Lindqvist');
    expect(result).toContain('invisible pattern in the pixels');
    await page.close();
  });

  test.each([
    ['replayed', 'Replayed or mixed up', (text: string) => text, '9999 9999'],
    ['cut', 'not whole', (text: string) => text.slice(0, -30), ''],
    ['forged', 'Forged', (text: string) => text.replace(/~[^~]{20}/, '~'), ''],
  ])(
    'a proof that is %s gets an answer of its own and no seal',
    async (_, answer, change, asked) => {
      await proveTo('proofs/bad', '--reveal', 'title', '--challenge', '1234 5678');
      const file = JSON.parse(
        await readFile(join(project.dir, 'proofs/bad/proof.json'), 'utf8'),
      ) as { presentation: string };
      const page = await open();
      await page.locator('#challenge').fill(asked);
      await page.locator('#text').fill(change(file.presentation));
      await page.getByRole('button', { name: 'Check' }).click();
      const result = await resultOf(page);
      expect(result).toContain('Not accepted');
      expect(result).toContain(answer);
      expect(await page.locator('#result .stamped').count()).toBe(0);
      await page.close();
    },
  );

  test('OpenSSH accepts the statement by the line that was printed', async () => {
    const { stdout } = await proveTo('proofs/ssh', '--reveal', 'title', '--challenge', '1234 5678');
    const line = /^ {2}(ssh-keygen .+)$/m.exec(stdout)?.[1] ?? '';
    const cwd = join(project.dir, 'proofs/ssh');
    const verified = await promisify(execFile)('sh', ['-c', line], { cwd });
    expect(verified.stdout).toMatch(/^Good "colophon" signature for mara-lindqvist\.example/);
    const statement = join(cwd, 'statement.txt');
    await writeFile(statement, (await readFile(statement, 'utf8')).replace('Mara', 'Sara'));
    await expect(promisify(execFile)('sh', ['-c', line], { cwd })).rejects.toThrow();
  });
});

describe('the verifier of one file', () => {
  test('runs with Node alone, far from the project, and knows its author', async () => {
    const folder = join(project.dir, 'elsewhere');
    await mkdir(folder, { recursive: true });
    await copyFile(join(project.dist, 'verify/verify.mjs'), join(folder, 'verify.mjs'));
    const pages = `case-studies/${WORK}/index.html`;
    await copyFile(join(project.dist, pages), join(folder, 'page.html'));
    const zip = zipSync({ 'site/page.html': await readFile(join(folder, 'page.html')) });
    await writeFile(join(folder, 'site.zip'), zip);
    await rm(join(folder, 'page.html'));
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['verify.mjs', 'site.zip', '--json'], {
      cwd: folder,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'colophon-report/1',
      verified: true,
      results: [{ target: 'site.zip/site/page.html' }],
      ledger: { status: 'valid' },
    });
  });
});

describe('what may not be told', () => {
  const sealed = (...args: string[]) =>
    project.run('prove', '--as-of', SAMPLE_DAY, '--work', 'quiet-ledger', ...args);

  test('is refused, unless it is for one recipient, and then it is written down', async () => {
    const args = ['--reveal', 'client', '--challenge', '1234', '--out', join(project.dir, 'p')];
    const refused = await sealed(...args);
    expect(refused.code).toBe(1);
    // A release would publish it with the next upload.
    expect((await sealed(...args.slice(0, -1), project.dist)).code).toBe(2);
    expect((await sealed(...args, '--private')).code).toBe(2);
    const made = await sealed(...args, '--private', '--for', 'Jo');
    expect(made.code).toBe(0);
    const listed = await sealed();
    expect(listed.stdout).toMatch(/only with --private/);
  });

  test('title, client and id of a sealed work are nowhere in the release, the ledger included', async () => {
    const source = await readFile(
      join(project.content, 'case-studies/quiet-ledger/index.mdx'),
      'utf8',
    );
    const title = /^title: (.+)$/m.exec(source)?.[1] ?? '';
    expect(title.length).toBeGreaterThan(5);
    for (const file of await readdir(project.dist, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = await readFile(join(file.parentPath, file.name));
      const texts = [bytes, decodedJwt(bytes)].map((each) => each.toString('utf8'));
      for (const text of texts) {
        expect(text).not.toContain('quiet-ledger');
        expect(text).not.toContain(title);
      }
    }
  });

  function decodedJwt(bytes: Buffer): Buffer {
    return Buffer.from(bytes.toString('latin1').split('.')[1] ?? '', 'base64url');
  }
});

describe('a mark that was shown', () => {
  test('is burnt, and the author is told how many are left', async () => {
    const first = await proveTo('proofs/burnt', '--reveal', 'mark:2', '--challenge', '77');
    expect(first.stderr).toMatch(/marks? of this work not shown to anybody yet/);
    const listed = await prove();
    expect(listed.stdout).toMatch(/mark:2 .*shown \d{4}-\d\d-\d\d to/);
    const again = await proveTo('proofs/burnt2', '--reveal', 'mark:2', '--challenge', '78');
    expect(again.stderr).toContain('mark:2 was shown before');
  });
});

describe('a time stamp', () => {
  test('is published with the next build, and the page and the proof say until when', async () => {
    const authority = createOpensslAuthority('Quay');
    const clock = await authority.serve();
    const profile = join(project.content, 'profile.yaml');
    const text = await readFile(profile, 'utf8');
    await copyFile(authority.root, join(project.content, 'root.pem'));
    const only = `timestamps: { authorities: [{ id: quay, url: '${clock.url}', root: ./root.pem }] }`;
    await writeFile(profile, text.replace(/^timestamps:\n(?: .*\n)*/m, `${only}\n`));
    expect((await project.run('timestamp')).code).toBe(0);
    await clock.close();
    expect((await project.run('build', '--as-of', SAMPLE_DAY)).code).toBe(0);
    await proveTo('proofs/stamped', '--reveal', 'title', '--challenge', '1234 5678');
    const page = await open();
    await expect.poll(() => page.locator('#author').innerText()).toContain('signed time stamp');
    await page.locator('#files').setInputFiles(join(project.dir, 'proofs/stamped/proof.json'));
    await page.getByRole('button', { name: 'Check' }).click();
    const result = await resultOf(page);
    expect(result).toMatch(/Time\n.*signed time stamp.*not later than.*Quay Clock.*Quay Root/);
    expect(result).toContain('It stood there not later than');
    await page.close();
  });
});

test('everything but the seed and the content lost, a build gives the same ledger', async () => {
  const ledger = join(project.dist, '.well-known/colophon/ledger/1.sd-jwt');
  const before = await readFile(ledger, 'utf8');
  await rm(project.dist, { recursive: true });
  await rm(join(project.content, 'ledger'), { recursive: true });
  expect((await project.run('build', '--as-of', SAMPLE_DAY)).code).toBe(0);
  expect(await readFile(ledger, 'utf8')).toBe(before);
});
