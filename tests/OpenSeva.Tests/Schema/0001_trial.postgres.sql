create table ledger (
    id      uuid primary key,
    version integer not null,
    name    text not null,
    amount  bigint not null,
    at      timestamp with time zone not null,
    number  bigint
);
create table stamp (
    id      uuid primary key,
    version integer not null,
    ledger  uuid not null
);
