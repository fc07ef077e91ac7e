/**
 * One panel, two actions. Run by whoever watches or checks a panel: builds the request, follows redirects hop by hop
 * through the supplied `Post`, tries the second transport when the first reply reads as if nothing had arrived, and
 * ends in an outcome, whatever the panel does. It throws only when the caller aborts.
 */
import { NO_BALANCE, readBalance } from './balance.ts';
import type { BalanceFacts } from './balance.ts';
import type { Catalog, Finding } from './catalog.ts';
import { recogniseDialect } from './dialects.ts';
import { failure } from './explanations.ts';
import { sha256Hex } from './fetch-post.ts';
import { REDIRECTS_MAX } from './limits.ts';
import { readEdits, rememberRows } from './known-rows.ts';
import type { CatalogEdits } from './known-rows.ts';
import { normalizeRows } from './normalize.ts';
import type { Failure, Outcome } from './outcome.ts';
import { details, readAnswer, textOf } from './panel-errors.ts';
import type { Answer, ReceivedReply, Refusal } from './panel-errors.ts';
import { isFailure } from './post.ts';
import type { Post, Reply, Timings } from './post.ts';
import { redact, redactPiece } from './redact.ts';
import { isRedirect, nextHop } from './redirect.ts';
import type { Remembered } from './remembered.ts';
import { panelRequest } from './request.ts';
import type { Action, PanelTarget, Transport } from './request.ts';
import { readTargetUrl, shownUrl } from './target-url.ts';

/** What asking needs besides the target. */
export interface AskOptions {
  post: Post;
  signal?: AbortSignal;
  /** `smmwatch/<version>` where absent; a service adds where to complain, see `defaultUserAgent`. */
  userAgent?: string;
  /** The time by which `Retry-After` dates are measured; the reply's own `Date` header where absent. */
  now?: Date;
}

/** What is known of an exchange, whether or not the check went all the way. */
export interface ExchangeFacts {
  /** The transport that the outcome belongs to: the one to remember when it worked. */
  transport: Transport;
  httpStatus: number | null;
  contentType: string | null;
  wireBytes: number;
  wireHash: string | null;
  timings: Timings | null;
  /** Where redirects led, in order, without queries. */
  redirects: string[];
}

/** How asking for the balance ended. The amount is nowhere in it. */
export interface BalanceResult extends ExchangeFacts {
  outcome: Outcome;
  balance: BalanceFacts;
  findings: Finding[];
}

/** How asking for the services ended. */
export interface ServicesResult extends ExchangeFacts {
  outcome: Outcome;
  /** True when a known hash came back: the catalog is the one that the caller has, and was not read again. */
  unchanged: boolean;
  catalog?: Catalog;
  /** In place of the catalog, where the reply differs in a few rows from the one that was recalled. */
  edits?: CatalogEdits;
  /** What to keep of this reply for the next `recall`; absent where a reply like it has to be read whole. */
  remembered?: Remembered;
  /** SHA-256 of the inflated body; absent when the wire hash was known already or no body could be read. */
  bodyHash?: string;
  bodyBytes?: number;
}

/** What is known of the last reply that was read well: the same one is recognised without reading it, and one like it by what differs. */
export interface KnownReply {
  /** SHA-256 as lower-case hex, of the bytes on the wire and of the inflated body. */
  knownWireHash?: string;
  knownBodyHash?: string;
  /** Gets what `remembered` was of that reply, null when nothing was; where this is given, the result holds `remembered` for the next. */
  recall?: () => Promise<Remembered | null>;
}

/** Asks for the balance, which shows that the URL and the key work. */
export async function askBalance(target: PanelTarget, options: AskOptions): Promise<BalanceResult> {
  const asked = await ask(target, 'balance', options, {});
  // Where nothing is known, every reply is an answer or a refusal.
  if (asked.ended !== 'answered') {
    const outcome = asked.ended === 'refused' ? asked.failure : OK;
    return { ...asked.facts, outcome, balance: NO_BALANCE, findings: [] };
  }
  const { value, findings } = asked.answer;
  const balance = readBalance(value, target.dialect);
  const outcome: Outcome = balance.present ? OK : unexpected(asked.reply, 'no_balance');
  // Whatever is quoted of this reply may be the amount.
  const unquoted = findings.map(({ example: _, ...finding }) => finding);
  return { ...asked.facts, outcome, balance, findings: unquoted };
}

/** Asks for the services and reads them into a catalog, unless the reply is one that the caller knows. */
export async function askServices(
  target: PanelTarget,
  options: AskOptions & KnownReply,
): Promise<ServicesResult> {
  const asked = await ask(target, 'services', options, options);
  const { facts, bodyHash, bodyBytes } = asked;
  const result = {
    ...facts,
    ...(bodyHash === undefined ? {} : { bodyHash }),
    ...(bodyBytes === undefined ? {} : { bodyBytes }),
  };
  if (asked.ended === 'unchanged') return { ...result, outcome: OK, unchanged: true };
  if (asked.ended === 'refused') return { ...result, outcome: asked.failure, unchanged: false };
  if (asked.ended === 'edited') return { ...result, ...asked.read, outcome: OK, unchanged: false };
  const read = normalizeRows(asked.answer.value);
  if (isFailure(read)) return { ...result, outcome: unread(asked.reply, read), unchanged: false };
  const { catalog, rows } = read;
  const findings = redactFindings([...asked.answer.findings, ...catalog.findings], target);
  const whole = { ...result, outcome: OK, unchanged: false, catalog: { ...catalog, findings } };
  // A reply whose JSON was odd is read whole each time.
  if (options.recall === undefined || rows === null || asked.answer.findings.length > 0) return whole;
  const kept = rememberRows(asked.reply.body, catalog, rows);
  return kept === null ? whole : { ...whole, remembered: { rows: kept, edits: new Uint8Array() } };
}

const OK: Outcome = { stage: 'ok', code: 'ok' };

type Asked = { facts: ExchangeFacts; bodyHash?: string; bodyBytes?: number } & (
  | { ended: 'unchanged' }
  | { ended: 'edited'; read: { edits: CatalogEdits; remembered: Remembered } }
  | { ended: 'answered'; answer: Answer; reply: ReceivedReply }
  | ({ ended: 'refused' } & Refusal)
);

/** The body alone first; the query as well when the reply reads as if neither key nor action had arrived. */
async function ask(
  target: PanelTarget,
  action: Action,
  options: AskOptions,
  known: KnownReply,
): Promise<Asked> {
  const first = await askOnce(target, action, target.transport ?? 'body', options, known);
  if (!worthTheQuery(first, target.transport)) return first;
  const second = await askOnce(target, action, 'body+query', options, known);
  return saysMore(second) ? second : first;
}

/**
 * A panel that is known to read the body is asked through the URL only when it says in words that nothing arrived: a page or
 * an empty reply is then an outage, and no reason to write the key into an access log.
 */
function worthTheQuery(first: Asked, remembered: Transport | undefined): boolean {
  if (first.ended !== 'refused' || remembered === 'body+query') return false;
  return first.nothingArrived === 'said' || (first.nothingArrived === 'implied' && remembered === undefined);
}

/** The second try got further when the panel answers, or now judges the key or its own state instead of missing the parameters. */
function saysMore(second: Asked): boolean {
  if (second.ended !== 'refused') return true;
  return (
    second.nothingArrived === 'no' &&
    (second.failure.stage === 'auth' || second.failure.stage === 'rate_limit')
  );
}

async function askOnce(
  target: PanelTarget,
  action: Action,
  transport: Transport,
  options: AskOptions,
  known: KnownReply,
): Promise<Asked> {
  const { reached, redirects } = await exchange(target, action, transport, options);
  if (isFailure(reached)) {
    return {
      facts: factsOf(null, transport, redirects),
      ended: 'refused',
      failure: reached,
      nothingArrived: 'no',
    };
  }
  const { reply, url } = reached;
  const facts = factsOf(reply, transport, redirects);
  const succeeded = reply.status >= 200 && reply.status < 300;
  if (succeeded && reply.wireHash === known.knownWireHash) {
    reply.discard?.();
    return { facts, ended: 'unchanged' };
  }
  const body = await reply.read();
  if (isFailure(body)) {
    const failed = withExchange(body, reply, target);
    return { facts, ended: 'refused', failure: failed, nothingArrived: 'no' };
  }
  const read = {
    bodyHash: isPacked(reply) ? await sha256Hex(body) : reply.wireHash,
    bodyBytes: body.byteLength,
  };
  if (succeeded && read.bodyHash === known.knownBodyHash) {
    reply.discard?.();
    return { facts, ...read, ended: 'unchanged' };
  }
  const recalled = succeeded ? await known.recall?.() : null;
  const byEdits = recalled ? readEdits(body, recalled, reply.headers['content-type']) : null;
  if (byEdits !== null) {
    reply.discard?.();
    return { facts, ...read, ended: 'edited', read: byEdits };
  }
  const received: ReceivedReply = {
    url,
    status: reply.status,
    headers: reply.headers,
    body,
    secrets: [target.key],
    redaction: { amounts: action === 'balance' },
    ...(options.now === undefined ? {} : { now: options.now }),
  };
  const answer = readAnswer(received);
  if ('failure' in answer) {
    const failed = byAddress(answer.failure, url);
    return {
      facts,
      ...read,
      ended: 'refused',
      failure: failed,
      nothingArrived: answer.nothingArrived,
    };
  }
  return { facts, ...read, ended: 'answered', answer, reply: received };
}

/** What was never packed is on the wire as it is in memory: no need to hash it twice. */
function isPacked(reply: Reply): boolean {
  return !/^(?:identity)?$/i.test(reply.headers['content-encoding']?.trim() ?? '');
}

interface Reached {
  reply: Reply;
  url: URL;
}

/** One exchange with as many hops as it may take; the reply that is no redirect, or where it ended. */
async function exchange(
  target: PanelTarget,
  action: Action,
  transport: Transport,
  { post, signal, userAgent }: AskOptions,
): Promise<{ reached: Reached | Failure; redirects: string[] }> {
  const redirects: string[] = [];
  let url = readTargetUrl(target.url);
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    if (!(url instanceof URL)) return { reached: url, redirects };
    const reply = await post(panelRequest(url.href, target, action, transport, userAgent), signal);
    if (isFailure(reply)) return { reached: redactFailure(reply, target), redirects };
    if (!isRedirect(reply.status)) return { reached: { reply, url }, redirects };
    const next = nextHop(url, reply.headers['location']);
    if (!(next instanceof URL)) return { reached: withExchange(next, reply, target), redirects };
    redirects.push(redact(shownUrl(next), [target.key]));
    url = next;
  }
  const detail = redirects.join(' → ');
  return { reached: failure('http', 'too_many_redirects', { evidence: { detail } }), redirects };
}

function factsOf(reply: Reply | null, transport: Transport, redirects: string[]): ExchangeFacts {
  return {
    transport,
    httpStatus: reply?.status ?? null,
    contentType: reply?.headers['content-type'] ?? null,
    wireBytes: reply?.wireBytes ?? 0,
    wireHash: reply?.wireHash ?? null,
    timings: reply?.timings ?? null,
    redirects,
  };
}

function withExchange(ended: Failure, reply: Reply, target: PanelTarget): Failure {
  const contentType = reply.headers['content-type'];
  const evidence = {
    httpStatus: reply.status,
    ...(contentType === undefined ? {} : { contentType }),
    ...ended.evidence,
  };
  return redactFailure({ ...ended, evidence }, target);
}

/** A `Post` reports system errors and addresses; the key may stand in none of them. */
function redactFailure(ended: Failure, target: PanelTarget): Failure {
  const { evidence } = ended;
  const clean = { ...evidence };
  if (evidence.detail !== undefined) clean.detail = redact(evidence.detail, [target.key]);
  if (evidence.contentType !== undefined) clean.contentType = redact(evidence.contentType, [target.key]);
  if (evidence.excerpt !== undefined) clean.excerpt = redact(evidence.excerpt, [target.key]);
  return { ...ended, evidence: clean };
}

function redactFindings(findings: Finding[], target: PanelTarget): Finding[] {
  return findings.map((finding) =>
    finding.example === undefined
      ? finding
      : { ...finding, example: redactPiece(finding.example, [target.key]) },
  );
}

/** An address that is one of several, each for an action, is told so when the action is not understood there. */
function byAddress(ended: Failure, url: URL): Failure {
  if (ended.stage !== 'schema' || (ended.code !== 'wrong_action' && ended.code !== 'panel_error'))
    return ended;
  const dialect = recogniseDialect(url, '');
  if (dialect === null) return ended;
  const { because, name } = dialect;
  return failure('schema', 'other_dialect', {
    evidence: { ...ended.evidence, detail: `dialect: ${name}`, because },
  });
}

/** Valid JSON that is neither an error nor what was asked for. */
function unexpected(reply: ReceivedReply, code: 'no_balance' | 'no_catalog'): Failure {
  const told = details(reply, textOf(reply));
  const dialect = recogniseDialect(reply.url, '');
  if (dialect === null) return failure('schema', code, told);
  const { because, name } = dialect;
  const evidence = { ...told.evidence, detail: `dialect: ${name}`, because };
  return failure('schema', 'other_dialect', { ...told, evidence });
}

/** The catalog's own reason, with what the exchange showed. */
function unread(reply: ReceivedReply, ended: Failure): Failure {
  if (ended.code === 'no_catalog') {
    const dialect = unexpected(reply, 'no_catalog');
    if (dialect.code === 'other_dialect') return dialect;
  }
  const told = details(reply, textOf(reply));
  const { excerpt: _raw, ...evidence } = ended.evidence;
  return { ...ended, evidence: { ...evidence, ...told.evidence } };
}
