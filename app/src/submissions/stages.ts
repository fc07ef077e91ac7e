/**
 * One look, told stage by stage: what is known so far in, the list that people see out. Pure, so that a look that is under way, one
 * that ended and one that stopped half-way are told by the same rules. What a stage quotes was redacted by core's `conformance`.
 */
import {
  stoppedBy,
  type ActionReport,
  type ConformanceReport,
  type FieldMeaning,
  type FixCode,
  type Outcome,
  type Stage,
  type StoppedBy,
  type Timings,
} from 'smmwatch';
import type { DoorStage } from '../net/connect.ts';

export const STAGE_NAMES = [
  'address',
  'dns',
  'connect',
  'tls',
  'post',
  'json',
  'balance',
  'services',
  'fields',
  'sample',
  'duplicate',
] as const;
export type StageName = (typeof STAGE_NAMES)[number];

export type StageState = 'waiting' | 'running' | 'passed' | 'doubtful' | 'failed' | 'skipped';

export interface LookStage {
  name: StageName;
  state: StageState;
  ms?: number;
  /** Why it stopped; looks of an older version kept the English message alone. */
  stopped?: StoppedBy;
  /** What core says of it, in English. */
  message?: string;
  /** A piece of what came back, redacted. */
  excerpt?: string;
  /** In English, with its code. */
  fix?: string;
  fixCode?: FixCode;
  facts?: StageFacts;
}

/** What was seen, for whoever puts it into words. */
export interface StageFacts {
  httpStatus?: number;
  contentType?: string;
  bytes?: number;
  currency?: string;
  services?: number;
  notes?: number;
  fields?: { meaning: FieldMeaning; field: string }[];
  missing?: FieldMeaning[];
  sample?: number;
  /** An open connection was used again, or the address needs no lookup: there was nothing to time. */
  isSpared?: boolean;
  isPlain?: boolean;
  known?: KnownPanel;
}

/** A panel of the site that seems to be the same shop. */
export interface KnownPanel {
  slug: string;
  name: string;
  by: 'address' | 'catalog';
  /** Of the services that were compared, how many are the same; 1 for the same address. */
  share: number;
}

/** What is known of a look at one moment. */
export interface Seen {
  isHttps: boolean;
  /** The exchange that is under way, as the door told it; undefined before the first. */
  at: { stage: DoorStage; timings: Timings } | undefined;
  /** The times of the exchange that asked for the balance. */
  timings: Timings;
  /** Judged from what was seen so far; undefined until `balance` has ended. */
  report: ConformanceReport | undefined;
  /** Set once everything was asked that will be. */
  isAsked: boolean;
  /** Services shown; undefined while nobody has looked for them. */
  sample: number | undefined;
  /** null when no listed panel is like it. */
  known: KnownPanel | null | undefined;
}

export function stagesOf(seen: Seen): LookStage[] {
  const { report } = seen;
  if (report === undefined) return network(seen, undefined);
  const [balance, services] = report.received;
  return [
    ...network(seen, balance),
    servicesStage(seen, report, services),
    ...(report.services.count === null
      ? left(['fields', 'sample', 'duplicate'], seen.isAsked ? 'skipped' : 'waiting')
      : [fieldsStage(report), sampleStage(seen), duplicateStage(seen)]),
  ];
}

/** From the address to the reply to `balance`. */
function network(seen: Seen, balance: ActionReport | undefined): LookStage[] {
  const names = STAGE_NAMES.slice(0, STAGE_NAMES.indexOf('services'));
  if (balance === undefined) {
    const at = seen.at === undefined ? 'address' : UNDER_WAY[seen.at.stage];
    const reached = names.indexOf(at);
    const stages = names.map((name, index): LookStage =>
      index < reached ? passed(name, seen) : { name, state: index === reached ? 'running' : 'waiting' },
    );
    return [...stages, ...left(['services', 'fields', 'sample', 'duplicate'], 'waiting')];
  }
  const { outcome } = balance;
  const stopped = outcome.stage === 'ok' ? names.length : names.indexOf(STOPS_AT[outcome.stage]);
  return names.map((name, index): LookStage => {
    if (index > stopped) return { name, state: 'skipped' };
    if (index === stopped) return { ...failed(name, outcome, seen.report), ...timeOf(name, seen) };
    return passed(name, seen, balance);
  });
}

const UNDER_WAY: Record<DoorStage, StageName> = {
  // The address is known to be safe once the connection begins.
  dns: 'dns',
  connect: 'connect',
  tls: 'tls',
  http: 'post',
  body: 'post',
};

const STOPS_AT: Record<Stage, StageName> = {
  target: 'address',
  dns: 'dns',
  connect: 'connect',
  tls: 'tls',
  http: 'post',
  body: 'post',
  json: 'json',
  auth: 'balance',
  rate_limit: 'balance',
  schema: 'balance',
};

function passed(name: StageName, seen: Seen, balance?: ActionReport): LookStage {
  const stage: LookStage = { name, state: 'passed', ...timeOf(name, seen) };
  const isTimed = name === 'dns' || name === 'connect' || name === 'tls';
  if (name === 'tls' && !seen.isHttps) return { name, state: 'doubtful', facts: { isPlain: true } };
  if (isTimed && stage.ms === undefined) return { ...stage, facts: { isSpared: true } };
  if (balance === undefined) return stage;
  if (name === 'post') return { ...stage, facts: replyFacts(balance) };
  const currency = seen.report?.balance.currency;
  return name === 'balance' && typeof currency === 'string' ? { ...stage, facts: { currency } } : stage;
}

function timeOf(name: StageName, { at, report, timings }: Seen): { ms?: number } {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } =
    report === undefined ? (at?.timings ?? timings) : timings;
  const times: Partial<Record<StageName, number | undefined>> = {
    dns: dnsMs,
    connect: connectMs,
    tls: tlsMs,
    post: firstByteMs,
    balance: totalMs,
  };
  const ms = times[name];
  return ms === undefined || ms === 0 ? {} : { ms: Math.max(1, Math.round(ms)) };
}

function replyFacts({ httpStatus, contentType, bytes }: ActionReport): StageFacts {
  return {
    ...(httpStatus === null ? {} : { httpStatus }),
    ...(contentType === null ? {} : { contentType: contentType.slice(0, 80) }),
    bytes,
  };
}

/** Why it stopped, what was seen, and the change that the report names for it. */
function failed(name: StageName, outcome: Outcome, report: ConformanceReport | undefined): LookStage {
  if (outcome.stage === 'ok') return { name, state: 'passed' };
  const { httpStatus, contentType, excerpt, wording, detail } = outcome.evidence;
  const said = wording ?? excerpt ?? detail;
  const code = `${outcome.stage}_${outcome.code}`;
  const finding = report?.findings.find((each) => each.code === code);
  const facts = {
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(contentType === undefined ? {} : { contentType: contentType.slice(0, 80) }),
  };
  return {
    name,
    state: 'failed',
    stopped: stoppedBy(outcome),
    message: outcome.message,
    ...(said === undefined ? {} : { excerpt: said }),
    ...(finding === undefined ? {} : { fix: finding.fix, fixCode: finding.fixCode }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

function servicesStage(seen: Seen, report: ConformanceReport, services: ActionReport | undefined): LookStage {
  if (services === undefined) return { name: 'services', state: seen.isAsked ? 'skipped' : 'running' };
  const time = services.milliseconds === null ? {} : { ms: services.milliseconds };
  if (services.outcome.stage !== 'ok') return { ...failed('services', services.outcome, report), ...time };
  const { count, notes } = report.services;
  return {
    name: 'services',
    // An empty shop answers well, and there is nothing to watch.
    state: count === 0 ? 'doubtful' : 'passed',
    ...time,
    facts: { ...replyFacts(services), services: count ?? 0, notes: notes ?? 0 },
  };
}

function fieldsStage({ fields }: ConformanceReport): LookStage {
  const read = fields.flatMap(({ meaning, field }) => (field === null ? [] : [{ meaning, field }]));
  const missing = fields
    .filter(({ required, count }) => required && count === 0)
    .map(({ meaning }) => meaning);
  return {
    name: 'fields',
    state: missing.length === 0 ? 'passed' : 'doubtful',
    facts: { fields: read, ...(missing.length === 0 ? {} : { missing }) },
  };
}

function sampleStage({ sample }: Seen): LookStage {
  if (sample === undefined) return { name: 'sample', state: 'running' };
  return { name: 'sample', state: sample === 0 ? 'doubtful' : 'passed', facts: { sample } };
}

function duplicateStage({ known, sample }: Seen): LookStage {
  if (known === undefined) return { name: 'duplicate', state: sample === undefined ? 'waiting' : 'running' };
  return known === null
    ? { name: 'duplicate', state: 'passed' }
    : { name: 'duplicate', state: 'doubtful', facts: { known } };
}

function left(names: readonly StageName[], state: StageState): LookStage[] {
  return names.map((name) => ({ name, state }));
}
