/**
 * Grades an API against the API Standard, from what one look at it has shown. Pure: `checkPanel` looks, this judges. The
 * report is made to be shared, so it holds no key and no balance: the observation has none, and examples come from
 * the catalog alone.
 */
import type { Catalog, Finding, Severity } from './catalog.ts';
import type { BalanceResult, ServicesResult } from './client.ts';
import { remedyOf } from './conformance/failure-remedies.ts';
import { remedyOfFinding } from './conformance/finding-remedies.ts';
import { gradeOf } from './conformance/grade.ts';
import type { Grade, GradeReason } from './conformance/grade.ts';
import { findingsOfExchange, findingsOfReplies } from './conformance/own-findings.ts';
import { remedy } from './conformance/remedy.ts';
import type { Remedy } from './conformance/remedy.ts';
import { fieldsUnderstood } from './conformance/understood.ts';
import type { FieldUnderstood } from './conformance/understood.ts';
import { stoppedBy } from './explanations.ts';
import type { Outcome, StoppedBy } from './outcome.ts';
import { redact } from './redact.ts';
import type { Action, Transport } from './request.ts';

/** One look at an API: what `checkPanel` returns and `conformance` judges. */
export interface Observation {
  /** ISO 8601, UTC. */
  at: string;
  /** Without query and fragment, where keys travel. */
  url: string;
  transport: Transport;
  /** The dialect that the API was asked in; absent is the standard. */
  dialect?: string;
  /** Names of the parameters that were sent, without their values. */
  parameters: string[];
  balance: BalanceResult;
  /** null when `balance` had shown that asking was pointless. */
  services: ServicesResult | null;
}

/** A finding with what the standard says about it and the change that removes it. */
export interface ConformanceFinding extends Finding, Remedy {
  action: Action;
  /** Of a finding that is the failure of its action: the message is then the failure's own. */
  stopped?: StoppedBy;
}

/** What came back for one action. */
export interface ActionReport {
  action: Action;
  outcome: Outcome;
  httpStatus: number | null;
  contentType: string | null;
  bytes: number;
  milliseconds: number | null;
}

/** How closely an API follows the standard. Version 1: fields are added, never renamed or removed. */
export interface ConformanceReport {
  version: 1;
  at: string;
  url: string;
  /** How the look ended: `ok`, or the first of the two actions that did not. */
  outcome: Outcome;
  grade: Grade;
  /** One sentence: why this grade. */
  reason: string;
  /** The code of that sentence; null where the outcome is the reason, and its message the sentence. */
  reasonCode: GradeReason | null;
  /** Where the API reads its parameters. */
  transport: Transport;
  sent: { method: 'POST'; parameters: string[]; actions: Action[] };
  received: ActionReport[];
  balance: { present: boolean; currency: string | null };
  /** null counts are unknown: the services could not be read. */
  services: {
    count: number | null;
    notes: number | null;
    wrapper: string | null;
    /** The currency that the services name themselves, as written. */
    currency: string | null;
  };
  fields: FieldUnderstood[];
  /** Fields without a known meaning, with how many rows hold them. */
  unknownFields: Record<string, number>;
  /** Worst first. */
  findings: ConformanceFinding[];
}

/** Judges an observation. */
export function conformance(observed: Observation): ConformanceReport {
  const seen = withoutAmounts(observed);
  const { balance, services } = seen;
  const catalog = services?.catalog;
  const findings = [
    ...findingsOfAction('balance', balance.outcome, balance.findings.map(withoutExample)),
    ...(services === null
      ? []
      : findingsOfAction('services', services.outcome, (catalog?.findings ?? []).map(withFields(catalog)))),
    ...told('balance', findingsOfExchange(seen, balance)),
    ...told('services', services === null ? [] : findingsOfExchange(seen, services)),
    ...findingsOfReplies(seen).flatMap(({ action, ...finding }) => told(action, [finding])),
  ].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  const unique = withoutRepeats(findings);
  const outcome = balance.outcome.stage === 'ok' && services !== null ? services.outcome : balance.outcome;
  return {
    version: 1,
    at: seen.at,
    url: seen.url,
    outcome,
    ...gradeOf(outcome, unique, catalog === undefined ? 0 : catalog.services.length + catalog.notes.length),
    transport: seen.transport,
    sent: {
      method: 'POST',
      parameters: seen.parameters,
      actions: services === null ? ['balance'] : ['balance', 'services'],
    },
    received: [received('balance', balance), ...(services === null ? [] : [received('services', services)])],
    balance: { present: balance.balance.present, currency: balance.balance.currency },
    services: {
      count: catalog?.services.length ?? null,
      notes: catalog?.notes.length ?? null,
      wrapper: catalog?.wrapper ?? null,
      currency: catalog?.currency ?? null,
    },
    fields: catalog === undefined ? [] : fieldsUnderstood(catalog),
    unknownFields: catalog?.unknownFields ?? {},
    findings: unique,
  };
}

/** Findings about one catalog, each with its paragraph and its remedy. */
export function toldOfCatalog(catalog: Catalog, findings: readonly Finding[]): ConformanceFinding[] {
  return told('services', findings.map(maskedAround).map(withFields(catalog)));
}

export const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

function findingsOfAction(action: Action, outcome: Outcome, findings: Finding[]): ConformanceFinding[] {
  if (outcome.stage === 'ok') return told(action, findings);
  const { stage, code, message, evidence } = outcome;
  const example = evidence.wording ?? evidence.excerpt ?? evidence.detail;
  const failed: ConformanceFinding = {
    action,
    code: `${stage}_${code}`,
    severity: 'error',
    message,
    stopped: stoppedBy(outcome),
    ...(example === undefined ? {} : { example }),
    ...remedyOf(outcome),
  };
  return [failed, ...told(action, findings)];
}

function told(action: Action, findings: Finding[]): ConformanceFinding[] {
  return findings.map((finding) => ({ ...finding, action, ...(remedyOfFinding(finding) ?? UNKNOWN_REMEDY) }));
}

/** A code that is newer than the table of remedies: still told, with what is always true. */
const UNKNOWN_REMEDY = remedy('see_message');

/**
 * A panel that answers every action alike shows its balance in the reply to `services` too, in text that no field name
 * gives away: what is quoted of a reply that could not be read, or from around one that could, is masked.
 */
function withoutAmounts(seen: Observation): Observation {
  const { balance, services } = seen;
  const masked = { ...balance, outcome: maskedOutcome(balance.outcome) };
  if (services === null) return { ...seen, balance: masked };
  const read: ServicesResult = { ...services, outcome: maskedOutcome(services.outcome) };
  if (services.catalog !== undefined) {
    read.catalog = { ...services.catalog, findings: services.catalog.findings.map(maskedAround) };
  }
  return { ...seen, balance: masked, services: read };
}

function maskedOutcome(outcome: Outcome): Outcome {
  if (outcome.stage === 'ok') return outcome;
  const evidence = { ...outcome.evidence };
  if (evidence.excerpt !== undefined) evidence.excerpt = masked(evidence.excerpt);
  if (evidence.wording !== undefined) evidence.wording = masked(evidence.wording);
  return { ...outcome, evidence };
}

function maskedAround(finding: Finding): Finding {
  const { code, example } = finding;
  return example !== undefined && (code.startsWith('dirty_json') || AROUND_FAULTS.has(code))
    ? { ...finding, example: masked(example) }
    : finding;
}

/** Findings whose example is a piece of the raw reply. */
const AROUND_FAULTS: ReadonlySet<string> = new Set(
  'trailing_comma not_a_number raw_control_character bad_escape odd_number long_number json_in_string'.split(
    ' ',
  ),
);

function masked(text: string): string {
  return redact(text, [], { amounts: true });
}

/** Text around the reply to `balance` may show the amount, so nothing of that reply is quoted. */
function withoutExample({ example: _, ...finding }: Finding): Finding {
  return finding;
}

/** What is missing has no example of its own: the fields that are there show what was looked through. */
function withFields(catalog: Catalog | undefined): (finding: Finding) => Finding {
  return (finding) => {
    if (catalog === undefined || finding.example !== undefined || !finding.code.startsWith('missing_')) {
      return finding;
    }
    const known = Object.values(catalog.fields).filter((field) => field !== null);
    const fields = [...new Set([...known, ...Object.keys(catalog.unknownFields)])].slice(0, FIELDS_SHOWN_MAX);
    return { ...finding, example: `{${fields.join(', ')}}` };
  };
}

const FIELDS_SHOWN_MAX = 20;

/** What both replies show (a byte order mark, no https) is told once, with the example that only one of them may give. */
function withoutRepeats(findings: ConformanceFinding[]): ConformanceFinding[] {
  const unique = new Map<string, ConformanceFinding>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.field ?? ''} ${finding.position ?? ''}`;
    const known = unique.get(key);
    if (known === undefined || (known.example === undefined && finding.example !== undefined)) {
      unique.set(key, finding);
    }
  }
  return [...unique.values()];
}

function received(action: Action, result: BalanceResult | ServicesResult): ActionReport {
  return {
    action,
    outcome: result.outcome,
    httpStatus: result.httpStatus,
    contentType: result.contentType,
    bytes: result.wireBytes,
    milliseconds: result.timings === null ? null : Math.round(result.timings.totalMs),
  };
}
