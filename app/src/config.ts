/**
 * Settings: from the environment, and from an optional file of the same names. Nothing else takes them from there.
 * Everything is checked at start, and every mistake is reported at once.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { formatDuration, parseDuration } from './duration.ts';
import { messageOf, StartError } from './errors.ts';
import { readAllowList } from './net/allow-list.ts';

const seconds = (least: number, most: number) =>
  z
    .string()
    .transform((text) => parseDuration(text) ?? Number.NaN)
    .pipe(
      z
        .number({ error: 'give a number of seconds, or 30s, 15m, 2h, 1d' })
        .min(least, `at least ${formatDuration(least)}`)
        .max(most, `at most ${formatDuration(most)}`),
    );

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'give a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `at least ${least}`).max(most, `at most ${most}`));

const webAddress = z.url({
  protocol: /^https?$/,
  error: 'give an address that starts with http:// or https://',
});

const addressList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .superRefine((entries, context) => {
    for (const message of readAllowList(entries).errors) context.addIssue({ code: 'custom', message });
  });

/** As OpenTelemetry writes them: values are percent-encoded. */
function readHeaders(text: string, context: z.RefinementCtx): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const item of text.split(',').filter((part) => part.trim() !== '')) {
    const [, name, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(item) ?? [];
    const decoded = value === undefined ? undefined : percentDecoded(value);
    if (name === undefined || decoded === undefined) {
      context.addIssue({ code: 'custom', message: 'give name=value, separated by commas' });
      return z.NEVER;
    }
    headers[name.toLowerCase()] = decoded;
  }
  return headers;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Each setting: its rule, and what it is for. docs/configuration.md is the long form. */
const SETTINGS = {
  HOST: z.string().min(1).default('127.0.0.1').describe('address the web site listens on'),
  PORT: whole(0, 65_535).default(3000).describe('port the web site listens on'),
  PUBLIC_URL: webAddress.optional().describe('address under which visitors reach the site'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('folder of the embedded database and the secret key'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'give an address that starts with postgres://' })
    .optional()
    .describe('PostgreSQL 15 or later, in place of the embedded database'),
  SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'give 32 random bytes in base64: openssl rand -base64 32')
    .optional()
    .describe('key that the API keys of panels are encrypted with'),
  ALLOW_ADDRESSES: addressList.describe(
    'private hosts or networks that panels may be reached at, separated by commas',
  ),
  VISITOR_ALLOW_ADDRESSES: addressList.describe(
    'private hosts or networks that visitors may have looked at, too; for demos and closed networks',
  ),
  TRUSTED_PROXIES: whole(0, 10)
    .default(0)
    .describe('reverse proxies before the site whose X-Forwarded-For tells who is visiting'),
  OPERATOR_NAME: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .describe('who runs this site, as its pages name them'),
  CONTACT_URL: z
    .url({
      protocol: /^(?:https?|mailto)$/,
      error: 'give an address that starts with http://, https:// or mailto:',
    })
    .optional()
    .describe('address that panels find in our User-Agent'),
  CHECK_INTERVAL: seconds(5, 86_400).default(900).describe('how often a new panel is checked'),
  CHECK_INTERVAL_LEAST: seconds(5, 86_400)
    .default(60)
    .describe('shortest interval that a panel may be given'),
  CHECK_CONCURRENCY: whole(1, 1000).default(64).describe('checks under way at once in one process'),
  CHECK_LIMIT: seconds(5, 180)
    .default(180)
    .describe("longest that one check may take; a dead worker's panels are taken over a third later"),
  RAW_CHECKS_DAYS: whole(7, 3650).default(14).describe('days for which every single check is kept'),
  HOURLY_DAYS: whole(8, 3650)
    .default(120)
    .describe('days for which hourly figures are kept; daily ones are kept for good'),
  METRICS_PORT: whole(0, 65_535)
    .optional()
    .describe('port on which this process serves Prometheus metrics; none without'),
  METRICS_HOST: z.string().min(1).default('127.0.0.1').describe('address that the metrics port listens on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress
    .optional()
    .describe('OpenTelemetry collector (OTLP over HTTP) that traces of checks are sent to'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .default('')
    .transform(readHeaders)
    .describe('headers for the collector: name=value, separated by commas'),
  EXCHANGE_RATES_URL: z
    .union([z.literal('off'), webAddress])
    .default('https://cdn.jsdelivr.net/npm/@fawazahmed0/currency-api@latest/v1/currencies/usd.json')
    .describe('where exchange rates are asked for once a day, or off'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'give debug, info, warn, error or silent',
    })
    .default('info')
    .describe('least severity that is logged'),
  LOG_FORMAT: z
    .enum(['auto', 'json', 'pretty'], { error: 'give auto, json or pretty' })
    .default('auto')
    .describe('auto is pretty on a terminal, JSON elsewhere'),
};

const Settings = z.object(SETTINGS);
type Settings = z.infer<typeof Settings>;

export interface Config {
  host: string;
  port: number;
  /** Without a trailing slash; undefined until the port is known where PORT is 0. */
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  secretKey: string | undefined;
  allowAddresses: string[];
  /** What visitors may have looked at although it is not public. */
  visitorAllowAddresses: string[];
  trustedProxies: number;
  operatorName: string | undefined;
  /** In every request to a panel: CONTACT_URL, or the site's own address. */
  contactUrl: string | undefined;
  /** Where visitors reach the operator, where he said it. */
  contactAddress: string | undefined;
  checkIntervalSeconds: number;
  checkIntervalLeastSeconds: number;
  checkConcurrency: number;
  /** Of all requests of one check together. */
  checkLimitSeconds: number;
  rawChecksDays: number;
  hourlyDays: number;
  /** Undefined: metrics are served nowhere. */
  metricsPort: number | undefined;
  metricsHost: string;
  /** Undefined: no traces. */
  tracesTo: { endpoint: string; headers: Record<string, string> } | undefined;
  /** Undefined: the rates that came with the program, or the last that were stored. */
  exchangeRatesUrl: string | undefined;
  logLevel: Settings['LOG_LEVEL'];
  logFormat: Settings['LOG_FORMAT'];
}

/**
 * Reads the settings. `SMMWATCH_CONFIG` names the file; without it `./smmwatch.env` is used where it exists.
 * The environment wins over the file. Throws a StartError that lists everything that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const { values: fromFile, problems } = readFile(env['SMMWATCH_CONFIG'], resolve('smmwatch.env'));
  const given = Object.fromEntries(
    Object.keys(SETTINGS)
      .map((name) => [name, env[name] ?? fromFile[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  if (!parsed.success || problems.length > 0) {
    throw new StartError(
      `The settings have ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
      'Correct them in the environment or the settings file; docs/configuration.md lists every setting.',
    );
  }
  return toConfig(parsed.data);
}

/** Name and purpose of every setting, for `--help`. */
export function describeSettings(): { name: string; purpose: string }[] {
  return Object.entries(SETTINGS).map(([name, rule]) => ({ name, purpose: rule.description ?? '' }));
}

function readFile(
  named: string | undefined,
  usual: string,
): { values: NodeJS.Dict<string>; problems: string[] } {
  const path = named ?? (existsSync(usual) ? usual : undefined);
  if (path === undefined) return { values: {}, problems: [] };
  let values: NodeJS.Dict<string>;
  try {
    values = parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    return {
      values: {},
      problems: [`the settings file ${path} cannot be read: ${messageOf(error)}`],
    };
  }
  const unknown = Object.keys(values).filter((name) => !(name in SETTINGS));
  return { values, problems: unknown.map((name) => `${path}: ${name} is not a setting`) };
}

function toConfig(settings: Settings): Config {
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL,
    secretKey: settings.SECRET_KEY,
    allowAddresses: settings.ALLOW_ADDRESSES,
    visitorAllowAddresses: settings.VISITOR_ALLOW_ADDRESSES,
    trustedProxies: settings.TRUSTED_PROXIES,
    operatorName: settings.OPERATOR_NAME,
    contactUrl: settings.CONTACT_URL ?? settings.PUBLIC_URL,
    contactAddress: settings.CONTACT_URL,
    checkIntervalSeconds: settings.CHECK_INTERVAL,
    checkIntervalLeastSeconds: settings.CHECK_INTERVAL_LEAST,
    checkConcurrency: settings.CHECK_CONCURRENCY,
    checkLimitSeconds: settings.CHECK_LIMIT,
    rawChecksDays: settings.RAW_CHECKS_DAYS,
    hourlyDays: settings.HOURLY_DAYS,
    metricsPort: settings.METRICS_PORT,
    metricsHost: settings.METRICS_HOST,
    tracesTo:
      settings.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? undefined
        : {
            endpoint: `${settings.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`,
            headers: settings.OTEL_EXPORTER_OTLP_HEADERS,
          },
    exchangeRatesUrl: settings.EXCHANGE_RATES_URL === 'off' ? undefined : settings.EXCHANGE_RATES_URL,
    logLevel: settings.LOG_LEVEL,
    logFormat: settings.LOG_FORMAT,
  };
}
