import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { decompress } from './decompress.ts';
import { readingsOf } from '../../gate/writings/index.ts';

const NAME = 'Quorvexil Maritime';
const base64 = Buffer.from(NAME).toString('base64url');
const hex = Buffer.from(NAME).toString('hex');
const piece = fc.constantFrom(
  ...['case-studies/', 'index.html', ' ', '.', '-', '/', 'a', '7', NAME, base64, hex],
  ...['plantuml/svg/', 'SyfFKj2rKt3CoKnELR1Io4ZDoSa70000', '-.- . ... - .-. . .-..', 'kestrel'],
  hex.replace(/../g, '$& ').trim(),
  [...Buffer.from(NAME)].map((byte) => byte.toString(2).padStart(8, '0')).join(' '),
  'KF2W64TWMV4GS3BAJVQXE2LUNFWWK',
  '4rW_xAm-0bE.5lNq/8dZ'.repeat(2),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

function saidBy(within: string, isThorough: boolean): ReadonlySet<string> {
  const context = {
    ports: { ...decompress, clockMs: () => 0 },
    isThorough,
    mayBeSplit: () => true,
  };
  const said = Array.from(readingsOf(within, context), ({ layer }) =>
    layer.kind === 'bytes'
      ? `${layer.name} ${Buffer.from(layer.bytes).toString('hex')}`
      : `${layer.name} ${layer.kind === 'text' ? layer.text : ''}`,
  );
  return new Set(said);
}

test.prop([text], { numRuns: 3000 })(
  'a name of a file says as much in few ways as in all',
  (within) => {
    expect(saidBy(within, false)).toEqual(saidBy(within, true));
  },
);

test.each([
  ['names of hosts', 'xn--bcher-kva.example', 'bücher.example'],
  ['names in XML', 'a_x0051_uorv', 'aQuorv'],
])('%s are read where they stand in one', (_what, within, meant) => {
  expect([...saidBy(`work/${within}/a`, false)]).toContainEqual(expect.stringContaining(meant));
});
