import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { hasManyLetters } from './mail.ts';

const quoted = fc
  .array(
    fc.constantFrom('=41', '=D0', '=3D', '=', '=10', '\n', 'word', ' ', ' '.repeat(38), ',', '=\n'),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

const NEAR = /(?:=(?!10)[\dA-F]{2}[^=\n]{0,40}){4}/;

test.prop([quoted], { numRuns: 5000 })(
  'letters are near each other as a pattern has them',
  (text) => {
    if (hasManyLetters(text)) expect(text).toMatch(NEAR);
    if (NEAR.test(text.replaceAll(/[ ,]/g, '')))
      expect(hasManyLetters(text.replaceAll(/[ ,]/g, ''))).toBe(true);
  },
);

test.each([
  'H=61rb=6Fur =4Cogistic=73',
  'f=C3=BCr uns und f=C3=BCr euch',
  'caf=E9s, h=F4tels, th=E9s, =C9coles',
  'a =3D 1, b =3D 2, c =3D 3, d =3D 4',
  '=D0=A9=D1=91=D0=BB=D0=BE=D0=BA=D0=BE=D0=B2',
])('%s is told to be quoted', (text) => {
  expect(hasManyLetters(text)).toBe(true);
});

test.each([
  'a=10,b=20,c=30,d=40,e=50',
  'var AB=AB,CD=CD;AB=24;CD=E5;b=F0(a),c=AA(b)',
  'width=24 height=24 x=30 y=40',
  '?a=20&b=24&c=32&d=64',
])('%s is a program, or an address', (text) => {
  expect(hasManyLetters(text)).toBe(false);
});
