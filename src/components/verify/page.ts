import './no-eval.ts';
import { answerJobs } from './look-worker.ts';
import { Sheet } from './sheet.ts';

// The script of the verify page. It runs as one classic script inside the page, so that a saved copy
// works, and once more as the worker that the page makes of the script's own text. It stands on the
// same code as the command. It sends nothing; the policy of the page sees to that.
if (typeof document === 'undefined') answerJobs();
else new Sheet(document.currentScript?.textContent ?? '').start();
