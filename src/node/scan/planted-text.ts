import { scanFiles } from '../../gate/index.ts';
import type { Finding, GateTerm } from '../../gate/index.ts';
import { decompress } from './decompress.ts';

// What tests of the gate plant, and the writings that more than one of them plants it in.

export const NAME = 'Quorvexil Maritime';
export const TERMS: readonly GateTerm[] = [
  { id: 'client', writings: [NAME], kind: 'name' },
  { id: 'ru', writings: ['Северный Порт'], kind: 'name' },
  { id: 'ja', writings: ['株式会社ケストレル'], kind: 'name' },
  { id: 'domain', writings: ['kestrelhäfen.example'], kind: 'domain' },
];

/** A file with a name in it. */
export type Plant = readonly [place: string, path: string, content: string | Uint8Array];

/**
 * @param more - names beside the usual ones.
 * @returns what the gate finds in one file.
 */
export async function scan(
  path: string,
  content: string | Uint8Array,
  more: readonly GateTerm[] = [],
): Promise<readonly Finding[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { findings } = await scanFiles([{ path, bytes }], [...TERMS, ...more], decompress);
  return findings;
}

/** @returns those of them that stop a release. */
export async function errorsIn(
  path: string,
  content: string | Uint8Array,
): Promise<readonly Finding[]> {
  return (await scan(path, content)).filter(({ severity }) => severity === 'error');
}

export const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');
export const hex = (content: string | Uint8Array) => Buffer.from(content).toString('hex');
export const html = (body: string) =>
  `<!doctype html><html lang="en"><title>a</title><body>${body}`;
export const again = (times: number, write: (text: string) => string, text: string) =>
  Array.from({ length: times }).reduce<string>((written) => write(written), text);
