import { relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BrokenInput } from '../command.ts';
import { maskedName } from '../unprinted.ts';
import { acceptedOn } from '../vault/exceptions.ts';
import { repositoryOf } from './git-repository.ts';
import { auditTerms, findingKey } from './desk.ts';
import type { NdaDesk } from './desk.ts';
import { auditRepository } from './repository-audit.ts';
import type { Audit, AuditFinding, UnreadFile } from './repository-audit.ts';

/** What `npm run nda -- audit --json` prints. */
export interface AuditReport {
  readonly format: 'colophon-audit/1';
  readonly repositories: readonly Omit<Audit, 'findings'>[];
  readonly findings: readonly (AuditFinding & { readonly repository: string })[];
  /** Ids of findings that are accepted in the vault. */
  readonly accepted: readonly string[];
}

/**
 * Searches repositories for the terms of all agreements.
 *
 * @param repositories - folders in them; those that hold the content and this folder if none is given.
 * @throws BrokenInput if a folder is in no repository.
 */
export async function runAudit(
  desk: NdaDesk,
  {
    repositories,
    figures,
    unreachable,
  }: { repositories: readonly string[]; figures: boolean; unreachable: boolean },
): Promise<AuditReport> {
  const { terms, open } = auditTerms(desk, figures);
  const key = await findingKey(desk);
  const accepted = acceptedOn(desk.exceptions, desk.day);
  const audits: Audit[] = [];
  for (const repository of await chooseRepositories(desk, repositories))
    audits.push(await auditRepository(repository, { terms, key, unreachable, step: progress() }));
  // A clone is often called after the client.
  const places = audits.map((each) => ({ ...each, repository: maskedName(each.repository) }));
  const all = places.flatMap(({ repository, findings }) =>
    findings.map((each) => ({
      ...each,
      repository,
      severity: open.has(each.term ?? '') ? ('warning' as const) : each.severity,
    })),
  );
  return {
    format: 'colophon-audit/1',
    repositories: places.map(({ findings: _, ...rest }) => rest),
    findings: all.filter(({ id }) => !accepted.has(id)),
    accepted: all.filter(({ id }) => accepted.has(id)).map(({ id }) => id),
  };
}

async function chooseRepositories(
  { settings }: NdaDesk,
  given: readonly string[],
): Promise<readonly string[]> {
  const folders = given.length > 0 ? given : [settings.contentDir, process.cwd()];
  const tops = await Promise.all(folders.map((each) => repositoryOf(each)));
  const missing = given.find((_each, index) => tops[index] === null);
  if (missing !== undefined) throw new BrokenInput(`${missing}: is in no git repository`);
  const found = [...new Set(tops.filter((top) => top !== null))];
  if (found.length > 0) return found;
  throw new BrokenInput('audit: neither the content nor this folder is in a git repository', {
    hint: 'Name one with --repo DIR.',
  });
}

/** A long history takes minutes: on a terminal, a line counts. */
function progress(): (done: number, total: number) => void {
  let last = performance.now();
  return (done, total) => {
    if (!process.stderr.isTTY || performance.now() - last < 200) return;
    last = performance.now();
    process.stderr.write(`\r\u001B[2K${done}/${total} objects${done === total ? '\n' : ''}`);
  };
}

/** @returns the report for a person: masked, and by place. */
export function renderAudit({ repositories, findings, accepted }: AuditReport): string {
  return [
    ...findings.flatMap(findingLines),
    ...repositories.flatMap((each) => [countLine(each), ...each.unreadFiles.map(unreadLine)]),
    ...(accepted.length > 0 ? [`${accepted.length} accepted in the vault`] : []),
    verdict(findings),
  ].join('\n');
}

function findingLines(finding: AuditReport['findings'][number]): readonly string[] {
  const { kind, object, file, line, way, path, term, severity, snippet, id, commits } = finding;
  const place = [
    PLACES[kind],
    object?.slice(0, 12),
    line === undefined || kind === 'name' ? file : `${file}:${line}`,
    ...(way ?? [path]),
  ];
  const weight = severity === 'warning' ? ' warning' : '';
  const since = commits.at(-1);
  return [
    `${place.filter(Boolean).join(' ')}:${weight} ${term} [${id}]`,
    ...(snippet ? [`  ${snippet}`] : []),
    ...(since ? [`  since commit ${since.slice(0, 12)}`] : []),
  ];
}

const PLACES = {
  'work-tree': 'not committed',
  blob: 'file',
  commit: 'commit',
  tag: 'tag',
  name: 'name of a file',
  ref: 'name of a branch or tag',
  reflog: 'step in the reflog',
} as const;

function countLine({
  repository,
  objects,
  files,
  unread,
  submodules,
  notFetched,
}: AuditReport['repositories'][number]) {
  const parts = [`${objects} objects`, `${files} files`];
  if (notFetched > 0) parts.push(`${notFetched} of Git LFS that are not here`);
  if (submodules > 0) parts.push(`${submodules} submodules or other repositories, not looked at`);
  if (unread > 0) parts.push(`${unread} that cannot be read:`);
  return `${relative(process.cwd(), repository) || '.'}: ${parts.join(', ')}`;
}

function unreadLine({ kind, object, file }: UnreadFile): string {
  return `  ${[PLACES[kind], object?.slice(0, 12), file].filter(Boolean).join(' ')}`;
}

function verdict(findings: AuditReport['findings']): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (findings.length === 0) return 'No name, person, domain or word of any agreement.';
  return `${errors} findings, ${findings.length - errors} warnings`;
}
