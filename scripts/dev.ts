// dev: write with live reload. Nothing here is released, and withheld things can be looked at.
import { dev } from 'astro';
import { run } from '../src/node/author-command.ts';
import { EXIT, UsageError } from '../src/node/command.ts';
import { ENVIRONMENT, readSettings } from '../src/node/settings.ts';
import { parseSiteOptions, setEnvironment } from '../src/node/site-options.ts';

const usage = `npm run dev -- [--content DIR] [--as-of YYYY-MM-DD] [--level LEVEL] [--port N]

Serves the site on this machine and reloads it when you write. The toolbar at the foot of each
page shows it at another level, or on another day.

  --content DIR         where the content is (content/)
  --as-of YYYY-MM-DD    look at the site as it will be on that day
  --level LEVEL         look at every work at sealed, anonymous, named or full
  --port N              the port (4321, or the next free one)`;

await run(usage, async () => {
  const { level, port } = parseSiteOptions({ level: { type: 'string' }, port: { type: 'string' } });
  setEnvironment(ENVIRONMENT.preview, level);
  readSettings(process.env, new Date());
  await dev({ force: true, ...(port !== undefined && { server: { port: toPort(port) } }) });
  return EXIT.fine;
});

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UsageError('--port: expected a number from 1 to 65535');
}
