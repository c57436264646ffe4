import { expect, test } from 'vitest';
import { sourceVersion } from './source-version.ts';

test('code has one version, and other code another', async () => {
  const version = await sourceVersion('src/bytes');
  expect(version).toHaveLength(32);
  expect(await sourceVersion('src/bytes')).toEqual(version);
  expect(await sourceVersion('src/node/files')).not.toEqual(version);
});
