/**
 * What a reply that is not an answer means. Judged by the body first, since most panels send errors with HTTP 200 and some
 * send readable errors with a misleading status; by the status where the body says nothing that is known. Unknown wording
 * stays unknown and is kept as evidence.
 */
import type { Finding, Json } from './catalog.ts';
import { complaintOf } from './complaint.ts';
import type { Complaint } from './complaint.ts';
import { decodeText } from './decode-text.ts';
import { recogniseDialect } from './dialects.ts';
import { failure, failureAt } from './explanations.ts';
import type { FailureDetails, Place } from './explanations.ts';
import { WORDING_CHARS_MAX } from './limits.ts';
import type { Evidence, Failure } from './outcome.ts';
import { isFailure } from './post.ts';
import { sentenceOfReason } from './precise-reasons.ts';
import type { PreciseReasonCode } from './precise-reasons.ts';
import { readJson } from './read-json.ts';
import { excerptOf } from './redact.ts';
import type { RedactOptions } from './redact.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { readWebPage, visibleText } from './web-page.ts';
import type { WebPage } from './web-page.ts';
import { meaningOfCode, meaningOfWording, secondsInWording } from './wording-meaning.ts';
import type { WordingMeaning } from './wordings.ts';

/** A reply with its body, and what is needed to speak about it without giving anything away. */
export interface ReceivedReply {
  /** The address that was asked last. */
  url: URL;
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Uint8Array;
  /** Taken out of everything that is said. */
  secrets: string[];
  redaction?: RedactOptions;
  /** Measures dates in `Retry-After`; the reply's own `Date` where absent. */
  now?: Date;
}

/** JSON that is no error, to be read as a balance or a catalog. */
export interface Answer {
  value: Json;
  findings: Finding[];
}

/** A reply that is no answer. */
export interface Refusal {
  failure: Failure;
  /** Whether it reads as if no key or action had arrived: `said` in words, `implied` by a page or an empty reply. */
  nothingArrived: 'said' | 'implied' | 'no';
}

/** Reads a reply into the JSON that it answers with, or into the reason why it does not. */
export function readAnswer(reply: ReceivedReply): Answer | Refusal {
  const succeeded = reply.status >= 200 && reply.status < 300;
  if (reply.body.byteLength === 0) {
    return succeeded
      ? refusal(failure('body', 'empty', details(reply, '')), 'implied')
      : byStatus(reply, '', []);
  }
  const contentType = reply.headers['content-type'];
  const read = readJson(reply.body, contentType === undefined ? {} : { contentType });
  if (isFailure(read)) return withoutJson(reply, read, succeeded);
  const complaint = complaintOf(read.value);
  if (complaint === null) return succeeded ? read : byStatus(reply, textOf(reply), []);
  const meant = byComplaint(reply, complaint);
  if (meant !== null) return meant;
  if (!succeeded) return byStatus(reply, textOf(reply), complaint.wordings);
  return complaint.certain ? refusal(unknownError(reply, complaint.wordings), 'no') : read;
}

/** The failure of a JSON error body whose shape or wording is known, or null. */
function byComplaint(reply: ReceivedReply, complaint: Complaint): Refusal | null {
  const { wordings, codes } = complaint;
  const dialect = recogniseDialect(ADDRESS_THAT_SAYS_NOTHING, wordings.join('; '));
  if (dialect !== null && dialect.probable !== true) {
    const { evidence, ...told } = details(reply, textOf(reply), wordings);
    const { because, name } = dialect;
    const said = { ...told, evidence: { ...evidence, detail: `dialect: ${name}`, because } };
    return refusal(failure('schema', 'other_dialect', said), 'no');
  }
  const meaning = firstMeaning([...wordings.map(meaningOfWording), ...codes.map(meaningOfCode)]);
  if (meaning === null || (meaning === 'index' && complaint.certain)) return null;
  if (meaning === 'wrong_action' && aboutTheAddress(reply.status, wordings)) return null;
  const meant = byMeaning(reply, meaning, wordings);
  if (dialect === null || meaning !== 'wrong_action') return meant;
  const { because, name } = dialect;
  const evidence = { ...meant.failure.evidence, detail: `probably the dialect ${name}`, because };
  return { ...meant, failure: { ...meant.failure, message: sentenceOfReason(because), evidence } };
}

const ADDRESS_THAT_SAYS_NOTHING = new URL('https://panel.invalid/');

/** A framework's own 404 and 405 speak of the route, not of the parameter: the status then says it better. */
function aboutTheAddress(status: number, wordings: string[]): boolean {
  return (
    status === 405 || (status === 404 && /\b(?:route|endpoint|url|path|page)\b/i.test(wordings.join(' ')))
  );
}

const firstMeaning = (meanings: (WordingMeaning | null)[]): WordingMeaning | null =>
  meanings.find((meaning) => meaning !== null) ?? null;

/** The failure that a meaning stands for, with the panel's wording and the wait that it asks for. */
function byMeaning(reply: ReceivedReply, meaning: WordingMeaning, wordings: string[]): Refusal {
  const [place, nothingArrived] = MEANINGS[meaning];
  return refusal(failureAt(place, details(reply, textOf(reply), wordings)), nothingArrived);
}

const MEANINGS: Record<WordingMeaning, [place: Place, nothingArrived: Refusal['nothingArrived']]> = {
  maintenance: [['http', 'maintenance'], 'no'],
  spam_protection: [['rate_limit', 'spam_protection'], 'no'],
  too_many_requests: [['rate_limit', 'too_many_requests'], 'no'],
  address_not_allowed: [['auth', 'address_not_allowed'], 'no'],
  inactive_account: [['auth', 'inactive_account'], 'no'],
  missing_key: [['auth', 'missing_key'], 'said'],
  key_missing_or_invalid: [['auth', 'invalid_key'], 'said'],
  invalid_key: [['auth', 'invalid_key'], 'no'],
  wrong_action: [['schema', 'wrong_action'], 'said'],
  index: [['schema', 'panel_error'], 'implied'],
};

/** A body that is no JSON: a page, a sentence, or damaged JSON. */
function withoutJson(reply: ReceivedReply, unread: Failure, succeeded: boolean): Refusal {
  const text = textOf(reply);
  const page = readWebPage(reply.status, reply.headers, text);
  if (page?.kind === 'challenge') {
    const told = details(reply, text);
    if (page.protection !== undefined) told.evidence = { ...told.evidence, detail: page.protection };
    return refusal(failure('http', 'challenge', told), 'no');
  }
  if (page?.kind === 'maintenance')
    return refusal(failure('http', 'maintenance', details(reply, text, [page.title])), 'no');
  const sentence = visibleText(text);
  // Damaged JSON and damaged bytes are no sentence, though their words may sound like one.
  const damaged = /[{[]\s*[{"]|\uFFFD|[^\P{Cc}\t\r\n]/u.test(text);
  const meaning = damaged ? null : meaningOfWording(sentence);
  if (meaning !== null && speaksOfTheRequest(page, meaning)) return byMeaning(reply, meaning, [sentence]);
  if (!succeeded) return byStatus(reply, text, page === null ? [] : [page.title]);
  // PHP warnings before damaged JSON have tags as well, but do not make it a page.
  const isPage = page?.kind === 'page' || (page !== null && unread.code === 'not_json');
  if (isPage || unread.code === 'html') {
    return refusal(
      failure('json', 'html', details(reply, text, page === null ? [] : [page.title])),
      'implied',
    );
  }
  const told = details(reply, text);
  const { excerpt: _raw, ...evidence } = unread.evidence;
  const kept: Failure = { ...unread, evidence: { ...evidence, ...told.evidence } };
  return refusal(kept, unread.code === 'empty' ? 'implied' : 'no');
}

/** A whole document speaks of the site, not of the key: "Account suspended" is then the hosting account. */
function speaksOfTheRequest(page: WebPage | null, meaning: WordingMeaning): boolean {
  if (page === null) return true;
  if (page.kind === 'fragment') return meaning !== 'index';
  return meaning === 'too_many_requests' || meaning === 'spam_protection';
}

/** What the status alone says. */
function byStatus(reply: ReceivedReply, text: string, wordings: string[]): Refusal {
  const told = details(reply, text, wordings);
  const { status } = reply;
  if (status === 401) return refusal(failure('auth', 'invalid_key', told), 'no');
  if (status === 403) return refusal(failure('http', 'forbidden', told), 'no');
  if (status === 404 || status === 410) return refusal(failure('http', 'not_found', told), 'no');
  if (status === 405) return refusal(failure('http', 'method_not_allowed', told), 'no');
  if (status === 408 || status === 425)
    return refusal(failure('http', 'client_error', { ...told, retryable: true }), 'no');
  if (status === 429) return refusal(failure('rate_limit', 'too_many_requests', told), 'no');
  if (status >= 500)
    return refusal(failure('http', 'server_error', becauseOf(told, BEHIND_THE_PROXY[status])), 'no');
  if (status === 419)
    return refusal(failure('http', 'client_error', becauseOf(told, 'form_protection')), 'no');
  if (status >= 400) return refusal(failure('http', 'client_error', told), 'no');
  return refusal(failure('http', 'protocol_error', told), 'no');
}

function becauseOf(
  told: FailureDetails & { evidence: Evidence },
  code: PreciseReasonCode | undefined,
): FailureDetails {
  return code === undefined ? told : { ...told, evidence: { ...told.evidence, because: { code } } };
}

/** Statuses by which a proxy in front of the panel says what is wrong behind it. */
const BEHIND_THE_PROXY: Readonly<Record<number, PreciseReasonCode>> = {
  502: 'status_502',
  503: 'status_503',
  504: 'status_504',
  521: 'status_521',
  522: 'status_522',
  523: 'status_523',
  524: 'status_524',
  525: 'status_525',
  526: 'status_526',
};

function unknownError(reply: ReceivedReply, wordings: string[]): Failure {
  return failure('schema', 'panel_error', details(reply, textOf(reply), wordings));
}

function refusal(ended: Failure, nothingArrived: Refusal['nothingArrived']): Refusal {
  return { failure: ended, nothingArrived };
}

/** Everything that may be shown of a reply, redacted, and how long it asks to wait. */
export function details(
  reply: ReceivedReply,
  text: string,
  wordings: string[] = [],
): FailureDetails & { evidence: Evidence } {
  const contentType = reply.headers['content-type'];
  const excerpt = excerptOf(text, reply.secrets, reply.redaction);
  const wording = excerptOf(wordings.join('; '), reply.secrets, reply.redaction, WORDING_CHARS_MAX);
  const wait =
    retryAfterSeconds(reply.headers, reply.now) ??
    secondsInWording(wordings.join('; ').slice(0, WORDING_CHARS_MAX));
  return {
    evidence: {
      httpStatus: reply.status,
      ...(contentType === undefined ? {} : { contentType: excerptOf(contentType, reply.secrets, {}, 100) }),
      ...(excerpt === '' ? {} : { excerpt }),
      ...(wording === '' ? {} : { wording }),
    },
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  };
}

/** The beginning of the body as text: a page says what it is in its first part. */
export function textOf(reply: ReceivedReply): string {
  const contentType = reply.headers['content-type'];
  return decodeText(
    reply.body.subarray(0, TEXT_BYTES_LOOKED_AT),
    contentType === undefined ? {} : { contentType },
    [],
  );
}

const TEXT_BYTES_LOOKED_AT = 131_072;
