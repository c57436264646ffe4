import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { fromBase64 } from '../bytes/base64.ts';
import { fromHex, toHex } from '../bytes/hex.ts';
import { toUtf8 } from '../bytes/utf8.ts';
import {
  confirmBlock,
  pendingIn,
  readOpenTimestamps,
  requestStamp,
  upgradeStamp,
} from './opentimestamps.ts';
import { decodeOts, encodeOts } from './opentimestamps-codec.ts';
import vectors from './vectors/opentimestamps.json' with { type: 'json' };

const data = fromBase64(vectors.data) ?? new Uint8Array();
const files = vectors.files.map(({ name, file, attestations }) => ({
  name,
  bytes: fromBase64(file) ?? new Uint8Array(),
  attestations,
}));
const file = (name: string) => files.find((each) => each.name === name)?.bytes ?? new Uint8Array();

/** What a calendar answers: one pending attestation, or one step to a block. */
const pending = (uri: string) => {
  const length = uri.length;
  return Uint8Array.of(
    ...[0x00, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e],
    ...[length + 1, length, ...toUtf8(uri)],
  );
};
const block = (height: number) =>
  Uint8Array.of(
    ...[0x08, 0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01],
    ...[0x03, (height & 0x7f) | 0x80, ((height >> 7) & 0x7f) | 0x80, height >> 14],
  );
const ALICE = 'https://alice.example';

describe.each(files)('a file of the Python library: $name', ({ bytes, attestations }) => {
  test('comes out again to the byte', () => {
    const stamp = decodeOts(bytes);
    expect(stamp && Buffer.from(encodeOts(stamp)).toString('base64')).toBe(
      Buffer.from(bytes).toString('base64'),
    );
  });

  test('attests to the same', () => {
    const verdict = readOpenTimestamps(bytes, data);
    const blocks = attestations.filter(({ kind }) => kind === 'BitcoinBlockHeaderAttestation');
    const calendars = attestations.filter(({ kind }) => kind === 'PendingAttestation');
    if (blocks.length > 0)
      expect(verdict).toEqual({
        status: 'attested',
        blocks: blocks.map(({ value, message }) => ({
          height: value,
          merkleRoot: toHex((fromHex(message) ?? new Uint8Array()).toReversed()),
        })),
      });
    else
      expect(verdict.status === 'pending' && verdict.calendars.toSorted()).toEqual(
        calendars.map(({ value }) => String(value)).toSorted(),
      );
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 200 })(
    'with any byte changed is malformed, of other data, or says something else',
    (place, change) => {
      const changed = bytes.slice();
      changed[place % bytes.length] = (changed[place % bytes.length] ?? 0) ^ change;
      const stamp = decodeOts(changed);
      if (stamp) expect(toHex(encodeOts(stamp))).not.toBe(toHex(bytes));
    },
  );
});

describe('a stamp', () => {
  test('is pending, then in a block, and keeps what it held', () => {
    const request = requestStamp(data, randomBytes(16));
    const stamped = request.finish([pending(ALICE), pending('https://bob.example')]);
    expect(stamped).not.toBeNull();
    if (!stamped) return;
    expect(readOpenTimestamps(stamped, data)).toEqual({
      status: 'pending',
      calendars: [ALICE, 'https://bob.example'],
    });
    const [first] = pendingIn(stamped);
    expect(first && toHex(first.commitment)).toBe(toHex(request.digest));
    const upgraded = first && upgradeStamp(stamped, first, block(812_345));
    expect(upgraded && readOpenTimestamps(upgraded, data)).toMatchObject({
      status: 'attested',
      blocks: [{ height: 812_345 }],
    });
    expect(upgraded && pendingIn(upgraded)).toHaveLength(2);
  });

  test('of other data says so, and a broken answer of a calendar is no stamp', () => {
    expect(readOpenTimestamps(file('pending'), toUtf8('other'))).toEqual({
      status: 'invalid',
      reason: 'other-data',
    });
    expect(requestStamp(data, randomBytes(16)).finish([new Uint8Array([1, 2])])).toBeNull();
  });

  test('that would nest without end is malformed', () => {
    const deep = [...file('pending').slice(0, 65), ...Array<number>(9000).fill(0x08)];
    expect(readOpenTimestamps(Uint8Array.from(deep), data).status).toBe('invalid');
  });

  test('of a block whose height never ends is malformed', () => {
    const height = [...Array<number>(200).fill(0x80), 0x01];
    const attestation = [0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 0xc9, 0x01];
    const endless = [...file('pending').slice(0, 65), ...attestation, ...height];
    expect(readOpenTimestamps(Uint8Array.from(endless), data)).toEqual({
      status: 'invalid',
      reason: 'malformed',
    });
  });

  test('keeps what it says when an answer would nest it too deep to be read', () => {
    const deep = Uint8Array.of(...Array<number>(254).fill(0x08), ...pending(ALICE));
    const request = requestStamp(data, randomBytes(16));
    expect(request.finish([deep])).toBeNull();
    const stamped = request.finish([pending(ALICE)]) ?? new Uint8Array();
    const [first] = pendingIn(stamped);
    expect(first && upgradeStamp(stamped, first, deep)).toBeNull();
  });

  test('takes large answers of several calendars', () => {
    const note = (at: number) =>
      Uint8Array.of(...[0xff, 0x00, ...Array<number>(7).fill(0x11), at], ...[0xc0, 0x3e]);
    const large = (first: number) =>
      Uint8Array.from(
        [
          ...Array.from({ length: 7 }, (_, at) => [...note(first + at), ...Array(8000).fill(at)]),
          [...pending(ALICE)],
        ].flat() as number[],
      );
    const stamped = requestStamp(data, randomBytes(16)).finish([0, 10, 20].map(large));
    expect(stamped && readOpenTimestamps(stamped, data).status).toBe('pending');
  });

  test.prop([fc.uint8Array({ maxLength: 300 })])('of nonsense is never thrown', (bytes) => {
    expect(readOpenTimestamps(bytes, data).status).toBe('invalid');
    expect(
      readOpenTimestamps(Uint8Array.of(...file('pending').slice(0, 65), ...bytes), data),
    ).toBeTruthy();
  });
});

describe('a block', () => {
  // The first block of Bitcoin.
  const header =
    fromHex(
      '0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e' +
        '67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c',
    ) ?? new Uint8Array();
  const merkleRoot = '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b';

  test('is confirmed by its header, and by no other', () => {
    expect(confirmBlock(header, { height: 0, merkleRoot })).toBe('2009-01-03T18:15:05.000Z');
    const other = merkleRoot.replace('4a', '4b');
    expect(confirmBlock(header, { height: 0, merkleRoot: other })).toBeNull();
    const cheap = header.with(76, (header[76] ?? 0) ^ 1);
    expect(confirmBlock(cheap, { height: 0, merkleRoot })).toBeNull();
    expect(confirmBlock(header.slice(1), { height: 0, merkleRoot })).toBeNull();
  });
});

const hasPython =
  spawnSync('/usr/bin/python3', ['-c', 'import opentimestamps'], { stdio: 'ignore' }).status === 0;

// The vectors above hold everywhere; where the library is installed, it reads our files as well.
describe.runIf(hasPython)('the Python library', () => {
  test('reads what we write', () => {
    const stamped = requestStamp(data, randomBytes(16)).finish([pending(ALICE), block(812_345)]);
    const path = join(mkdtempSync(join(tmpdir(), 'colophon-ots-')), 'a.ots');
    writeFileSync(path, stamped ?? '');
    const script = `
import sys
from opentimestamps.core.timestamp import DetachedTimestampFile
from opentimestamps.core.serialize import BytesDeserializationContext, BytesSerializationContext
raw = open(sys.argv[1], 'rb').read()
read = DetachedTimestampFile.deserialize(BytesDeserializationContext(raw))
again = BytesSerializationContext()
read.serialize(again)
print(again.getbytes() == raw, sorted(type(a).__name__ for _, a in read.timestamp.all_attestations()))`;
    expect(execFileSync('/usr/bin/python3', ['-c', script, path]).toString().trim()).toBe(
      "True ['BitcoinBlockHeaderAttestation', 'PendingAttestation']",
    );
  });
});
