import type { ChildProcess } from 'node:child_process';
import type { Layer } from '../../../gate/index.ts';
import { endLoneProcess, startLoneProcess } from '../lone-process.ts';
import type { DrawnPages } from './draw-pages.ts';
import type { EyesSettings, PdfEyes } from './eyes.ts';
import type { Answer, FromEyes, Question, ToEyes } from './eyes-process.ts';

/** The process ended before it answered. */
class EyesEnded extends Error {}
const ENDED = 'the process that reads pictures ended early';

/**
 * Opens eyes in a process of their own. Decoders, Tesseract and PDFium are programs in WebAssembly, with threads
 * that come and go: V8 has been seen to end a whole process over that, and a file may be made to do it. What was
 * being looked at then is looked at once more, each in a process by itself; what ends that too cannot be read.
 *
 * @param source - the program of the process.
 */
export function remoteEyes(
  settings: EyesSettings,
  source = new URL('./eyes-process.ts', import.meta.url),
): PdfEyes & { close(): Promise<void> } {
  const all = new Set<EyesProcess>();
  let usual: EyesProcess | null = null;
  let lastAlone: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const open = () => {
    const eyes = new EyesProcess(settings, source);
    all.add(eyes);
    return eyes;
  };
  const askAlone = async (question: Question) => {
    const eyes = open();
    return eyes.ask(question).finally(() => eyes.close());
  };
  const ask = async (question: Question): Promise<Answer> => {
    if (!usual || usual.hasEnded) usual = open();
    try {
      return await usual.ask(question);
    } catch (error) {
      if (isClosed || !(error instanceof EyesEnded)) throw error;
      const answer = lastAlone.then(() => askAlone(question));
      lastAlone = answer.catch(() => undefined);
      return answer;
    }
  };
  return {
    // The process answers as the same function there does.
    read: (bytes) => ask({ kind: 'read', bytes }) as Promise<readonly Layer[]>,
    compare: (bytes, larger) =>
      ask({ kind: 'compare', bytes, larger }) as Promise<readonly Layer[] | null>,
    draw: (bytes, from) => ask({ kind: 'draw', bytes, from }) as Promise<DrawnPages>,
    async close() {
      isClosed = true;
      await Promise.all([...all].map((eyes) => eyes.close()));
    },
  };
}

class EyesProcess {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, PromiseWithResolvers<Answer>>();
  private asked = 0;
  hasEnded = false;

  constructor(settings: EyesSettings, source: URL) {
    this.child = startLoneProcess(source);
    this.child.on('message', (message: FromEyes) => this.hear(message));
    this.child.on('error', () => this.end());
    this.child.on('exit', () => this.end());
    this.tell({ kind: 'settings', settings });
  }

  /** @throws EyesEnded; another error if the picture cannot be decoded or read in time. */
  ask(question: Question): Promise<Answer> {
    if (this.hasEnded) return Promise.reject(new EyesEnded(ENDED));
    const number = this.asked++;
    const answer = Promise.withResolvers<Answer>();
    this.waiting.set(number, answer);
    this.tell({ kind: 'question', number, question });
    return answer.promise;
  }

  async close(): Promise<void> {
    await endLoneProcess(this.child);
  }

  private tell(message: ToEyes): void {
    // One that is gone says so by its exit.
    this.child.send(message, () => undefined);
  }

  private hear(message: FromEyes): void {
    const answer = this.waiting.get(message.number);
    this.waiting.delete(message.number);
    if ('failure' in message) answer?.reject(new Error(message.failure));
    else answer?.resolve(message.answer);
  }

  private end(): void {
    this.hasEnded = true;
    for (const answer of this.waiting.values()) answer.reject(new EyesEnded(ENDED));
    this.waiting.clear();
  }
}
