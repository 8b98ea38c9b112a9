-- What goes from desk to desk, so that the lines of offices and desks add up.
create table insight_pass (
    case_id     uuid not null,
    n           integer not null,
    department  text not null,
    service     text not null,
    at          timestamp with time zone not null,
    month       integer not null,
    from_office uuid not null,
    from_post   uuid not null,
    to_office   uuid not null,
    to_post     uuid not null,
    primary key (case_id, n)
);
create index insight_pass_from on insight_pass (from_office, at);
create index insight_pass_to on insight_pass (to_office, at) include (case_id, n);
create index insight_pass_to_post on insight_pass (to_post, at);
create index insight_case_received_post on insight_case (received_post, received_at);

alter table insight_seat_month add column office_in bigint not null default 0;
alter table insight_seat_month add column office_out bigint not null default 0;
alter table insight_seat_month add column desk_in bigint not null default 0;
alter table insight_seat_month add column desk_out bigint not null default 0;

-- What happened before this step is in the facts only: the program counts everything once more (Counting/CountAgain.cs).
alter table insight_turn add column uncounted boolean not null default false;
update insight_turn set uncounted = exists (select 1 from insight_fact);
