import './no-eval.ts';
import { readKnowledge } from '../../authorship/index.ts';
import { runJob } from './look-job.ts';
import { answerJobs } from './look-worker.ts';

// The program that looks at what a person gives. It stands on the same code as the command, and runs as
// a worker, or on the verify page itself where there are no workers: a classic script, since a module
// would not run from a file that somebody saved. It sends nothing; the policy of the page sees to that.

// The release puts here what it says of its author, as the text of a JSON string.
const KNOWLEDGE: string = 'colophon:knowledge';

const knowledge = readKnowledge(KNOWLEDGE);
if (typeof document === 'undefined') answerJobs(knowledge);
else globalThis.colophonLook = (job, onFile) => runJob(job, knowledge, onFile);
