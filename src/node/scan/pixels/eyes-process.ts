// Runs in a process of its own: see remote-eyes.ts.
import type { Layer } from '../../../gate/index.ts';
import type { Eyes } from './distinct-pictures.ts';
import { openEyes } from './eyes.ts';
import type { EyesSettings } from './eyes.ts';

/** A picture to read, or to hold beside a larger one. */
export interface Question {
  readonly bytes: Uint8Array;
  readonly larger?: Uint8Array;
}

/** What the process is told first, and what it is asked. */
export type ToEyes =
  | { readonly kind: 'settings'; readonly settings: EyesSettings }
  | { readonly kind: 'question'; readonly number: number; readonly question: Question };

/** The answer to the question of this number, or why there is none. */
export type FromEyes =
  | { readonly number: number; readonly layers: readonly Layer[] | null }
  | { readonly number: number; readonly failure: string };

let eyes: Eyes | null = null;

async function answer({ bytes, larger }: Question): Promise<readonly Layer[] | null> {
  if (!eyes) throw new Error('no settings came');
  return larger ? eyes.compare(bytes, larger) : eyes.read(bytes);
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
  answer(question).then(
    (layers) => tell({ number, layers }),
    (error: unknown) => tell({ number, failure: error instanceof Error ? error.message : '' }),
  );
});

// Threads would keep it alive after whoever asks was killed.
process.on('disconnect', () => process.exit());
