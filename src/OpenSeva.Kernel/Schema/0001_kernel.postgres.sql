create table kernel_setting (
    name  text primary key,
    value text not null
);

-- One row per stream: its length and last hash. Locked while a command appends to the stream.
create table journal_stream (
    stream text primary key,
    length bigint not null,
    hash   bytea not null
);

create table journal_entry (
    seq      bigint generated always as identity primary key,
    id       uuid not null unique,
    stream   text not null,
    position bigint not null,
    hash     bytea not null,
    body     bytea not null,
    at       timestamp with time zone not null,
    unique (stream, position)
);

-- Kept apart from the entries: erasing a salt makes the digests it protected unguessable for good.
create table journal_salt (
    entry uuid primary key,
    salt  bytea not null
);

create table seal (
    position bigint primary key,
    entry    bigint not null unique,
    hash     bytea not null
);

create table outbox (
    seq      bigint generated always as identity primary key,
    id       uuid not null unique,
    stream   text not null,
    type     text not null,
    payload  text not null,
    at       timestamp with time zone not null,
    attempts integer not null default 0,
    next_at  timestamp with time zone not null,
    done_at  timestamp with time zone,
    error    text
);
create index outbox_waiting on outbox (next_at, seq) where done_at is null;

create table idempotency (
    actor  text not null,
    key    text not null,
    hash   bytea not null,
    at     timestamp with time zone not null,
    result text,
    primary key (actor, key)
);
create index idempotency_at on idempotency (at);

create table number_series (
    series text primary key,
    last   bigint not null
);

create table number_drawn (
    series text not null,
    n      bigint not null,
    bearer uuid,
    void   text,
    at     timestamp with time zone not null,
    primary key (series, n),
    check ((bearer is null) <> (void is null))
);

create table job (
    name  text primary key,
    owner text not null,
    until timestamp with time zone not null
);

create table data_protection_key (
    id  uuid primary key,
    xml text not null
);
