create table case_clock (
    id           uuid primary key,
    version      integer not null,
    reference    uuid not null unique,
    thread       text not null,
    office_id    uuid not null,
    calendar     text not null,
    rule         text not null,
    events       text not null,
    corrections  text not null,
    state        text not null check (state in ('NotStarted', 'Running', 'Paused', 'Stopped')),
    started_at   timestamp with time zone,
    stopped_at   timestamp with time zone,
    due_at       timestamp with time zone,
    pause_reason text
);
create index case_clock_calendar on case_clock (calendar, id) where state <> 'Stopped';
