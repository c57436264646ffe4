import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Unreadable } from '../../gate/decoder.ts';
import type { GatePorts, Layer } from '../../gate/decoder.ts';
import { FILE_DECODERS } from '../../gate/decoders/index.ts';
import { decompress } from './decompress.ts';

const FOLDER = fileURLToPath(new URL('../../gate/vectors/', import.meta.url));
const FILES = readdirSync(FOLDER)
  .filter((name) => !/\.(?:json|sh|md)$/.test(name))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) }));
/** Real files that are small enough to be read some thousand times. */
const SMALL = FILES.filter(({ bytes }) => bytes.length < 16_000);

/** Time stands still: what would go on for ever is caught by the sizes, and by the test's own limit. */
const ports: GatePorts = { ...decompress, clockMs: () => 0 };

type Outcome = 'read' | 'refused' | 'unknown';

/** Reads a file as the scan does, but for the search. @throws whatever is not Unreadable */
async function read(bytes: Uint8Array, depth = 0): Promise<Outcome> {
  const decoder = FILE_DECODERS.find((each) => each.accepts(bytes, 'file'));
  if (!decoder) return 'unknown';
  let outcome: Outcome = 'read';
  let left = 64 * 1024 * 1024;
  const visit = async (layer: Layer): Promise<void> => {
    if (layer.kind === 'sight' || layer.kind === 'time') return;
    left -= layer.kind === 'text' ? layer.text.length : layer.bytes.length;
    if (left < 0) throw new Unreadable('unfolds into too much');
    if (layer.kind !== 'bytes' || depth > 6) return;
    if ((await read(layer.bytes, depth + 1)) !== 'read') outcome = 'refused';
  };
  try {
    for await (const layer of decoder.layers(bytes, ports)) await visit(layer);
    return outcome;
  } catch (error) {
    if (error instanceof Unreadable) return 'refused';
    throw error;
  }
}

const file = fc.constantFrom(...SMALL);

describe('a damaged file of a real tool is read or refused, and nothing else happens:', () => {
  test.prop([file, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 })], {
    numRuns: 400,
  })('bytes changed', async ({ bytes }, changes) => {
    const changed = bytes.slice();
    for (const [at, value] of changes) changed[at % changed.length] = value;
    await expect(read(changed)).resolves.toBeDefined();
  });

  test.prop([file, fc.nat(), fc.nat(400)], { numRuns: 200 })(
    'a piece taken out',
    async ({ bytes }, place, size) => {
      const at = place % bytes.length;
      const cut = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + size)]);
      await expect(read(cut)).resolves.toBeDefined();
    },
  );

  test.prop([file, fc.nat(), fc.constantFrom(0x7fffffff, 0xffffffff, 0, 0x80000000)], {
    numRuns: 300,
  })('a length made huge, or nothing', async ({ bytes }, place, value) => {
    const changed = bytes.slice();
    const view = new DataView(changed.buffer);
    view.setUint32(place % Math.max(1, changed.length - 4), value, place % 2 === 0);
    await expect(read(changed)).resolves.toBeDefined();
  });

  test.prop([file, file, fc.nat()], { numRuns: 200 })(
    'the start of one and the end of another',
    async (one, other, place) => {
      const at = place % one.bytes.length;
      const mixed = Uint8Array.from([...one.bytes.subarray(0, at), ...other.bytes.subarray(at)]);
      await expect(read(mixed)).resolves.toBeDefined();
    },
  );

  test.prop([file, fc.uint8Array({ maxLength: 600 })], { numRuns: 200 })(
    'a real start and any bytes behind',
    async ({ bytes }, rest) => {
      await expect(
        read(Uint8Array.from([...bytes.subarray(0, 24), ...rest])),
      ).resolves.toBeDefined();
    },
  );
});

/**
 * Formats that say how long they are: whatever is missing is noticed. Of text (with which an inventory of Sphinx begins), of sound in
 * frames, of archives without packing, of packed files and packets one behind the other, and of PDF with an older version
 * in it, the start is a file of its own.
 */
const OPEN_ENDED =
  /^(?:.*\.(?:eml|mbox|pem|asc)|cues\.|flat\.|story\.|plain\.plist|with-zip\.tiff|public-key\.|outside|refused|sound\.(?:mp3|flac)|old-tag|utf16-tag|cut\.|frames\.zst|sphinx\.inv|members\.gz|.*\.(?:pdf|tar|cpio|a$))/;

describe('a file that ends too early is refused, or its start is a whole file:', () => {
  const whole = SMALL.filter(({ name }) => !OPEN_ENDED.test(name));
  test.each(whole)('$name', async ({ bytes }) => {
    // At every size a header may have, and then all over the file.
    const step = Math.max(1, Math.floor(bytes.length / 40));
    for (let size = 16; size < bytes.length - step; size += size < 64 ? 8 : step)
      expect(await read(bytes.subarray(0, size)), `${size} bytes`).not.toBe('read');
  });
});

test('an inventory of Sphinx that ends behind its first line is refused', async () => {
  const { bytes } = FILES.find(({ name }) => name === 'sphinx.inv') ?? { bytes: new Uint8Array() };
  const firstLine = bytes.indexOf(10) + 1;
  for (let size = firstLine; size < bytes.length; size++)
    expect(await read(bytes.subarray(0, size)), `${size} bytes`).toBe('refused');
});

test('a tar without its end mark is refused', async () => {
  const { bytes } = FILES.find(({ name }) => name === 'ustar.tar') ?? { bytes: new Uint8Array() };
  const end = bytes.findLastIndex((byte) => byte !== 0);
  const cut = bytes.subarray(0, Math.ceil((end + 1) / 512) * 512);
  expect(await read(cut)).toBe('refused');
});

test.each(['plain.cpio', 'odc.cpio', 'old.cpio'])(
  '%s without its end mark is refused',
  async (file) => {
    const { bytes } = FILES.find(({ name }) => name === file) ?? { bytes: new Uint8Array() };
    const end = Buffer.from(bytes).indexOf('TRAILER!!!');
    for (let size = 128; size < end; size += 8)
      expect(await read(bytes.subarray(0, size)), `${size} bytes`).toBe('refused');
  },
);
