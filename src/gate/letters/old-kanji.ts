import pairs from 'opencc-js/dict/JPShinjitaiCharacters';

/** 舊字體 to 新字体: letters that Japan wrote before 1946, and still does in names. */
export const OLD_KANJI: ReadonlyMap<string, string> = new Map(
  pairs.split('|').flatMap((pair) => {
    const [today = '', ...old] = pair.split(' ');
    return old.map((letter) => [letter, today] as const);
  }),
);
