-- Whoever decides about the money for one thing holds its row until the commit.
create table payment_turn (
    reference uuid primary key
);

create table demand (
    id             uuid primary key,
    version        integer not null,
    reference      uuid not null,
    counts_for     uuid unique,
    thread         text not null,
    payer          uuid not null,
    service        text not null,
    department     text not null,
    title          text not null,
    return_path    text not null,
    lines          text not null,
    total          bigint not null check (total >= 0),
    state          text not null,
    asked_at       timestamp with time zone not null,
    paid_at        timestamp with time zone,
    receipt_number text,
    check ((state = 'Replaced') = (counts_for is null)),
    check ((state = 'Paid') = (paid_at is not null))
);
create index demand_reference on demand (reference);
create index demand_payer on demand (payer);

create table payment (
    id              uuid primary key,
    version         integer not null,
    demand_id       uuid not null references demand (id) deferrable initially deferred,
    thread          text not null,
    gateway         text not null,
    order_ref       uuid not null,
    transaction_ref text,
    amount          bigint not null check (amount > 0),
    received        bigint not null,
    state           text not null,
    started_at      timestamp with time zone not null,
    heard_at        timestamp with time zone,
    next_check_at   timestamp with time zone,
    checks          integer not null,
    unique (gateway, transaction_ref)
);
create index payment_demand on payment (demand_id);
create index payment_order on payment (order_ref);
create index payment_check on payment (next_check_at) where next_check_at is not null;
-- Paid at most once, whatever the program does.
create unique index payment_settles on payment (demand_id) where state = 'Paid';

create table gateway_message (
    id              uuid primary key,
    version         integer not null,
    gateway         text not null,
    message         text not null,
    order_ref       uuid not null,
    transaction_ref text,
    kind            text not null,
    amount          bigint not null,
    at              timestamp with time zone not null,
    outcome         text not null,
    unique (gateway, message)
);

create table receipt (
    id         uuid primary key,
    version    integer not null,
    number     text not null unique,
    demand_id  uuid not null references demand (id) deferrable initially deferred,
    payment_id uuid not null unique references payment (id) deferrable initially deferred,
    thread     text not null,
    amount     bigint not null,
    at         timestamp with time zone not null,
    voided_at  timestamp with time zone
);
create index receipt_demand on receipt (demand_id);

create table refund (
    id          uuid primary key,
    version     integer not null,
    payment_id  uuid not null unique references payment (id) deferrable initially deferred,
    thread      text not null,
    amount      bigint not null check (amount > 0),
    reason      text not null,
    owed_at     timestamp with time zone not null,
    asked_at    timestamp with time zone,
    done_at     timestamp with time zone,
    next_try_at timestamp with time zone,
    tries       integer not null
);
create index refund_try on refund (next_try_at) where next_try_at is not null;

-- The sandbox: a gateway without money. Its memory is its own.
create table sandbox_key (
    one    integer primary key check (one = 1),
    secret bytea not null
);

create table sandbox_order (
    id          uuid primary key,
    version     integer not null,
    amount      bigint not null,
    description text not null,
    return_url  text not null,
    opened_at   timestamp with time zone not null
);

create table sandbox_payment (
    id          uuid primary key,
    version     integer not null,
    order_id    uuid not null references sandbox_order (id) deferrable initially deferred,
    amount      bigint not null,
    state       text not null,
    succeeds_at timestamp with time zone
);
create index sandbox_payment_order on sandbox_payment (order_id);
create index sandbox_payment_late on sandbox_payment (succeeds_at) where succeeds_at is not null;

create table sandbox_webhook (
    id       uuid primary key,
    version  integer not null,
    body     bytea not null,
    attempts integer not null,
    next_at  timestamp with time zone
);
create index sandbox_webhook_next on sandbox_webhook (next_at) where next_at is not null;
