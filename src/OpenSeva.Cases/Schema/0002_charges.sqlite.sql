-- Further fees that officers asked for while the application was with the office.
create table charge (
    id             text primary key,
    version        integer not null,
    case_id        text not null,
    action         text not null,
    heads          text not null,
    total          integer not null check (total > 0),
    pause_reason   text,
    post_id        text not null,
    asked_at       text not null,
    pay_path       text not null,
    paid_at        text,
    first_paid_at  text,
    receipt_number text,
    lapsed_at      text
);
create index charge_case on charge (case_id);
