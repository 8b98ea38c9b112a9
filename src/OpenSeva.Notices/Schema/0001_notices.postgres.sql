create table notice_message (
    id         uuid primary key,
    version    integer not null,
    citizen_id uuid not null,
    template   text not null,
    language   text not null,
    arguments  text not null,
    path       text,
    at         timestamp with time zone not null,
    read_at    timestamp with time zone
);
create index notice_message_inbox on notice_message (citizen_id, at desc, id desc);

create table notice_delivery (
    id         uuid primary key,
    version    integer not null,
    channel    text not null,
    address    text not null,
    template   text not null,
    language   text not null,
    arguments  text not null,
    sealed     text,
    path       text,
    state      text not null,
    queued_at  timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    next_at    timestamp with time zone,
    settled_at timestamp with time zone,
    attempts   integer not null,
    problem    text,
    segments   integer not null,
    check (state = 'Waiting' or next_at is null),
    check (state in ('Waiting', 'NoChannel') or sealed is null)
);
create index notice_delivery_due on notice_delivery (channel, next_at) where next_at is not null;
create index notice_delivery_sealed on notice_delivery (expires_at) where sealed is not null;
create index notice_delivery_queued on notice_delivery (queued_at);
