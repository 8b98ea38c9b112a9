-- The book of orders: who sits where, for which area, on which days. Lines are only ever added.
create table directory_change (
    id           text primary key,
    version      integer not null,
    number       integer not null unique,
    subject      text not null,
    effective_on text not null,
    content      text,
    undoes       text references directory_change (id) deferrable initially deferred,
    reason       text not null check (length(reason) <= 300),
    "by"         text,
    at           text not null,
    check (content is null or undoes is null)
);
create index directory_change_subject on directory_change (subject, number);
create trigger directory_change_kept before update on directory_change begin select raise(abort, 'the directory''s book is append-only'); end;
create trigger directory_change_stays before delete on directory_change begin select raise(abort, 'the directory''s book is append-only'); end;
