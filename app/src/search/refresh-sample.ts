/** Copies one service in 128 to where broad searches are counted, and counts the words of names for what is mistyped: a job, every few minutes. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { SAMPLES } from './facts-row.ts';
import { forgetWords } from './nearest-word.ts';
import { NOT_IN_NAME } from './terms.ts';

export async function refreshSample(db: Database): Promise<void> {
  const { rows } = await sql<{ before: number; now: number }>`
    with gone as (delete from service_sample returning 1),
      copied as (insert into service_sample select * from service_facts where sample = 0 returning 1)
    select (select count(*)::int from gone) as before, (select count(*)::int from copied) as now`.execute(db);
  const { before = 0, now = 0 } = rows[0] ?? {};
  // Counting words takes a second or two where services are many, and then they hardly change.
  const isLikeBefore = now >= MANY && Math.abs(now - before) * 50 < now;
  if (!isLikeBefore) await countWords(db, now);
}

/** Rows of the sample that stand for some 100,000 services. */
const MANY = 800;
/** Words are counted in about so many services. */
const SERVICES_READ = 200_000;
/** Rarer words are no help to anybody who mistyped. */
const WORDS_KEPT = 30_000;

async function countWords(db: Database, sampled: number): Promise<void> {
  const share = Math.min(SAMPLES, Math.ceil(SERVICES_READ / (sampled + 1)));
  await db.transaction().execute(async (tx) => {
    await sql`delete from search_words`.execute(tx);
    // Terms with a colon in them are facts, numbers mostly ids; `10k` and `r30` are words.
    await sql`
      insert into search_words (word, services)
      select word, sum(ndoc) * ${SAMPLES}::int / ${share}::int from (
        select ltrim(word, ${NOT_IN_NAME}) as word, ndoc from ts_stat(${`select terms from service_facts where sample < ${share}`})
      ) found
      where word ~ '[^0-9]' and word !~ ':' and char_length(word) between 2 and 40
      group by word order by sum(ndoc) desc limit ${WORDS_KEPT}`.execute(tx);
  });
  forgetWords(db);
}
