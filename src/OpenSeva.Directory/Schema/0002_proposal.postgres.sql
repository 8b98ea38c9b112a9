-- Charges that one administrator proposed and another confirms or turns down.
create table charge_proposal (
    id          uuid primary key,
    version     integer not null,
    post        uuid not null,
    staff       uuid not null,
    name        text not null,
    "as"        text not null,
    from_day    date,
    until_day   date,
    reason      text not null check (length(reason) <= 300),
    proposed_by uuid not null,
    proposed_at timestamp with time zone not null,
    state       text not null,
    decided_by  uuid,
    decided_at  timestamp with time zone,
    words       text check (length(words) <= 300),
    -- Maker and checker are two people, and neither is the person seated; who proposed may only take it back.
    check (staff <> proposed_by),
    check (state <> 'Confirmed' or (decided_by <> proposed_by and decided_by <> staff))
);
create index charge_proposal_waiting on charge_proposal (proposed_at) where state = 'Waiting';
