-- Records whose retention is over: one administrator proposes their destruction, another confirms it or turns it down.
alter table case_file add column destroyed_at timestamp with time zone;
create table destruction (
    id          uuid primary key,
    version     integer not null,
    case_id     uuid not null,
    "order"     text not null check (length("order") <= 300),
    proposed_by uuid not null,
    proposed_at timestamp with time zone not null,
    state       text not null check (state in ('Waiting', 'Confirmed', 'TurnedDown')),
    decided_by  uuid,
    decided_at  timestamp with time zone,
    words       text check (length(words) <= 300),
    -- Maker and checker are two people; who proposed may only take it back.
    check (state <> 'Confirmed' or decided_by <> proposed_by)
);
create unique index destruction_open on destruction (case_id) where state in ('Waiting', 'Confirmed');
