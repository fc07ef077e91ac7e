-- What moved everywhere is read from catalog_moves, a row a check: the index of every single change by time serves nobody any more,
-- and each change paid for it.
drop index changes_everywhere;
