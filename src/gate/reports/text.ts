import type { NamedFinding } from '../findings.ts';
import { countFindings, placeOf, plural, subjectOf, wayOf } from './report.ts';
import type { ReportFormat } from './report.ts';

/** Lines for a person at a terminal: errors first. */
export const text: ReportFormat = {
  name: 'text',
  endings: ['txt'],
  write: ({ findings, files, bytes }) =>
    findings.length === 0
      ? `clean: ${plural(files, 'file')}, ${bytes} bytes`
      : renderFindings(findings),
};

/** @returns the findings as lines, and how many there are. */
export function renderFindings(findings: readonly NamedFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return [...[...errors, ...warnings].flatMap(linesOf), countFindings(findings)].join('\n');
}

function linesOf(finding: NamedFinding): readonly string[] {
  const { severity, snippet, hint, id } = finding;
  const place = [placeOf(finding), wayOf(finding)].filter(Boolean).join(' › ');
  const weight = severity === 'warning' ? 'warning ' : '';
  return [
    `${place}: ${weight}${subjectOf(finding)} [${id}]`,
    ...(snippet ? [`  ${snippet}`] : []),
    `  ${hint}`,
  ];
}
