import { LIMITS, Unreadable, hasMagic } from '../decoder.ts';
import type { GatePorts, Layer } from '../decoder.ts';
import { FILE_DECODERS } from '../decoders/index.ts';
import type { GateFile } from '../scanner.ts';
import { machineDaysIn } from '../languages/days-in-text.ts';
import type { Block } from './parts.ts';
import { readPublicText } from './public-text.ts';
import type { PublicText } from './public-text.ts';

/**
 * What people publish beside pages, and time stamps. Not pictures by themselves: a release holds none
 * with more in it than they show.
 */
const DOCUMENT =
  /\.(?:pdf|zip|epub|docx|xlsx|pptx|odt|ods|odp|odg|rtf|eml|mbox|tar|tgz|gz|zst|tsr)$/i;
/** For all documents together much less is read; one that holds more is an archive of something else. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Beyond this a layer is no properties of a document. */
const MOST_PROPERTIES = 256 * 1024;

/** How the text of each format falls into what is said in one go. */
const WRITTEN: Readonly<Record<string, { readonly layer: RegExp; readonly parts: PartsOf }>> = {
  pdf: { layer: /^page\/\d+$/, parts: paragraphsOfPage },
  office: { layer: /^(?:text|comment)$/, parts: lines },
  rtf: { layer: /^text$/, parts: lines },
  mail: { layer: /^(?:header|body)$/, parts: lines },
};

const BYTE_ORDER_MARK = '\u00EF\u00BB\u00BF<';

type PartsOf = (text: string) => readonly string[];

/** Reads what a file says: a page, a feed, data, or a document. @returns null for anything else. */
export async function readPublicFile(file: GateFile, ports: GatePorts): Promise<PublicText | null> {
  return readPublicText(file) ?? readPublicDocument(file, ports);
}

/**
 * Reads what a document says, and the days that it and what is packed in it bear, with the gate's own
 * decoders. What cannot be read is left out: the scan has refused it.
 *
 * @returns null for what is no document.
 */
export async function readPublicDocument(
  { path, bytes }: GateFile,
  ports: GatePorts,
): Promise<PublicText | null> {
  if (!DOCUMENT.test(path)) return null;
  const reader = new DocumentReader(ports);
  await reader.read(bytes, path, []);
  return { file: path, isDocument: true, ...NOTHING, blocks: reader.blocks };
}

const NOTHING = { keywords: [], links: [], pictures: [], counts: [] } as const;

class DocumentReader {
  readonly blocks: Block[] = [];
  private readonly ports: GatePorts;
  private readonly told = new Set<string>();
  private left = MOST_BYTES;

  constructor(ports: GatePorts) {
    this.ports = ports;
  }

  async read(bytes: Uint8Array, name: string, way: readonly string[]): Promise<void> {
    this.left -= bytes.length;
    if (this.left < 0 || way.length > LIMITS.depth) return;
    const decoder = FILE_DECODERS.find((each) => each.accepts(bytes, name));
    if (decoder?.name === 'text') return this.page(bytes, name, way);
    try {
      for await (const layer of decoder?.layers(bytes, this.ports) ?? [])
        await this.layer(layer, decoder?.name ?? '', way);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }

  /** A page, a note or XML that is packed with others, whatever it is called. */
  private page(bytes: Uint8Array, name: string, way: readonly string[]): void {
    const isMarkup = hasMagic(bytes, '<') || hasMagic(bytes, BYTE_ORDER_MARK);
    const text =
      readPublicText({ path: name, bytes }) ??
      readPublicText({ path: isMarkup ? 'page.xml' : 'note.txt', bytes });
    for (const block of text?.blocks ?? []) this.say(block.text, block.name, way);
  }

  private async layer(layer: Layer, format: string, way: readonly string[]): Promise<void> {
    const inside = layer.name ? [...way, layer.name] : way;
    switch (layer.kind) {
      case 'bytes':
        return this.read(layer.bytes, layer.name, inside);
      case 'time':
        return this.date(layer.day, inside);
      case 'text':
        return this.text(layer.text, layer.name, { format, way: inside });
      case 'sight':
        return;
    }
  }

  private text(
    text: string,
    name: string,
    { format, way }: { readonly format: string; readonly way: readonly string[] },
  ): void {
    const written = WRITTEN[format];
    if (written?.layer.test(name))
      for (const part of written.parts(text)) this.say(part, name, way);
    else if (text.length <= MOST_PROPERTIES)
      for (const day of machineDaysIn(text)) this.date(day, way);
  }

  private say(text: string, name: string, way: readonly string[]): void {
    if (text.trim()) this.blocks.push({ text: text.trim(), name, offset: null, way });
  }

  /** Of one day a file is enough: all in an archive bear it that were written together. */
  private date(day: string, way: readonly string[]): void {
    if (this.told.has(day)) return;
    this.told.add(day);
    this.blocks.push({ text: day, name: 'time', offset: null, way });
  }
}

function lines(text: string): readonly string[] {
  return text.split(/\n+/);
}

/** A page knows no paragraphs. A line that does not end a sentence goes on in the next one. */
function paragraphsOfPage(text: string): readonly string[] {
  const joined = text
    .replace(/(\p{L})[-\u00AD\u2010]\n(\p{Ll})/gu, '$1$2')
    .replace(
      /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、])\n(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])/gu,
      '$1',
    );
  return joined
    .split(/\n\s*\n|(?<=[.!?:。！？]["'”’»」]?)\s*\n/u)
    .map((part) => part.replace(/\s+/g, ' '));
}
