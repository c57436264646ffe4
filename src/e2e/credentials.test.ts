import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WasmReader, initSync } from '@contentauth/c2pa-wasm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBelow } from '../node/content/small-content.ts';
import { listFiles } from '../node/files/staging-folder.ts';
import { skeleton } from '../schemas/skeletons.ts';
import { copyProject } from './project-copy.ts';
import type { ProjectCopy } from './project-copy.ts';
import { SAMPLE_DAY } from './sample-release.ts';

const SAMPLE = fileURLToPath(new URL('../../content', import.meta.url));
/** One build, and on a machine that may be busy with others. */
const BUILD_TIMEOUT = 400_000;
const STUDY = 'hidden-in-plain-text';
const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.pdf': 'application/pdf',
};
const vector = (name: string) => fileURLToPath(new URL(`../gate/vectors/${name}`, import.meta.url));
const SLIDES = vector('libreoffice.pdf');
const TALK = skeleton('talk', {
  slug: 'tides',
  lang: 'en',
  today: SAMPLE_DAY,
  timezone: 'UTC',
  phrase: '',
})
  .replace('disclosure: sealed', 'disclosure: full')
  .replace('nda: false', 'nda: false\nslides: ./deck.pdf');

let project: ProjectCopy;

beforeAll(async () => {
  const wasm = import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  initSync({ module: await readFile(fileURLToPath(wasm)) });
  project = await copyProject();
  // One study and the portrait: pictures enough, and a short build.
  for (const path of ['profile.yaml', 'portrait.webp', `case-studies/${STUDY}`])
    await cp(join(SAMPLE, path), join(project.content, path), { recursive: true });
  await writeBelow(project.content, 'talks/tides/index.mdx', TALK);
  await cp(SLIDES, join(project.content, 'talks/tides/deck.pdf'));
  const profile = join(project.content, 'profile.yaml');
  await writeBelow(project.dir, 'public/papers/of-another.pdf', '');
  for (const name of ['tides', 'of-another'])
    await cp(vector('ghostscript.pdf'), join(project.dir, `public/papers/${name}.pdf`));
  const wish =
    'contentCredentials: { digitalSourceType: digitalCreation }\nownDocuments: [papers/tides.pdf]\n';
  await writeFile(profile, (await readFile(profile, 'utf8')) + wish);
});

afterAll(() => project.remove());

async function stateOf(bytes: Uint8Array, type: string) {
  const report = (await WasmReader.fromBytes(type, bytes)).json();
  const { validation_state } = JSON.parse(report) as { validation_state: string };
  return { validation_state, report };
}

test(
  'a site with the setting on is released, and every file it signed is valid',
  async () => {
    const { code, stderr, stdout } = await project.run('build', '--as-of', SAMPLE_DAY);
    expect(code, stderr).toBe(0);
    const count = Number(/(\d+) files signed/.exec(stdout + stderr)?.[1]);
    const signed: { bytes: Uint8Array; type: string }[] = [];
    for (const name of await listFiles(project.dist)) {
      const type = TYPES[extname(name).toLowerCase()];
      const bytes = new Uint8Array(await readFile(join(project.dist, name)));
      if (type && Buffer.from(bytes).includes('c2pa.soft-binding')) signed.push({ bytes, type });
    }
    expect(signed.length).toBeGreaterThan(5);
    expect(signed).toHaveLength(count);
    expect(signed.filter(({ type }) => type === 'application/pdf')).toHaveLength(2);
    const seen = await project.run('verify', 'dist/papers/tides.pdf', '--ledger', 'dist', '--json');
    expect(JSON.parse(seen.stdout)).toMatchObject({
      results: [{ sightings: [{ carrier: 'pdf', work: 'papers/tides.pdf', isListed: true }] }],
    });
    const other = await readFile(join(project.dist, 'papers/of-another.pdf'), 'latin1');
    expect(other).not.toContain('LayoutRevision');
    expect(
      (await readFile(join(project.dist, 'papers/tides.pdf'), 'latin1')).length,
    ).toBeGreaterThan(other.length);
    for (const { bytes, type } of signed) {
      const { validation_state, report } = await stateOf(bytes, type);
      expect(validation_state).toBe('Valid');
      expect(report).toContain('digitalsourcetype/digitalCreation');
      expect(report).toContain('Mara Lindqvist');
    }

    // What an optimizer does to it afterwards is seen: it has to be signed last of all.
    const [first] = signed.filter(({ type }) => type === 'image/webp');
    if (!first) throw new Error('the sample has pictures in WebP');
    const manifest = Buffer.from(first.bytes).lastIndexOf('C2PA');
    const again = await sharp(first.bytes).webp({ quality: 60 }).toBuffer();
    const chunk = Buffer.from(first.bytes.subarray(manifest));
    const optimized = Buffer.concat([again, chunk]);
    optimized.writeUInt32LE(optimized.length - 8, 4);
    expect((await stateOf(new Uint8Array(optimized), first.type)).validation_state).toBe('Invalid');
  },
  BUILD_TIMEOUT,
);

test(
  'a PDF that is not there is asked for',
  async () => {
    await rm(join(project.dir, 'public/papers/tides.pdf'));
    const { code, stderr } = await project.run('build', '--as-of', SAMPLE_DAY);
    expect(code).toBe(2);
    expect(stderr).toContain('`ownDocuments`: papers/tides.pdf is not in public/');
  },
  BUILD_TIMEOUT,
);
