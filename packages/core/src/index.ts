export * from './catalog.ts';
export * from './outcome.ts';
export * from './post.ts';
export * from './diff.ts';
export type { Reid } from './reid.ts';
export type { RateMove, Repricing } from './repricing.ts';
