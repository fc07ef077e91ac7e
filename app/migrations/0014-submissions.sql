-- What visitors have looked at: any API for a report, and the API of a panel that they want listed.

-- One name for all spellings of an API's address. Takes an address as it is stored: parsed, without a fragment.
create function api_identity(api_url text) returns text
  language sql immutable strict parallel safe
  return rtrim(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          regexp_replace(lower(api_url), '^https?://(?:www\.)?', ''),
          '^([^/?]*):(?:80|443)(?=[/?]|$)', '\1'),
        '/{2,}', '/', 'g'),
      '/(?:index\.php)?(?=\?|$)', ''),
    '/?');

create index panels_api_identity on panels (api_identity(api_url));

-- One look at one API. Whoever works looks is told by leased_until; progress is written while it lasts.
create table looks (
  look_id bigint generated always as identity primary key,
  -- SHA-256 of the token in the report's private address; null for looks of a submission, which has a token of its own.
  token_hash bytea unique,
  api_url text not null,
  host text not null,
  -- Sealed like the keys of panels, and gone as soon as the look has ended.
  key_sealed bytea,
  -- Keyed hash of the visitor's network: enough to count by, too little to know.
  visitor_hash bytea not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz not null,
  leased_until timestamptz,
  -- Rises with every lease: only the last one may write.
  attempts integer not null default 0,
  -- Rises with every change of stages, for those who follow.
  version integer not null default 0,
  stages jsonb not null default '[]',
  report jsonb,
  sample jsonb,
  -- A listed panel that seems to be the same shop: {slug, name, by, share}.
  known jsonb,
  -- Set when the look ended without a word about the API: the fault was ours.
  trouble text check (trouble in ('ours', 'too_long'))
);
create index looks_waiting on looks (look_id) where ended_at is null;
create index looks_visitor on looks (visitor_hash, created_at);
create index looks_host on looks (host, created_at);
create index looks_created on looks (created_at);
create index looks_expiring on looks (expires_at);

create table submissions (
  submission_id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  name text not null,
  website_url text,
  api_url text not null,
  -- Kept until somebody decides or the draft expires; an approved one goes on in panels.
  key_sealed bytea,
  look_id bigint not null references looks,
  listing text not null default 'draft' check (listing in ('draft', 'pending_review', 'listed', 'rejected')),
  visitor_hash bytea not null,
  created_at timestamptz not null default now(),
  consented_at timestamptz,
  decided_at timestamptz,
  -- The operator's words to the submitter.
  reason text,
  panel_slug text,
  expires_at timestamptz not null
);
create index submissions_api_identity on submissions (api_identity(api_url)) where listing = 'pending_review';
create index submissions_waiting on submissions (consented_at) where listing = 'pending_review';
create index submissions_expiring on submissions (expires_at);
create index submissions_look on submissions (look_id);
