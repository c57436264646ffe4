import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { SeenTexts } from './seen-texts.ts';

const part = fc.constantFrom('a', 'b', 'ab'.repeat(64), 'c'.repeat(300));
const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));

test.prop([fc.array(text, { maxLength: 30 })])(
  'a text is seen as often as a set has it',
  (texts) => {
    const [seen, all] = [new SeenTexts(), new Set<string>()];
    for (const each of texts) {
      expect(seen.isSeen(each)).toBe(all.has(each));
      all.add(each);
    }
  },
);
