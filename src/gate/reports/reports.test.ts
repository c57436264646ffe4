import { fc, test } from '@fast-check/vitest';
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { XMLParser } from 'fast-xml-parser';
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { describe, expect } from 'vitest';
import { PUBLIC_KEY, nameFindings } from '../finding-id.ts';
import type { Finding } from '../findings.ts';
import { RULES } from '../rules.ts';
import { html } from './html.ts';
import { REPORT_FORMATS } from './index.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Report } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';
// As the SARIF SDK for JavaScript ships it.
import schema from './vectors/sarif-2.1.0-rtm.5.json' with { type: 'json' };

const ERROR: Finding = {
  file: 'a b/ü.html',
  path: 'html/title',
  way: ['html', 'title'],
  term: 'client',
  rule: 'confidential-term',
  severity: 'error',
  snippet: 'by ▇▇▇ & sons',
  offset: 12,
  line: 3,
  column: 7,
  hint: 'Take it out.',
};
const WARNING: Finding = {
  file: 'notes.txt~',
  path: '',
  term: null,
  rule: 'stray-file',
  severity: 'warning',
  snippet: '',
  offset: null,
  hint: 'Remove it.',
};

function reportOf(findings: readonly Finding[]): Report {
  return {
    findings: nameFindings(findings, PUBLIC_KEY),
    files: 12,
    bytes: 34_567,
    folder: 'dist',
    ended: '2026-06-01T10:20:30.456Z',
    version: '0.1.0',
  };
}

const REPORT = reportOf([WARNING, ERROR]);
const [warningId, errorId] = REPORT.findings.map(({ id }) => id);

/** Anything a stranger may put into a name, markup and control characters among it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</style><script>alert(1)</script>',
    ']]>',
    '"><img src=x onerror=a()>',
    '\u0000\uD800\uFFFF',
  ),
);
const anyFinding: fc.Arbitrary<Finding> = fc.record({
  file: anyText,
  path: anyText,
  term: fc.option(anyText),
  rule: fc.constantFrom(...(Object.keys(RULES) as (keyof typeof RULES)[])),
  severity: fc.constantFrom('error', 'warning'),
  snippet: anyText,
  offset: fc.option(fc.nat()),
  hint: anyText,
});
const anyReport = fc.array(anyFinding, { maxLength: 5 }).map(reportOf);

test('text: errors first, each with place, way in, weight and id', () => {
  expect(text.write(REPORT))
    .toBe(`a b/ü.html:3:7 › html › title: confidential-term client [${errorId}]
  by ▇▇▇ & sons
  Take it out.
notes.txt~: warning stray-file [${warningId}]
  Remove it.
1 error and 1 warning`);
});

test('text: nothing found says how much was looked at', () => {
  expect(text.write(reportOf([]))).toBe('clean: 12 files, 34567 bytes');
});

test('JSON: the fields other programs rely on', () => {
  const read = JSON.parse(json.write(REPORT)) as { findings: object[] };
  expect(read).toMatchObject({ files: 12, bytes: 34_567 });
  expect(read.findings[1]).toMatchObject({
    id: errorId,
    file: 'a b/ü.html',
    path: 'html/title',
    term: 'client',
    rule: 'confidential-term',
    severity: 'error',
    snippet: 'by ▇▇▇ & sons',
    offset: 12,
  });
});

describe('SARIF', () => {
  const ajv = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' });
  ajv.addMetaSchema(draft4);
  const follows = ajv.compile(schema);
  const valid = (report: Report) => JSON.parse(sarif.write(report)) as SarifLog;

  test('holds place, way in, weight, and the id by which a host knows a finding again', () => {
    const [run] = valid(REPORT).runs;
    const [warning, error] = run?.results ?? [];
    expect(error).toMatchObject({
      ruleId: 'confidential-term',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'dist/a%20b/%C3%BC.html' },
            region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 8 },
          },
          logicalLocations: [{ fullyQualifiedName: 'html/title' }],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: `${errorId}:1` },
    });
    // Code scanning refuses a result without a region.
    expect(warning).toMatchObject({
      level: 'warning',
      locations: [{ physicalLocation: { region: { startLine: 1, endLine: 1 } } }],
    });
    const rule = run?.tool.driver.rules[error?.ruleIndex ?? -1];
    expect(rule).toMatchObject({
      id: 'confidential-term',
      help: { text: expect.any(String) as string },
    });
  });

  test.prop([anyReport])('follows the schema, whatever names hold', (report) => {
    expect(valid(report)).toMatchObject({ version: '2.1.0' });
    follows(valid(report));
    expect(follows.errors ?? []).toEqual([]);
  });

  test('what does not follow the schema is told apart', () => {
    const log = valid(REPORT) as unknown as { runs: { results: { level: string }[] }[] };
    (log.runs[0]?.results[0] as { level: string }).level = 'fatal';
    expect(follows(log)).toBe(false);
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly object[] } };
    readonly results: readonly { readonly ruleIndex: number }[];
  }[];
}

describe('JUnit', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

  test('an error is a failed test, a warning a passed one with a note', () => {
    const { testsuites } = parser.parse(junit.write(REPORT)) as {
      testsuites: { testsuite: object };
    };
    expect(testsuites.testsuite).toMatchObject({
      tests: '2',
      failures: '1',
      timestamp: '2026-06-01T10:20:30',
      testcase: [
        {
          classname: 'gate.stray-file',
          'system-out': expect.stringMatching(/^warning: notes/) as string,
        },
        {
          classname: 'gate.confidential-term',
          name: `confidential-term client in a b/ü.html [${errorId}]`,
          failure: {
            type: 'confidential-term',
            '#text': expect.stringContaining('a b/ü.html:3:7') as string,
          },
        },
      ],
    });
  });

  test('what is not well-formed is told apart', () => {
    const broken = junit.write(REPORT).replace('</testsuite>', '</testcase>');
    expect(() => readStrictly(broken)).toThrow(/close tag/);
    expect(() => readStrictly('<a b="\u0001"/>')).toThrow(/disallowed/);
  });

  test('nothing found is one passed test', () => {
    expect(parser.parse(junit.write(reportOf([])))).toMatchObject({
      testsuites: { tests: '1', failures: '0', testsuite: { testcase: { classname: 'gate' } } },
    });
  });

  test.prop([anyReport])('is well-formed XML, whatever names hold', (report) => {
    const xml = junit.write(report);
    expect(() => readStrictly(xml)).not.toThrow();
    expect(xml.isWellFormed()).toBe(true);
  });

  test.prop([anyReport])('counts the tests that stand in it, each with its names', (report) => {
    const elements = readStrictly(junit.write(report));
    const cases = elements.filter(({ name }) => name === 'testcase');
    const failures = elements.filter(({ name }) => name === 'failure');
    const counts = { tests: `${cases.length}`, failures: `${failures.length}`, errors: '0' };
    for (const { attributes } of elements.filter(({ name }) => name.startsWith('testsuite')))
      expect(attributes).toMatchObject({ ...counts, name: expect.stringMatching(/./) as string });
    for (const { attributes } of cases)
      expect(attributes).toMatchObject({
        classname: expect.stringMatching(/^gate/) as string,
        name: expect.stringMatching(/./) as string,
      });
  });
});

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** As Java's parsers read: the other one here lets through characters that no XML may hold. */
function readStrictly(xml: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  const strict = new SaxesParser();
  strict.on('opentag', (tag) => elements.push(tag));
  strict.on('error', (error) => {
    throw error;
  });
  strict.write(xml).close();
  return elements;
}

describe('HTML', () => {
  test('says what was found, where, and what each rule means', () => {
    const page = html.write(REPORT);
    for (const part of [
      'Not to be published',
      'a b/ü.html:3:7',
      'by ▇▇▇ &amp; sons',
      errorId ?? '-',
    ])
      expect(page).toContain(part);
    expect(page).toContain(RULES['stray-file'].help.slice(0, 40));
  });

  test('warnings alone stop nothing', () => {
    expect(html.write(reportOf([WARNING]))).toContain('May be published');
  });

  test.prop([anyReport])('holds no element that names brought, and nothing that runs', (report) => {
    const page = html.write(report);
    const tags = namesIn(parse(page));
    for (const name of ['script', 'img', 'iframe', 'link', 'svg']) expect(tags).not.toContain(name);
    expect(tags.filter((name) => name === 'li')).toHaveLength(report.findings.length);
  });

  test('the policy allows its own style and nothing else', async () => {
    const page = html.write(REPORT);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    const digest = Buffer.from(hash).toString('base64');
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${digest}'"`);
    expect(page).not.toMatch(/\bstyle=|\bon\w+=/);
  });
});

interface Node {
  readonly nodeName: string;
  readonly childNodes?: readonly Node[];
}

function namesIn(node: unknown): readonly string[] {
  const { nodeName, childNodes = [] } = node as Node;
  return [nodeName, ...childNodes.flatMap(namesIn)];
}

test('each format has a name and endings of its own', () => {
  const names = REPORT_FORMATS.map(({ name }) => name);
  const endings = REPORT_FORMATS.flatMap((format) => format.endings);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(endings).size).toBe(endings.length);
});
