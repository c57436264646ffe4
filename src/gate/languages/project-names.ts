const STARTS =
  /^(?:project|projekt|projet|proyecto|progetto|projeto|operation|проект|операция)\s+/iu;
const ENDS = /(?:\s+(?:project|projekt)|\s*(?:プロジェクト|計画))$/iu;

/** @returns the code name of a project by itself: `Bluebird` for Project Bluebird. */
export function codeNameOf(name: string): string {
  return name.normalize('NFKC').trim().replace(STARTS, '').replace(ENDS, '') || name;
}
