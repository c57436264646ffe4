const AS_JSON = 'export it as JSON';
const APPLE =
  'it is a part of a document of Pages, Numbers or Keynote: export that as PDF, docx, xlsx or pptx';
const PICTURE = 'export it as PNG or WebP';
const SCRAMBLED = 'if it is scrambled for a book, put the font in as it is';
const TABLE = 'export the table as CSV';
const INDEX = 'leave it out, programs make it anew';

/** What becomes of files whose format has no mark of its own, by the endings of their names. */
const BY_ENDING: Readonly<Record<string, string>> = {
  bin: 'if it holds the numbers of a glTF model, export the model as one GLB; weights of a model as safetensors',
  iwa: APPLE,
  numbers: APPLE,
  key: APPLE,
  pages: APPLE,
  pickle: AS_JSON,
  pkl: AS_JSON,
  cbor: AS_JSON,
  msgpack: AS_JSON,
  msp: AS_JSON,
  bson: AS_JSON,
  pb: AS_JSON,
  yjs: AS_JSON,
  ldb: AS_JSON,
  splat: 'export it as PLY',
  onnx: 'publish the weights as safetensors',
  tflite: 'publish the weights as safetensors',
  odttf: 'it is a font within a document: save that without embedded fonts',
  ttf: SCRAMBLED,
  otf: SCRAMBLED,
  woff: SCRAMBLED,
  data: 'if Emscripten packed it, publish the files in it',
  dbt: TABLE,
  fpt: TABLE,
  qix: INDEX,
  sbn: INDEX,
  sbx: INDEX,
  tga: PICTURE,
  pcx: PICTURE,
  pcd: PICTURE,
};

/** @returns what to do with a file that no decoder knows. */
export function unknownHint(name: string): string {
  const ending = /\.([a-z\d]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const hint = Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
  const advice = hint === undefined ? '' : `: ${hint}`;
  return `Publish it in a format the gate can read, or not at all${advice}.`;
}
