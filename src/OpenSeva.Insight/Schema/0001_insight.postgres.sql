create table insight_turn (
    taken bigint not null
);
insert into insight_turn (taken) values (0);

create table insight_fact (
    seq          bigint generated always as identity primary key,
    case_id      uuid not null,
    kind         text not null,
    at           timestamp with time zone not null,
    number       text,
    service      text,
    department   text,
    office_id    uuid,
    post_id      uuid,
    due_at       timestamp with time zone,
    approved     boolean,
    within_limit boolean
);
create index insight_fact_case on insight_fact (case_id);

create table insight_case (
    id              uuid primary key,
    number          text not null,
    service         text not null,
    department      text not null,
    received_at     timestamp with time zone not null,
    received_month  integer not null,
    received_office uuid not null,
    received_post   uuid not null,
    standing        text not null,
    office_id       uuid not null,
    post_id         uuid not null,
    since           timestamp with time zone not null,
    due_at          timestamp with time zone not null,
    objections      integer not null,
    closed_at       timestamp with time zone,
    closed_month    integer not null,
    days            integer not null,
    within_limit    boolean
);
create index insight_case_received on insight_case (received_at);
create index insight_case_received_department on insight_case (department, received_at);
create index insight_case_received_office on insight_case (received_office, received_at);
create index insight_case_closed on insight_case (closed_at) where closed_at is not null;
create index insight_case_closed_department on insight_case (department, closed_at) where closed_at is not null;
create index insight_case_closed_office on insight_case (office_id, closed_at) where closed_at is not null;
create index insight_case_pending on insight_case (due_at) where closed_at is null;
create index insight_case_pending_department on insight_case (department, due_at) where closed_at is null;
create index insight_case_pending_office on insight_case (office_id, due_at) where closed_at is null;

create table insight_seat_month (
    department text not null,
    office_id  uuid not null,
    post_id    uuid not null,
    month      integer not null,
    received   bigint not null,
    disposed   bigint not null,
    within     bigint not null,
    approved   bigint not null,
    sent_back  bigint not null,
    withdrawn  bigint not null,
    primary key (department, office_id, post_id, month)
);

create table insight_service_month (
    department text not null,
    service    text not null,
    month      integer not null,
    received   bigint not null,
    disposed   bigint not null,
    within     bigint not null,
    approved   bigint not null,
    sent_back  bigint not null,
    withdrawn  bigint not null,
    primary key (department, service, month)
);

create table insight_seat_waiting (
    department text not null,
    office_id  uuid not null,
    post_id    uuid not null,
    due_at     timestamp with time zone not null,
    pending    bigint not null,
    primary key (department, office_id, post_id, due_at)
);

create table insight_service_waiting (
    department text not null,
    service    text not null,
    due_at     timestamp with time zone not null,
    pending    bigint not null,
    primary key (department, service, due_at)
);

create table insight_days (
    department text not null,
    office_id  uuid not null,
    month      integer not null,
    days       integer not null,
    disposed   bigint not null,
    primary key (department, office_id, month, days)
);
