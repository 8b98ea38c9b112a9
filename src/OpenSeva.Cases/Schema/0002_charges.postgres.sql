-- Further fees that officers asked for while the application was with the office.
create table charge (
    id             uuid primary key,
    version        integer not null,
    case_id        uuid not null,
    action         text not null,
    heads          text not null,
    total          bigint not null check (total > 0),
    pause_reason   text,
    post_id        uuid not null,
    asked_at       timestamp with time zone not null,
    pay_path       text not null,
    paid_at        timestamp with time zone,
    first_paid_at  timestamp with time zone,
    receipt_number text,
    lapsed_at      timestamp with time zone
);
create index charge_case on charge (case_id);
