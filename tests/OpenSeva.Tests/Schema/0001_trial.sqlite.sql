create table ledger (
    id      text primary key,
    version integer not null,
    name    text not null,
    amount  integer not null,
    at      text not null,
    number  integer
);
create table stamp (
    id      text primary key,
    version integer not null,
    ledger  text not null
);
