import type { NamedFinding } from '../findings.ts';
import { escapeMarkup } from './markup.ts';
import { placeOf, plural, subjectOf, wayOf } from './report.ts';
import type { Report, ReportFormat } from './report.ts';

/** JUnit's XML, for build servers: an error is a failed test, a warning a passed one with a note. */
export const junit: ReportFormat = {
  name: 'junit',
  endings: ['xml'],
  write(report) {
    const { findings, ended } = report;
    const failures = findings.filter(({ severity }) => severity === 'error').length;
    const cases = findings.length === 0 ? [cleanCase(report)] : findings.map(toCase);
    const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="colophon" ${counts}>`,
      `<testsuite name="gate" ${counts} skipped="0" timestamp="${ended.slice(0, 19)}">`,
      ...cases,
      '</testsuite>',
      '</testsuites>',
      '',
    ].join('\n');
  },
};

/** A suite without tests counts as broken for some servers. */
function cleanCase({ files }: Report): string {
  return `<testcase classname="gate" name="${plural(files, 'file')} without findings"/>`;
}

function toCase(finding: NamedFinding): string {
  const { rule, id, file, severity } = finding;
  const name = escapeMarkup(`${subjectOf(finding)} in ${file} [${id}]`);
  const details = escapeMarkup(detailsOf(finding));
  const body =
    severity === 'error'
      ? `<failure type="${rule}" message="${escapeMarkup(subjectOf(finding))}">${details}</failure>`
      : `<system-out>warning: ${details}</system-out>`;
  return `<testcase classname="gate.${rule}" name="${name}">${body}</testcase>`;
}

function detailsOf(finding: NamedFinding): string {
  const place = [placeOf(finding), wayOf(finding)].filter(Boolean).join(' › ');
  return [place, finding.snippet, finding.hint].filter(Boolean).join('\n');
}
