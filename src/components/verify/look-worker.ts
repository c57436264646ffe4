import type { Knowledge, LookProgress } from '../../authorship/index.ts';
import { runJob } from './look-job.ts';
import type { LookJob, LookOutcome } from './look-job.ts';

/** What a worker says to its page. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'file'; readonly progress: LookProgress }
  | { readonly kind: 'done'; readonly outcome: LookOutcome }
  | { readonly kind: 'failed' };

/** In a worker: does the job that is sent, and says how far it is. */
export function answerJobs(knowledge: Knowledge | null): void {
  const answer = (each: Answer) => self.postMessage(each);
  self.addEventListener('message', ({ data }: MessageEvent<LookJob>) => {
    runJob(data, knowledge, (progress) => answer({ kind: 'file', progress })).then(
      (outcome) => answer({ kind: 'done', outcome }),
      () => answer({ kind: 'failed' }),
    );
  });
  answer({ kind: 'ready' });
}
