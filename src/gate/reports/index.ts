import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { ReportFormat } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Every format a report can be written in. */
export const REPORT_FORMATS: readonly ReportFormat[] = [text, json, sarif, junit, html];
