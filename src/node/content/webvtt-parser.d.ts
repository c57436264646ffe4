declare module 'webvtt-parser' {
  /** What stands in a cue: words, or a span such as `<v Mara>`. */
  interface CueNode {
    readonly type: 'text' | 'object' | 'timestamp';
    readonly name?: string;
    readonly value?: string;
    readonly children?: readonly CueNode[];
  }

  // CommonJS whose names Node cannot see.
  const webvtt: {
    /** @param entities - named character references, with what they stand for. */
    readonly WebVTTParser: new (entities: Readonly<Record<string, string>>) => {
      parse(
        text: string,
        mode: 'subtitles/captions/descriptions',
      ): {
        readonly cues: readonly {
          readonly startTime: number;
          readonly endTime: number;
          readonly tree: CueNode;
        }[];
        readonly errors: readonly { readonly message: string; readonly line: number }[];
      };
    };
  };
  export default webvtt;
  export type { CueNode };
}
