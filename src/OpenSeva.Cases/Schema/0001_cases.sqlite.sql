-- Applications being written.
create table draft (
    id              text primary key,
    version         integer not null,
    citizen_id      text not null,
    service         text not null,
    service_version integer not null,
    language        text not null,
    answers         text not null,
    documents       text not null,
    state           text not null,
    started_at      text not null,
    changed_at      text not null
);
create index draft_citizen on draft (citizen_id, changed_at desc);

-- Applications from their sending on. "case" is a word of SQL.
create table case_file (
    id              text primary key,
    version         integer not null,
    number          text not null,
    service         text not null,
    service_version integer not null,
    department      text not null,
    office_id       text not null,
    unit            text not null,
    citizen_id      text not null,
    applicant_name  text not null,
    language        text not null,
    submitted_at    text not null,
    corrects        text,
    state           text not null,
    stage           text not null,
    stage_since     text not null,
    post_id         text not null,
    held_office     text not null,
    held_since      text not null,
    item_id         text not null,
    due_at          text,
    decided_at      text,
    decided_by      text,
    decided_from    text,
    answers_version integer not null,
    acts            integer not null,
    duplicate_key   text,
    check (state in ('Open', 'WithCitizen', 'Approved', 'Rejected', 'Withdrawn'))
);
create unique index case_file_number on case_file (number);
create index case_file_citizen on case_file (citizen_id, submitted_at desc);
create index case_file_duplicate on case_file (duplicate_key) where duplicate_key is not null;
create index case_file_corrects on case_file (corrects) where corrects is not null;
create index case_file_department on case_file (department, submitted_at);

-- Every version of the answers, never changed.
create table case_answers (
    id        text primary key,
    version   integer not null,
    case_id   text not null,
    n         integer not null,
    answers   text not null,
    documents text not null,
    at        text not null,
    unique (case_id, n)
);

-- The history, never changed.
create table case_act (
    id         text primary key,
    version    integer not null,
    case_id    text not null,
    n          integer not null,
    kind       text not null,
    action     text,
    stage      text not null,
    to_stage   text,
    at         text not null,
    actor_kind text not null,
    actor_id   text,
    post_id    text,
    to_post    text,
    remarks    text,
    reasons    text not null,
    fields     text,
    reference  text,
    unique (case_id, n)
);

-- Posts that hold or held an item of the case.
create table case_reader (
    case_id text not null,
    post_id text not null,
    primary key (case_id, post_id)
) without rowid;

create table objection (
    id           text primary key,
    version      integer not null,
    case_id      text not null,
    n            integer not null,
    points       text not null,
    note         text,
    pause_reason text,
    post_id      text not null,
    raised_at    text not null,
    answered_at  text,
    answered_by  integer,
    lapsed_at    text,
    unique (case_id, n)
);
-- One open objection at a time: a second one must wait for the first one's answer.
create unique index objection_open on objection (case_id) where answered_at is null and lapsed_at is null;

create table clearance_request (
    id          text primary key,
    version     integer not null,
    case_id     text not null,
    code        text not null,
    stage       text not null,
    post_id     text not null,
    office_id   text not null,
    item_id     text not null,
    asked_by    text not null,
    asked_at    text not null,
    due_at      text not null,
    state       text not null,
    answered_at text,
    answered_by text,
    remarks     text
);
create index clearance_request_case on clearance_request (case_id);

create table case_message (
    id           text primary key,
    version      integer not null,
    case_id      text not null,
    from_citizen integer not null,
    author_id    text,
    post_id      text,
    text         text not null,
    at           text not null
);
create index case_message_case on case_message (case_id, at);

-- Wrong guesses at tracking, by digest of number or address; forgotten after an hour.
create table track_tries (
    key   text primary key,
    since text not null,
    tries integer not null
) without rowid;
create index track_tries_since on track_tries (since);
