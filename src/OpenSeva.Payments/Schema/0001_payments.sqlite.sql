-- Whoever decides about the money for one thing holds its row until the commit.
create table payment_turn (
    reference text primary key
);

create table demand (
    id             text primary key,
    version        integer not null,
    reference      text not null,
    counts_for     text unique,
    thread         text not null,
    payer          text not null,
    service        text not null,
    department     text not null,
    title          text not null,
    return_path    text not null,
    lines          text not null,
    total          integer not null check (total >= 0),
    state          text not null,
    asked_at       text not null,
    paid_at        text,
    receipt_number text,
    check ((state = 'Replaced') = (counts_for is null)),
    check ((state = 'Paid') = (paid_at is not null))
);
create index demand_reference on demand (reference);
create index demand_payer on demand (payer);

create table payment (
    id              text primary key,
    version         integer not null,
    demand_id       text not null references demand (id) deferrable initially deferred,
    thread          text not null,
    gateway         text not null,
    order_ref       text not null,
    transaction_ref text,
    amount          integer not null check (amount > 0),
    received        integer not null,
    state           text not null,
    started_at      text not null,
    heard_at        text,
    next_check_at   text,
    checks          integer not null,
    unique (gateway, transaction_ref)
);
create index payment_demand on payment (demand_id);
create index payment_order on payment (order_ref);
create index payment_check on payment (next_check_at) where next_check_at is not null;
-- Paid at most once, whatever the program does.
create unique index payment_settles on payment (demand_id) where state = 'Paid';

create table gateway_message (
    id              text primary key,
    version         integer not null,
    gateway         text not null,
    message         text not null,
    order_ref       text not null,
    transaction_ref text,
    kind            text not null,
    amount          integer not null,
    at              text not null,
    outcome         text not null,
    unique (gateway, message)
);

create table receipt (
    id         text primary key,
    version    integer not null,
    number     text not null unique,
    demand_id  text not null references demand (id) deferrable initially deferred,
    payment_id text not null unique references payment (id) deferrable initially deferred,
    thread     text not null,
    amount     integer not null,
    at         text not null,
    voided_at  text
);
create index receipt_demand on receipt (demand_id);

create table refund (
    id          text primary key,
    version     integer not null,
    payment_id  text not null unique references payment (id) deferrable initially deferred,
    thread      text not null,
    amount      integer not null check (amount > 0),
    reason      text not null,
    owed_at     text not null,
    asked_at    text,
    done_at     text,
    next_try_at text,
    tries       integer not null
);
create index refund_try on refund (next_try_at) where next_try_at is not null;

-- The sandbox: a gateway without money. Its memory is its own.
create table sandbox_key (
    one    integer primary key check (one = 1),
    secret blob not null
);

create table sandbox_order (
    id          text primary key,
    version     integer not null,
    amount      integer not null,
    description text not null,
    return_url  text not null,
    opened_at   text not null
);

create table sandbox_payment (
    id          text primary key,
    version     integer not null,
    order_id    text not null references sandbox_order (id) deferrable initially deferred,
    amount      integer not null,
    state       text not null,
    succeeds_at text
);
create index sandbox_payment_order on sandbox_payment (order_id);
create index sandbox_payment_late on sandbox_payment (succeeds_at) where succeeds_at is not null;

create table sandbox_webhook (
    id       text primary key,
    version  integer not null,
    body     blob not null,
    attempts integer not null,
    next_at  text
);
create index sandbox_webhook_next on sandbox_webhook (next_at) where next_at is not null;
