-- Charges that one administrator proposed and another confirms or turns down.
create table charge_proposal (
    id          text primary key,
    version     integer not null,
    post        text not null,
    staff       text not null,
    name        text not null,
    "as"        text not null,
    from_day    text,
    until_day   text,
    reason      text not null check (length(reason) <= 300),
    proposed_by text not null,
    proposed_at text not null,
    state       text not null,
    decided_by  text,
    decided_at  text,
    words       text check (length(words) <= 300),
    -- Maker and checker are two people, and neither is the person seated; who proposed may only take it back.
    check (staff <> proposed_by),
    check (state <> 'Confirmed' or (decided_by <> proposed_by and decided_by <> staff))
) without rowid;
create index charge_proposal_waiting on charge_proposal (proposed_at) where state = 'Waiting';
