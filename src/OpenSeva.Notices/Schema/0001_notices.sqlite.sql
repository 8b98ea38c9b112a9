create table notice_message (
    id         text primary key,
    version    integer not null,
    citizen_id text not null,
    template   text not null,
    language   text not null,
    arguments  text not null,
    path       text,
    at         text not null,
    read_at    text
);
create index notice_message_inbox on notice_message (citizen_id, at desc, id desc);

create table notice_delivery (
    id         text primary key,
    version    integer not null,
    channel    text not null,
    address    text not null,
    template   text not null,
    language   text not null,
    arguments  text not null,
    sealed     text,
    path       text,
    state      text not null,
    queued_at  text not null,
    expires_at text not null,
    next_at    text,
    settled_at text,
    attempts   integer not null,
    problem    text,
    segments   integer not null,
    check (state = 'Waiting' or next_at is null),
    check (state in ('Waiting', 'NoChannel') or sealed is null)
);
create index notice_delivery_due on notice_delivery (channel, next_at) where next_at is not null;
create index notice_delivery_sealed on notice_delivery (expires_at) where sealed is not null;
create index notice_delivery_queued on notice_delivery (queued_at);
