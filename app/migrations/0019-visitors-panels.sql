-- It came by submission: its owner chose the address and may point the name elsewhere later, so it is asked as visitors' addresses are.
alter table panels add column from_visitor boolean not null default false;
update panels set from_visitor = true where slug in (select panel_slug from submissions where listing = 'listed');
