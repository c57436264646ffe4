export { today } from './day.ts';
export type { AsOf } from './day.ts';
export { formatProblem } from './problem.ts';
export type { Problem } from './problem.ts';
export { publish } from './publish.ts';
export type { PagePlan, Preview, PublicPortfolio } from './publish.ts';
export type { Secret } from './secrets.ts';
export type { Portfolio } from './sources.ts';
export { withhold } from './withhold.ts';
