import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { askAuthority } from './time-witnesses.ts';

test('an answer without an end is refused after 64 kB, not read on', async () => {
  let sent = 0;
  const server = createServer((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384;
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asked = await askAuthority(`http://127.0.0.1:${port}/`, new Uint8Array([1]), []);
  server.closeAllConnections();
  server.close();
  expect(asked).toEqual({ status: 'failed', problem: 'its answer is larger than 64 kB' });
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});
