import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A folder served on this machine, as a static host would. */
export interface Served {
  /** Where the folder's index.html answers; ends in a slash. */
  readonly url: string;
  close(): Promise<void>;
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/**
 * Serves `folder` on a free port of the loopback address until closed.
 *
 * @param base - the path it is served under, such as `/portfolio/`; what lies outside is not found.
 */
export async function serve(folder: string, base = '/'): Promise<Served> {
  const root = resolve(folder);
  const prefix = `/${base}/`.replace(/\/+/g, '/');
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const below = path.startsWith(prefix) ? path.slice(prefix.length) : null;
    void answer(root, below, response, isZipped);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // An object for every server but one on a pipe.
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** What every host compresses; pictures, fonts and archives are as small as they get. */
const COMPRESSED = /^text\/|json$|xml$|wasm$/;

async function answer(
  root: string,
  path: string | null,
  response: ServerResponse,
  isZipped: boolean,
): Promise<void> {
  const found = path === null ? null : await readPage(root, path);
  const page = found ?? (await readInside(root, '404.html'));
  const { type = 'text/plain', bytes = 'not found' } = page ?? {};
  const zips = isZipped && COMPRESSED.test(type.replace(/;.*/, ''));
  const headers = { 'content-type': type, ...(zips && { 'content-encoding': 'gzip' }) };
  response.writeHead(found ? 200 : 404, headers);
  response.end(zips ? await promisify(gzip)(bytes) : bytes);
}

/** A folder answers with its index.html, a name without ending with the file that has one. */
async function readPage(root: string, path: string): Promise<Page | null> {
  const name = decodePath(path);
  if (name === null) return null;
  if (name === '' || name.endsWith('/')) return readInside(root, `${name}index.html`);
  return (await readInside(root, name)) ?? readInside(root, `${name}/index.html`);
}

interface Page {
  readonly type: string;
  readonly bytes: Uint8Array;
}

async function readInside(root: string, name: string): Promise<Page | null> {
  const file = join(root, name);
  if (!file.startsWith(root + sep)) return null;
  try {
    const type = MIME_TYPES[extname(file)] ?? 'application/octet-stream';
    return { type, bytes: await readFile(file) };
  } catch {
    return null;
  }
}

/** @returns null for a path that is not valid percent-encoding. */
function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
