import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { maskedName } from '../unprinted.ts';

/**
 * @param typed - the path as the author would type it.
 * @param path - the same, absolute.
 * @param dir - the folder that names are counted in, and everything below it.
 * @returns the path as messages may print it: what is called after a client is counted instead.
 */
export function printedPath(typed: string, path: string, dir: string): string {
  const parts = relative(dir, path).split(sep);
  if (parts[0] === '..' || parts.every((part) => maskedName(part) === part)) return typed;
  const above = typed.slice(0, typed.length - parts.join(sep).length);
  return (
    above +
    parts.map((part, depth) => printedPart(part, join(dir, ...parts.slice(0, depth)))).join(sep)
  );
}

function printedPart(part: string, folder: string): string {
  if (maskedName(part) === part) return part;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const visible = names.filter((name) => !name.startsWith('.')).toSorted();
  return `(number ${visible.indexOf(part) + 1} in order of names)`;
}
