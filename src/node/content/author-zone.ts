import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TimeZone } from '../../schemas/fields.ts';
import { readYaml } from './yaml.ts';

/**
 * Reads where the author's day begins, and nothing else: what has to be dated at once does not wait
 * until the rest of the profile is in order.
 *
 * @returns the zone of this machine where the profile gives none.
 */
export async function authorZone(contentDir: string): Promise<string> {
  const text = await readFile(join(contentDir, 'profile.yaml'), 'utf8').catch(() => '');
  const read = readYaml(text, 'profile.yaml');
  const profile = 'source' in read ? read.source.value : null;
  const { data } = TimeZone.safeParse(Object(profile).timezone);
  return data ?? machineZone();
}

/** @returns the zone this machine is set to. */
export function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
