/**
 * A look that is followed as it happens: server-sent events from the progress in the database, so that it does not matter which process
 * works the look. Each event is the whole list in the reader's language with the look's version as its id: who comes back with
 * `Last-Event-ID` gets what has changed since. Ends with the look, or after a few minutes; a browser then comes back by itself.
 */
import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SiteEnv } from '../http/env.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Log } from '../log.ts';
import { lookStages } from '../ui/look-stages.ts';
import type { LookRow } from './queries.ts';

const LOOK_AGAIN_MS = 300;
const FOLLOWED_MS_MAX = 4 * 60_000;
/** A proxy that hears nothing for long hangs up. */
const PING_MS = 15_000;
/** Followers of this process; each costs a small query a few times a second. Whoever is too many reloads instead. */
export const FOLLOWERS_MAX = 60;

let followers = 0;

/** `find` reads the look again; undefined once it is gone. */
export function followLook(
  c: Context<SiteEnv>,
  log: Log,
  find: () => Promise<LookRow | undefined>,
): Response {
  // Its body is read by nobody: what is written into it would wait for ever.
  if (c.req.method === 'HEAD')
    return c.body(null, 200, { 'content-type': 'text/event-stream', 'cache-control': 'private, no-store' });
  if (followers >= FOLLOWERS_MAX)
    return c.text('Too many follow at once: reload the page instead.', 503, { 'retry-after': '5' });
  followers += 1;
  const { reader } = c.var;
  const seen = Number(c.req.header('last-event-id') ?? -1);
  const response = streamSSE(c, async (stream) => {
    // Who stops reading without leaving makes a write wait for ever, and would keep the place.
    const late = Promise.withResolvers<void>();
    const tooLong = setTimeout(late.resolve, FOLLOWED_MS_MAX + PING_MS).unref();
    try {
      await Promise.race([tell(stream, reader, Number.isSafeInteger(seen) ? seen : -1, find), late.promise]);
    } catch (error) {
      // The browser comes back by itself, and the page says what is wrong if it still is.
      log.warn({ err: error }, 'a look could not be followed');
    } finally {
      clearTimeout(tooLong);
      followers -= 1;
    }
  });
  response.headers.set('cache-control', 'private, no-store');
  // A proxy that gathers replies would keep the events until the end.
  response.headers.set('x-accel-buffering', 'no');
  return response;
}

async function tell(
  stream: SSEStreamingApi,
  reader: Reader,
  seen: number,
  find: () => Promise<LookRow | undefined>,
): Promise<void> {
  let version = seen;
  let saidAt = performance.now();
  const until = saidAt + FOLLOWED_MS_MAX;
  while (!stream.aborted && !stream.closed && performance.now() < until) {
    const look = await find();
    if (look === undefined) return;
    const isOver = look.endedAt !== null;
    if (look.version !== version && look.stages.length > 0) {
      version = look.version;
      saidAt = performance.now();
      const list = await lookStages(reader, look.stages, isOver ? undefined : reader.here);
      await stream.writeSSE({ event: 'stages', id: String(version), data: String(list) });
    }
    if (isOver) {
      await stream.writeSSE({ event: 'end', id: String(version), data: '' });
      return;
    }
    if (performance.now() - saidAt > PING_MS) {
      saidAt = performance.now();
      await stream.write(': still here\n\n');
    }
    await sleep(LOOK_AGAIN_MS);
  }
}
