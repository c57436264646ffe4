import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BrokenInput } from '../command.ts';
import { whileBuilding } from './build-lock.ts';

test('one build at a time, in a checkout; the next may follow, after a failure too', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lock-'));
  const within = whileBuilding(root, () => whileBuilding(root, () => Promise.resolve('second')));
  await expect(within).rejects.toThrow(BrokenInput);
  await expect(whileBuilding(root, () => Promise.resolve('next'))).resolves.toBe('next');
  await rm(root, { recursive: true });
});
