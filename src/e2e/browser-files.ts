import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { decompress } from 'wawoff2';

/** A browser program and what it must find in its environment. */
export interface BrowserFiles {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const NODE_MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const CACHE = join(NODE_MODULES, '.cache', 'colophon');
/** Without these the browser draws no text at all on a machine that has no fonts. */
const FONTS = join(NODE_MODULES, '@fontsource-variable', 'noto-serif-jp', 'files');

/**
 * Gets the browser that came with the packages ready, once per version; later calls only look.
 * `COLOPHON_BROWSER=/path` names another one, which brings its own libraries and fonts.
 */
export async function unpackBrowser(
  own: string | undefined = process.env['COLOPHON_BROWSER'],
): Promise<BrowserFiles> {
  if (own) return { executablePath: own, env: {} };
  const folder = join(CACHE, `browser-${await browserVersion()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return describe(folder);
}

/** Unpacked aside and renamed, so that a killed run leaves nothing half done to be found. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const aside = await mkdtemp(join(CACHE, 'unpacking-'));
  try {
    await inflateChromium(aside);
    await inflateFonts(join(aside, 'fonts'));
    await writeFile(join(aside, 'fonts.conf'), fontConfiguration(folder));
    await rename(aside, folder);
  } catch (error) {
    // Another process was faster: its copy is as good as ours.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * The package takes its target folder from TMPDIR, and brings libnspr4 and libnss3 only where it
 * believes itself on Lambda. A process of its own, because it also changes its environment.
 */
async function inflateChromium(folder: string): Promise<void> {
  const code = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: NODE_MODULES,
    env: { TMPDIR: folder, TEMP: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
}

/** The browser's font library reads no WOFF2, which is all that the font packages hold. */
async function inflateFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(FONTS)) {
    const font = await decompress(await readFile(join(FONTS, name)));
    await writeFile(join(folder, name.replace(/\.woff2$/, '.ttf')), font);
  }
}

/** Only the fonts we bring, so that a page is drawn alike on every machine. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}

function describe(folder: string): BrowserFiles {
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

async function browserVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = new URL('../package.json', pathToFileURL(entry));
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version;
}
