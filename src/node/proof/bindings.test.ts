import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthor, makeDidDocument, makeJwks } from '../../authorship/index.ts';
import { checkBindings } from './bindings.ts';

const site = 'https://ada.example/work/';
const author = createAuthor(new Uint8Array(32).fill(7), { name: 'Ada Example', site });
const back = `<a rel="me" href="${site}">Ada</a>`;
const to = (location: string) => (response: ServerResponse) =>
  response.writeHead(302, { location }).end();

const PAGES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/work/did.json': (response) => response.end(makeDidDocument(author, [])),
  '/work/.well-known/jwks.json': (response) => response.end(makeJwks(author, [])),
  '/me': (response) => response.end(back),
  '/moved': to('/me'),
  '/circle': to('/circle'),
  '/elsewhere': to(`data:text/html,${encodeURIComponent(back)}`),
  '/large': (response) => response.end(back.padEnd(1024 * 1024 + 1)),
  '/busy': (response) => response.writeHead(429).end(),
  '/gone': (response) => response.writeHead(410).end(),
};

const server = createServer((request, response) => {
  const page = PAGES[request.url ?? ''];
  if (page) page(response);
  else response.writeHead(404).end();
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** No name server is there. */
const look = (...links: string[]) =>
  checkBindings(
    author,
    links.map((link) => `${origin}${link}`),
    { origin, resolver: '127.0.0.1:1' },
  );

test('under a sub-path the documents are where did:web and the release have them', async () => {
  const [did, keys, dns] = await look();
  expect(did).toMatchObject({ what: `${origin}/work/did.json`, status: 'holds' });
  expect(keys).toMatchObject({ status: 'holds' });
  expect(dns).toMatchObject({ status: 'could not be looked at' });
}, 30_000);

test.each([
  ['/me', 'holds', ''],
  ['/moved', 'holds', ''],
  ['/gone', 'does not hold', 'nothing is there'],
  ['/missing', 'does not hold', 'nothing is there'],
  ['/busy', 'could not be looked at', 'the server answered with status 429'],
  ['/circle', 'could not be looked at', 'more than 5 redirects'],
  ['/elsewhere', 'could not be looked at', 'it is not on the web'],
  ['/large', 'could not be looked at', 'it is larger than 1 MB'],
])(
  'a page at %s %s',
  async (link, status, detail) => {
    expect((await look(link)).at(-1)).toMatchObject({ status, detail });
  },
  30_000,
);
