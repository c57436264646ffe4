declare module 'opencc-js/dict/JPShinjitaiCharacters' {
  /** Pairs of a letter of today and the old ones it stands for, `|` between the pairs. */
  const pairs: string;
  export default pairs;
}
