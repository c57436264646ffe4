import { resolve } from 'node:path';
import type { AsOf, Preview } from '../disclosure/index.ts';
import { Day } from '../schemas/fields.ts';
import { LEVELS } from '../schemas/level.ts';
import { BrokenInput } from './command.ts';
import { reportFile } from './scan/report-file.ts';
import type { ReportFile } from './scan/report-file.ts';

/** What a run works on. Read once at the edge; commands set it through the environment. */
export interface Settings {
  /** Absolute. */
  readonly contentDir: string;
  /** Absolute: where the release ends up. */
  readonly outDir: string;
  readonly asOf: AsOf;
  readonly preview: Preview | null;
  /** Where the gate's report is written as well; null if nowhere. */
  readonly report: ReportFile | null;
}

/** How commands hand their options on to Astro's process and its content loader. */
export const ENVIRONMENT = {
  content: 'COLOPHON_CONTENT',
  out: 'COLOPHON_OUT',
  asOf: 'COLOPHON_AS_OF',
  preview: 'COLOPHON_PREVIEW_LEVEL',
  report: 'COLOPHON_REPORT',
} as const;

/**
 * @param now - used only where no day is set.
 * @throws BrokenInput naming the variable that cannot be understood.
 */
export function readSettings(env: NodeJS.ProcessEnv, now: Date): Settings {
  const outDir = resolve(env[ENVIRONMENT.out] || 'dist');
  const report = env[ENVIRONMENT.report];
  return {
    contentDir: resolve(env[ENVIRONMENT.content] || 'content'),
    outDir,
    asOf: readAsOf(env[ENVIRONMENT.asOf], now),
    preview: readPreview(env[ENVIRONMENT.preview]),
    report: report ? reportFile(report, outDir) : null,
  };
}

function readAsOf(day: string | undefined, now: Date): AsOf {
  if (!day) return { instant: now };
  const checked = Day.safeParse(day);
  if (checked.success) return { day };
  throw new BrokenInput(`${ENVIRONMENT.asOf}: ${checked.error.issues[0]?.message}`);
}

function readPreview(level: string | undefined): Preview | null {
  if (!level) return null;
  const known = LEVELS.find((each) => each === level);
  if (known) return { level: known };
  throw new BrokenInput(`${ENVIRONMENT.preview}: expected one of ${LEVELS.join(', ')}`);
}
