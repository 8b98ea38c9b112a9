create table case_clock (
    id           text primary key,
    version      integer not null,
    reference    text not null unique,
    thread       text not null,
    office_id    text not null,
    calendar     text not null,
    rule         text not null,
    events       text not null,
    corrections  text not null,
    state        text not null check (state in ('NotStarted', 'Running', 'Paused', 'Stopped')),
    started_at   text,
    stopped_at   text,
    due_at       text,
    pause_reason text
);
create index case_clock_calendar on case_clock (calendar, id) where state <> 'Stopped';
