import type { NamedFinding } from '../findings.ts';
import { RULES } from '../rules.ts';
import type { RuleId } from '../rules.ts';
import { subjectOf, wayOf } from './report.ts';
import type { Report, ReportFormat } from './report.ts';

const RULE_IDS = Object.keys(RULES) as RuleId[];

/**
 * SARIF, for code scanning of repository hosts and for editors.
 *
 * @see SARIF 2.1.0, OASIS Standard incorporating Approved Errata 01.
 */
export const sarif: ReportFormat = {
  name: 'sarif',
  endings: ['sarif'],
  write(report) {
    const log = {
      $schema:
        'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [runOf(report)],
    };
    return JSON.stringify(log, null, 2);
  },
};

function runOf({ findings, folder, ended, version }: Report) {
  return {
    tool: { driver: { name: 'Colophon', version, rules: RULE_IDS.map(toRule) } },
    invocations: [{ executionSuccessful: true, endTimeUtc: ended }],
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => toResult(finding, folder)),
  };
}

function toRule(id: RuleId) {
  const { title, help, severity } = RULES[id];
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: help, markdown: `**${title}.** ${help}` },
    defaultConfiguration: { level: severity },
    // Hosts sort by the number: 7 and above is "high".
    properties: { tags: ['security'], 'security-severity': severity === 'error' ? '8.0' : '4.0' },
  };
}

function toResult(finding: NamedFinding, folder: string) {
  const { rule, severity, path, hint, id, snippet } = finding;
  const way = path ? ` (${wayOf(finding)})` : '';
  const seen = snippet ? `: ${snippet}` : '';
  return {
    ruleId: rule,
    ruleIndex: RULE_IDS.indexOf(rule),
    level: severity,
    message: { text: `${subjectOf(finding)}${way}${seen}\n${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(finding.file, folder) },
          region: regionOf(finding),
        },
        ...(path && { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    // Hosts recognise a finding again by the first; the second is the name an exception takes.
    partialFingerprints: { primaryLocationLineHash: `${id}:1`, 'colophonFindingId/v1': id },
  };
}

/** Whole, even where nothing is known: code scanning shows no result without a region. */
function regionOf({ line = 1, column = 1 }: NamedFinding) {
  return { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
}

function toUri(file: string, folder: string): string {
  return [...folder.split('/'), ...file.split('/')]
    .filter(Boolean)
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}
