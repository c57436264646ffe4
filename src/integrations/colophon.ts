import { fileURLToPath, pathToFileURL } from 'node:url';
import mdx from '@astrojs/mdx';
import { unified } from '@astrojs/markdown-remark';
import type { AstroIntegration } from 'astro';
import { authorWording } from '../authorship/index.ts';
import type { Author } from '../authorship/index.ts';
import { toBase64url } from '../bytes/base64.ts';
import { today } from '../disclosure/index.ts';
import { BrokenInput } from '../node/command.ts';
import { loadContent, withWording } from '../node/content/content.ts';
import type { Content } from '../node/content/content.ts';
import { prepareStaging, recoverRelease } from '../node/files/out-folder.ts';
import { copyPublishedFiles } from '../node/release/published-files.ts';
import { printProgress } from '../node/progress.ts';
import { requireSoundLedger, runRelease } from '../node/release/run-release.ts';
import { readSeed } from '../node/identity/seed.ts';
import type { StoredSeed } from '../node/identity/seed.ts';
import { readSettings } from '../node/settings.ts';
import type { Settings } from '../node/settings.ts';
import { siteAuthor } from '../node/identity/site-author.ts';
import { diagramsPlugin } from './diagrams-plugin.ts';
import { figuresPlugin } from '../site/figures-plugin.ts';
import type { ImageServiceConfig } from './image-service.ts';
import { outsideContent } from './outside-content.ts';
import { previewTools } from './preview-tools.ts';
import { talkTools } from './talk-tools.ts';
import { sidenotesPlugin } from '../site/sidenotes-plugin.ts';
import { verifyPage } from './verify-page.ts';
import { wideTablesPlugin } from '../site/wide-tables-plugin.ts';
import { withholdPlugin } from './withhold-plugin.ts';

const WHOLE_FONTS = fileURLToPath(new URL('../styles/whole-fonts.css', import.meta.url));

/**
 * Colophon as one Astro integration: content through disclosure, pages through marks and gate.
 * `astro build` itself releases, so no host's build command can go round the gate.
 */
export default function colophon(): AstroIntegration[] {
  const settings = () => readSettings(process.env, started);
  const started = new Date();
  let content: Promise<Content> | null = null;
  const load = (): Promise<Content> => (content ??= loadContent(settings()));
  const word = async (author: Author) => {
    content = Promise.resolve(withWording(await load(), settings(), authorWording(author)));
  };
  const forget = () => {
    content = null;
  };
  let keepsNotes = false;
  const published = async () => (await load()).published;
  return [
    talkTools(load, () => {
      keepsNotes = true;
    }),
    pipeline(settings, load, word),
    previewTools(settings, forget),
    mdx({
      // By classes: a policy that forbids inline styles would leave other ones without colour.
      syntaxHighlight: 'prism',
      processor: unified({
        remarkPlugins: [
          withholdPlugin(published, () => keepsNotes),
          diagramsPlugin,
          figuresPlugin,
          sidenotesPlugin,
          wideTablesPlugin,
        ],
      }),
      optimize: { ignoreElementNames: ['table'] },
    }),
  ];
}

/** @param word - lets the author's key pick what texts offer: from then on `load` gives them so. */
function pipeline(
  settings: () => Settings,
  load: () => Promise<Content>,
  word: (author: Author) => Promise<void>,
): AstroIntegration {
  const progress = printProgress(process.stderr);
  let staging: string | null = null;
  let stored: StoredSeed | null = null;
  let unmarkable = '';
  let fingerprint = '';
  return {
    name: 'colophon',
    hooks: {
      async 'astro:config:setup'({ command, config, updateConfig, injectScript }) {
        // A release cuts its own fonts; there is none while one writes.
        if (command === 'dev') injectScript('page-ssr', `import ${JSON.stringify(WHOLE_FONTS)};`);
        if (command === 'preview') {
          await recoverRelease(settings().outDir);
          updateConfig({ outDir: pathToFileURL(`${settings().outDir}/`) });
        }
        if (command === 'build') {
          const { outDir, contentDir, preview } = settings();
          if (preview) throw new BrokenInput('a preview level is for `npm run dev` only');
          progress.phase('content');
          staging = await prepareStaging(outDir, [contentDir, fileURLToPath(config.root)]);
          updateConfig({ outDir: pathToFileURL(`${staging}/`) });
          const { profile } = (await load()).portfolio;
          stored = await readSeed(new URL(profile.site).host, process.env);
          await requireSoundLedger(await load(), settings(), stored);
          unmarkable = fileURLToPath(new URL('colophon/unmarkable/', config.cacheDir));
          const author = siteAuthor(profile, stored.seed);
          await word(author);
          fingerprint = author.fingerprint;
          updateConfig({ image: { service: imageService(author, unmarkable) } });
        }
        updateConfig(siteConfig(await load(), settings(), fingerprint));
        progress.phase('pages');
      },
      async 'astro:build:done'({ pages }) {
        if (!staging || !stored) throw new Error('built without a staging folder');
        progress.result(`${pages.length} pages`);
        await copyPublishedFiles((await load()).published.files, staging);
        await runRelease(await load(), settings(), { staging, stored, unmarkable }, progress);
      },
    },
  };
}

/**
 * Only what is public of the author: Astro keeps its configuration where it likes. The service by its
 * path from the project: Astro makes the names of pictures from it, and of what its cache holds, which
 * must be the same wherever the project lies.
 */
function imageService({ detectionKey, site }: Author, unmarkable: string) {
  const { host } = new URL(site);
  const config: ImageServiceConfig = { detectionKey: toBase64url(detectionKey), host, unmarkable };
  return { entrypoint: './src/integrations/image-service.ts', config };
}

/** @param fingerprint - of the key that signs this build; empty in development. */
function siteConfig({ portfolio }: Content, { asOf, contentDir }: Settings, fingerprint: string) {
  const { profile } = portfolio;
  return {
    site: profile.site,
    ...(profile.base && { base: profile.base }),
    i18n: {
      locales: profile.languages,
      defaultLocale: profile.locale,
      // Stated because Astro fills in defaults before integrations speak.
      routing: {
        prefixDefaultLocale: false,
        redirectToDefaultLocale: false,
        fallbackType: 'redirect' as const,
      },
    },
    vite: {
      // A script inlined into its page would need an exception in a Content-Security-Policy.
      build: { assetsInlineLimit: 0 },
      define: {
        'import.meta.env.COLOPHON_AS_OF': JSON.stringify(today(asOf, profile.timezone)),
        'import.meta.env.COLOPHON_LOCALE': JSON.stringify(profile.locale),
        'import.meta.env.COLOPHON_LANGUAGES': JSON.stringify(profile.languages.join(' ')),
        'import.meta.env.COLOPHON_FINGERPRINT': JSON.stringify(fingerprint),
      },
      plugins: [outsideContent(contentDir), verifyPage()],
    },
  };
}
