-- What goes from desk to desk, so that the lines of offices and desks add up. What happened before this step is counted by
-- "openseva insight rebuild".
create table insight_pass (
    case_id     text not null,
    n           integer not null,
    department  text not null,
    service     text not null,
    at          text not null,
    month       integer not null,
    from_office text not null,
    from_post   text not null,
    to_office   text not null,
    to_post     text not null,
    primary key (case_id, n)
) without rowid;
create index insight_pass_from on insight_pass (from_office, at);
create index insight_pass_to on insight_pass (to_office, at);

alter table insight_seat_month add column office_in integer not null default 0;
alter table insight_seat_month add column office_out integer not null default 0;
alter table insight_seat_month add column desk_in integer not null default 0;
alter table insight_seat_month add column desk_out integer not null default 0;
