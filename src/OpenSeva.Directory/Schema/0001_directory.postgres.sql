-- The book of orders: who sits where, for which area, on which days. Lines are only ever added.
create table directory_change (
    id           uuid primary key,
    version      integer not null,
    number       bigint not null unique,
    subject      text not null,
    effective_on date not null,
    content      text,
    undoes       uuid references directory_change (id) deferrable initially deferred,
    reason       text not null check (length(reason) <= 300),
    "by"         uuid,
    at           timestamp with time zone not null,
    check (content is null or undoes is null)
);
create index directory_change_subject on directory_change (subject, number);
create function directory_change_kept() returns trigger language plpgsql as
    $$ begin raise exception 'the directory''s book is append-only'; end $$;
create trigger directory_change_kept before update or delete on directory_change
    for each row execute function directory_change_kept();
