import { describe, expect, test } from 'vitest';
import { readAnswer } from './panel-errors.ts';
import type { Answer, Refusal } from './panel-errors.ts';

interface Given {
  status?: number;
  headers?: Record<string, string>;
  now?: Date;
}

function answerTo(body: string, { status = 200, headers = {}, now }: Given = {}): Answer | Refusal {
  return readAnswer({
    url: new URL('https://panel.example/api/v2'),
    status,
    headers,
    body: new TextEncoder().encode(body),
    secrets: ['s3cret'],
    ...(now === undefined ? {} : { now }),
  });
}

function toldBy(body: string, given: Given = {}): string {
  const answer = answerTo(body, given);
  return 'failure' in answer ? `${answer.failure.stage}.${answer.failure.code}` : 'answer';
}

function failureOf(body: string, given: Given = {}) {
  const answer = answerTo(body, given);
  if (!('failure' in answer)) throw new Error(`read as an answer: ${body}`);
  return answer;
}

describe('an error in JSON under HTTP 200 is read by its wording, in whatever shape it comes', () => {
  test.each([
    ['{"error":"Invalid API key"}', 'auth.invalid_key'],
    ['{"error":"API key hatalı","status":"102"}', 'auth.invalid_key'],
    ['{"error":"Eksik veri","status":"101"}', 'auth.missing_key'],
    ['{"error":"Hesabınız pasif","status":"103"}', 'auth.inactive_account'],
    ['{"status":"103"}', 'auth.inactive_account'],
    ['{"code":102,"message":"olmadı"}', 'auth.invalid_key'],
    ['{"status":false,"data":{"pesan":"Ups, Api Key Kamu Salah."}}', 'auth.invalid_key'],
    ['{"status":false,"data":{"msg":"API Key salah"}}', 'auth.invalid_key'],
    ['{"status":false,"data":{"pesan":"Maintenance"}}', 'http.maintenance'],
    ['{"status":false,"data":"User Not Found"}', 'auth.invalid_key'],
    ['{"error":"user_inactive"}', 'auth.inactive_account'],
    ['{"error":"Incorrect request"}', 'schema.wrong_action'],
    ['{"error":"Unknown action specified!"}', 'schema.wrong_action'],
    ['{"error":"Spam protection, wait 7 seconds"}', 'rate_limit.spam_protection'],
    ['{"errors":["Invalid key"]}', 'auth.invalid_key'],
    ['{"errors":[{"title":"Unauthorized","detail":"Invalid token"}]}', 'auth.invalid_key'],
    ['{"errors":{"key":["The key field is required."]}}', 'auth.missing_key'],
    [
      '{"message":"The given data was invalid.","errors":{"key":["The key field is required."]}}',
      'auth.missing_key',
    ],
    ['{"status":"fail","message":"Invalid API key"}', 'auth.invalid_key'],
    ['{"status":"error","msg":"Wrong api key"}', 'auth.invalid_key'],
    ['{"success":false,"data":{"name":"Exception","message":"Invalid API key"}}', 'auth.invalid_key'],
    ['{"success":"0","error":{"code":"E1","message":"Account suspended"}}', 'auth.inactive_account'],
    ['{"response":false,"data":{"msg":"Signature salah"}}', 'schema.other_dialect'],
    ['{"result":false,"data":null,"message":"Invalid API key"}', 'auth.invalid_key'],
    ['{"message":"Unauthenticated."}', 'auth.invalid_key'],
    ['{"status":"success","message":"Invalid API key"}', 'auth.invalid_key'],
    ['{"error":true,"message":"Too many requests"}', 'rate_limit.too_many_requests'],
    ['{"error":1,"msg":"API key is missing"}', 'auth.missing_key'],
    ['[{"error":"Invalid API key"}]', 'auth.invalid_key'],
    ['"Invalid API key"', 'auth.invalid_key'],
    ['{"Error":"Invalid Key"}', 'auth.invalid_key'],
    ['{"data":{"error":"Invalid API key"}}', 'auth.invalid_key'],
    ['{"balance":0,"error":"Invalid API key"}', 'auth.invalid_key'],
    ['{"statusCode":401,"message":"Unauthorized"}', 'auth.invalid_key'],
    ['{"ok":false,"description":"Not Authorized"}', 'auth.invalid_key'],
    ['{"error":{"message":"IP not allowed"}}', 'auth.address_not_allowed'],
    ['{"hata":"Geçersiz API anahtarı"}', 'auth.invalid_key'],
    ['{"status":"gagal","pesan":"API Key salah"}', 'auth.invalid_key'],
    ['{"error":"The hamster is ill"}', 'schema.panel_error'],
    ['{"status":"error"}', 'schema.panel_error'],
    ['{"success":false}', 'schema.panel_error'],
    ['{"status":"fail","data":[]}', 'schema.panel_error'],
  ])('%s is %s', (body, told) => {
    expect(toldBy(body)).toBe(told);
  });
});

describe('what is no error is left to be read', () => {
  test.each([
    '{"balance":"100.84","currency":"USD"}',
    '{"status":"success","balance":12.3,"currency":"USD"}',
    '{"data":{"balance":1}}',
    '{"balance":"1","error":""}',
    '{"code":200,"message":"all is well","data":{"username":"bob","balance":"1"}}',
    '{"code":404,"message":"see below","data":{"user":{"name":"blocked user","balance":"1"}}}',
    '{"code":0,"message":"done"}',
    '{"balance":"1","error":null,"errors":[]}',
    '{"balance":"1","error":false,"message":"ok"}',
    '{"balance":"1","message":"Welcome! Your API key is not valid for orders."}',
    '{"status":"success","data":"Empty Data"}',
    '{"status":true,"message":"Services fetched","data":[{"id":1,"name":"Likes"}]}',
    '[]',
    '[{"service":1,"name":"invalid key","category":"API key is required","rate":"1"}]',
    '{"error":[{"service":1,"name":"Error removal","rate":"1"}]}',
    '{"Invalid API key":[{"service":1,"name":"Likes","rate":"1"}]}',
    '{"1":{"service":1,"name":"Too many requests","rate":"1","min":1}}',
    '{"status":false,"data":[{"service":1,"name":"Unauthorized","rate":"1"}]}',
    '{"status":"success","data":{"services":[{"id":1,"title":"Maintenance","price":"1"}]}}',
    '[{"id":1,"name":"x","price":"1","error":"spam"}]',
    '{"answer":42}',
  ])('%s', (body) => {
    expect(toldBy(body)).toBe('answer');
  });
});

describe('a status that says no is read after the body', () => {
  test.each([
    [404, '{"status":false,"data":"User Not Found"}', 'auth.invalid_key'],
    [400, '{"error":"Incorrect request"}', 'schema.wrong_action'],
    [500, '{"error":"Invalid API key"}', 'auth.invalid_key'],
    [403, '{"error":"user_inactive"}', 'auth.inactive_account'],
    [401, '{"message":"gone fishing"}', 'auth.invalid_key'],
    [401, '', 'auth.invalid_key'],
    [403, '{"message":"gone fishing"}', 'http.forbidden'],
    [429, '{"message":"gone fishing"}', 'rate_limit.too_many_requests'],
    [429, '', 'rate_limit.too_many_requests'],
    [404, '<html><title>Not Found</title></html>', 'http.not_found'],
    [410, '', 'http.not_found'],
    [405, '{"message":"The POST method is not supported for this route."}', 'http.method_not_allowed'],
    [404, '{"message":"The route api/v3 could not be found."}', 'http.not_found'],
    [404, '{"error":"Action not found"}', 'schema.wrong_action'],
    [419, '{"message":"CSRF token mismatch."}', 'http.client_error'],
    [403, '<html><title>x</title><script src="/_Incapsula_Resource?x=1"></script></html>', 'http.challenge'],
    [
      202,
      '<html><title>x</title><script src="https://a.b.awswaf.com/c/challenge.js"></script></html>',
      'http.challenge',
    ],
    [422, '{"message":"gone fishing"}', 'http.client_error'],
    [500, '{"error":"SQLSTATE[42S02]: Base table or view not found"}', 'http.server_error'],
    [500, '[{"service":1,"name":"Likes","rate":"1"}]', 'http.server_error'],
    [502, '<html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1></html>', 'http.server_error'],
    [503, '', 'http.server_error'],
    [522, '<html><title>panel.example | 522: Connection timed out</title></html>', 'http.server_error'],
    [304, '', 'http.protocol_error'],
    [200, '', 'body.empty'],
    [204, '', 'body.empty'],
    [201, '{"balance":"1"}', 'answer'],
  ])('%i with %s', (status, body, told) => {
    expect(
      toldBy(body, { status, headers: body.startsWith('<') ? { 'content-type': 'text/html' } : {} }),
    ).toBe(told);
  });
});

describe('a text that is no JSON', () => {
  test.each([
    ['Invalid API key', 'auth.invalid_key'],
    ['<p>API key hatalı</p>', 'auth.invalid_key'],
    ['Too many requests', 'rate_limit.too_many_requests'],
    ['Sitemiz bakımdadır', 'http.maintenance'],
    ['The hamster is ill', 'json.not_json'],
    ['[{"service":1,"name":"Likes","description":"<p>fast</p>","ra', 'json.truncated'],
    ['<br />\n<b>Warning</b>: x<br />\n[{"service":1,"name":"Likes","ra', 'json.truncated'],
    ['<!doctype html><title>Panel</title><h1>Buy followers</h1>', 'json.html'],
    ['<html><head><title>Site under maintenance</title></head><body></body></html>', 'http.maintenance'],
    ['<html><body><h1>Технические работы</h1><p>Скоро вернёмся</p></body></html>', 'http.maintenance'],
    [
      '<html><title>Login</title><form>API key <input><div class="g-recaptcha"></div></form></html>',
      'json.html',
    ],
    [
      `<html><title>Shop</title><p>${'We never have maintenance, buy now. '.repeat(20)}</p></html>`,
      'json.html',
    ],
    [
      '<html><head><title>x</title></head><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script></html>',
      'http.challenge',
    ],
    [
      '<html><body><script src="/aes.js"></script><script>slowAES.decrypt(c,2,a,b)</script></body></html>',
      'http.challenge',
    ],
    ['<html><title>DDOS-GUARD</title></html>', 'http.challenge'],
    [
      '<html><title>Shop</title><p>Buy</p><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script></html>',
      'json.html',
    ],
    ['<html><title>Shop</title><script src="/_Incapsula_Resource?x=1"></script></html>', 'json.html'],
    ['<html><title>Account Suspended</title><p>This account has been suspended.</p></html>', 'json.html'],
    ['<html><title>Error</title><h1>Too many requests</h1></html>', 'rate_limit.too_many_requests'],
    ['<html><title>Checking your browser before accessing</title></html>', 'http.challenge'],
  ])('%s', (body, told) => {
    expect(toldBy(body)).toBe(told);
    // PHP sends everything as HTML unless it is told otherwise.
    expect(toldBy(body, { headers: { 'content-type': 'text/html; charset=UTF-8' } })).toBe(told);
  });

  test('a captcha is a challenge where the status turns the request away', () => {
    const page = '<html><title>Panel</title><div class="h-captcha"></div></html>';
    expect(toldBy(page, { status: 403 })).toBe('http.challenge');
    expect(toldBy(page, { status: 200 })).toBe('json.html');
  });

  test('a challenge that only its header names is recognised', () => {
    expect(toldBy('<html></html>', { status: 403, headers: { 'cf-mitigated': 'challenge' } })).toBe(
      'http.challenge',
    );
  });

  test('the title of a page is kept as its wording', () => {
    const { failure } = failureOf('<!doctype html><title>Best\n panel</title>');
    expect(failure.evidence.wording).toBe('Best panel');
  });
});

describe('the evidence', () => {
  test('keeps the wording of an unknown error, and nothing of the key', () => {
    const { failure } = failureOf('{"error":"The hamster of s3cret is ill"}', {
      headers: { 'content-type': 'application/json' },
    });
    expect(failure).toMatchObject({ stage: 'schema', code: 'panel_error', retryable: true });
    expect(failure.evidence).toEqual({
      httpStatus: 200,
      contentType: 'application/json',
      excerpt: '{"error":"The hamster of ••• is ill"}',
      wording: 'The hamster of ••• is ill',
    });
  });

  test('is at most 500 characters of the body and 300 of the wording', () => {
    const { failure } = failureOf(JSON.stringify({ error: 'long '.repeat(500) }));
    expect(failure.evidence.excerpt).toHaveLength(500);
    expect(failure.evidence.wording).toHaveLength(300);
  });

  test('tells how long the panel asks to wait, by header or by wording', () => {
    expect(failureOf('{"error":"Spam protection, wait 7 seconds"}').failure.retryAfterSeconds).toBe(7);
    expect(failureOf('', { status: 429, headers: { 'retry-after': '30' } }).failure.retryAfterSeconds).toBe(
      30,
    );
    expect(failureOf('', { status: 503, headers: { 'retry-after': '120' } }).failure.retryAfterSeconds).toBe(
      120,
    );
    expect(failureOf('{"error":"Too many requests"}').failure.retryAfterSeconds).toBeUndefined();
    expect(failureOf('{"error":"Spam protection, wait 7 seconds"}').failure.message).toContain('7 seconds');
  });
});

describe('a reply reads as if nothing had arrived', () => {
  test.each([
    ['{"error":"API key is required"}', 'said'],
    ['{"error":"Incorrect request"}', 'said'],
    ['{"error":"Invalid or missing API key"}', 'said'],
    ['{"message":"Welcome to the API"}', 'implied'],
    ['<!doctype html><title>Shop</title>', 'implied'],
    ['', 'implied'],
    ['{"error":"Invalid API key"}', 'no'],
    ['{"error":"The hamster is ill"}', 'no'],
    ['<html><title>Just a moment...</title></html>', 'no'],
    ['<html><title>Under maintenance</title></html>', 'no'],
  ])('%s: %s', (body, nothingArrived) => {
    expect(failureOf(body).nothingArrived).toBe(nothingArrived);
  });
});

describe('a well-known dialect is recognised by name and explained', () => {
  test.each([
    ['{"status":false,"data":"api_id is required"}', 'dialect: api_id'],
    ['{"status":false,"data":{"msg":"Invalid api_id or api_key"}}', 'dialect: api_id'],
    ['{"result":false,"message":"Signature tidak valid"}', 'dialect: signature'],
    ['{"error":"Invalid sign"}', 'dialect: signature'],
    ['{"status":false,"data":{"msg":"secret_key is required"}}', 'dialect: secret_key'],
    ['{"status":false,"data":{"pesan":"Action salah, gunakan layanan atau akun"}}', 'dialect: layanan'],
    ['{"error":"Unknown action, use packages"}', 'dialect: packages'],
  ])('%s', (body, detail) => {
    const { failure } = failureOf(body);
    expect(failure).toMatchObject({ stage: 'schema', code: 'other_dialect', evidence: { detail } });
  });

  test('a wording that is only typical of a family keeps its own code and says so', () => {
    const { failure } = failureOf('{"status":false,"data":{"pesan":"Permintaan Tidak Sesuai"}}');
    expect(failure).toMatchObject({
      code: 'wrong_action',
      evidence: { detail: 'probably the dialect layanan' },
    });
    expect(failure.message).toContain('api_key');
  });
});
