export * from './catalog.ts';
export * from './outcome.ts';
export * from './post.ts';
