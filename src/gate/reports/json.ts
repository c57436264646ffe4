import type { ReportFormat } from './report.ts';

/** One object for other programs. A contract: fields may be added, and none renamed or taken out. */
export const json: ReportFormat = {
  name: 'json',
  endings: ['json'],
  write: ({ findings, files, bytes }) => JSON.stringify({ findings, files, bytes }, null, 2),
};
