import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { ViteDevServer } from 'vite';
import { ENVIRONMENT } from '../node/settings.ts';
import type { Settings } from '../node/settings.ts';

/** What the toolbar asks for: an empty text means "as it is today". */
export interface PreviewRequest {
  readonly level: string;
  readonly asOf: string;
}

const PREVIEW_EVENT = 'colophon:preview';

type ServerSetup = NonNullable<AstroIntegration['hooks']['astro:server:setup']>;
type RefreshContent = Parameters<ServerSetup>[0]['refreshContent'];

/**
 * In development only: reloads when the content changes, and a toolbar with which the author
 * looks at pages at each level and on any day.
 *
 * @param forget - drops what is remembered of the content.
 */
export function previewTools(settings: () => Settings, forget: () => void): AstroIntegration {
  return {
    name: 'colophon:preview-tools',
    hooks: {
      'astro:config:setup'({ command, addDevToolbarApp, addWatchFile }) {
        if (command !== 'dev') return;
        // Languages and addresses are part of Astro's configuration: it starts again with the new ones.
        addWatchFile(profileOf(settings()));
        addDevToolbarApp({
          id: 'colophon',
          name: 'Disclosure',
          icon: '<svg viewBox="0 0 16 16"><path fill="currentColor" d="M1 3h14v2H1zm0 4h9v3H1zm0 5h14v1H1z"/></svg>',
          entrypoint: fileURLToPath(new URL('./preview-toolbar.ts', import.meta.url)),
        });
      },
      'astro:server:setup'({ server, toolbar, refreshContent }) {
        const { contentDir } = settings();
        const reload = () => refresh(server, forget, refreshContent);
        server.watcher.add(contentDir);
        server.watcher.on('all', (_event, path) => {
          if (path.startsWith(contentDir) && path !== profileOf(settings())) void reload();
        });
        toolbar.on<PreviewRequest>(PREVIEW_EVENT, ({ level, asOf }) => {
          process.env[ENVIRONMENT.preview] = level;
          process.env[ENVIRONMENT.asOf] = asOf;
          void reload();
        });
      },
    },
  };
}

function profileOf({ contentDir }: Settings): string {
  return join(contentDir, 'profile.yaml');
}

async function refresh(
  server: ViteDevServer,
  forget: () => void,
  refreshContent: RefreshContent,
): Promise<void> {
  forget();
  try {
    await refreshContent?.({});
  } catch (error) {
    // A problem in the content is the author's next step, not the end of the server.
    server.config.logger.error(error instanceof Error ? error.message : String(error));
    return;
  }
  for (const { moduleGraph } of Object.values(server.environments))
    for (const module of moduleGraph.idToModuleMap.values())
      if (module.id?.includes('.mdx')) moduleGraph.invalidateModule(module);
  server.ws.send({ type: 'full-reload' });
}
