create table kernel_setting (
    name  text primary key,
    value text not null
) without rowid;

create table journal_stream (
    stream text primary key,
    length integer not null,
    hash   blob not null
) without rowid;

create table journal_entry (
    seq      integer primary key autoincrement,
    id       text not null unique,
    stream   text not null,
    position integer not null,
    hash     blob not null,
    body     blob not null,
    at       text not null,
    unique (stream, position)
);
create trigger journal_entry_kept before update on journal_entry begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_entry_stays before delete on journal_entry begin select raise(abort, 'the journal is append-only'); end;

create table journal_salt (
    entry text primary key,
    salt  blob not null
) without rowid;
create trigger journal_salt_kept before update on journal_salt begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_salt_stays before delete on journal_salt begin select raise(abort, 'the journal is append-only'); end;

create table seal (
    position integer primary key,
    entry    integer not null unique,
    hash     blob not null
);
create trigger seal_kept before update on seal begin select raise(abort, 'the journal is append-only'); end;
create trigger seal_stays before delete on seal begin select raise(abort, 'the journal is append-only'); end;

create table outbox (
    seq      integer primary key autoincrement,
    id       text not null unique,
    stream   text not null,
    type     text not null,
    payload  text not null,
    at       text not null,
    attempts integer not null default 0,
    next_at  text not null,
    done_at  text,
    error    text
);
create index outbox_waiting on outbox (next_at, seq) where done_at is null;

create table idempotency (
    actor  text not null,
    key    text not null,
    hash   blob not null,
    at     text not null,
    result text,
    primary key (actor, key)
) without rowid;
create index idempotency_at on idempotency (at);

create table number_series (
    series text primary key,
    last   integer not null
) without rowid;

create table number_drawn (
    series text not null,
    n      integer not null,
    bearer text,
    void   text,
    at     text not null,
    primary key (series, n),
    check ((bearer is null) <> (void is null))
) without rowid;

create table job (
    name  text primary key,
    owner text not null,
    until text not null
) without rowid;

create table data_protection_key (
    id  text primary key,
    xml text not null
) without rowid;
