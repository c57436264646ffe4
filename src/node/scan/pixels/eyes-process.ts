// Runs in a process of its own: see remote-eyes.ts.
import type { Layer } from '../../../gate/index.ts';
import type { DrawnPages } from './draw-pages.ts';
import { openEyes } from './eyes.ts';
import type { EyesSettings, PdfEyes } from './eyes.ts';

/** A picture to read, or to hold beside a larger one; a PDF of which pages are to be drawn. */
export type Question =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'compare'; readonly bytes: Uint8Array; readonly larger: Uint8Array }
  | { readonly kind: 'draw'; readonly bytes: Uint8Array; readonly from: number };

/** Each kind of question has the answer of the function that it is called after. */
export type Answer = readonly Layer[] | null | DrawnPages;

/** What the process is told first, and what it is asked. */
export type ToEyes =
  | { readonly kind: 'settings'; readonly settings: EyesSettings }
  | { readonly kind: 'question'; readonly number: number; readonly question: Question };

/** The answer to the question of this number, or why there is none. */
export type FromEyes =
  | { readonly number: number; readonly answer: Answer }
  | { readonly number: number; readonly failure: string };

let eyes: PdfEyes | null = null;

async function answerTo(question: Question): Promise<Answer> {
  if (!eyes) throw new Error('no settings came');
  switch (question.kind) {
    case 'read':
      return eyes.read(question.bytes);
    case 'compare':
      return eyes.compare(question.bytes, question.larger);
    case 'draw':
      return eyes.draw(question.bytes, question.from);
  }
}

function tell(message: FromEyes): void {
  process.send?.(message);
}

process.on('message', (message: ToEyes) => {
  if (message.kind === 'settings') {
    eyes = openEyes(message.settings);
    return;
  }
  const { number, question } = message;
  answerTo(question).then(
    (answer) => tell({ number, answer }),
    (error: unknown) => tell({ number, failure: error instanceof Error ? error.message : '' }),
  );
});

// Threads would keep it alive after whoever asks was killed.
process.on('disconnect', () => process.exit());
