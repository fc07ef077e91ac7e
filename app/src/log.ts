/** Structured logs: JSON for machines, one readable line on a terminal. Whatever looks like a secret is cut out, wherever it stands. */
import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from './config.ts';

export type Log = Logger;

/** Field names that never reach a log, at the top and one level down. */
const SECRET_FIELDS = [
  'key',
  'apiKey',
  'api_key',
  'api_token',
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'body',
];

/** Logs go to standard error: standard output belongs to what a command answers. */
export function openLog(config: Pick<Config, 'logLevel' | 'logFormat'>): Log {
  const pretty = config.logFormat === 'pretty' || (config.logFormat === 'auto' && process.stderr.isTTY);
  const options = {
    level: config.logLevel,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[secret]' },
  };
  if (pretty)
    return pino(
      options,
      PinoPretty({ destination: 2, sync: true, singleLine: true, colorize: process.stderr.isTTY }),
    );
  return pino(options, pino.destination({ dest: 2, sync: true }));
}
