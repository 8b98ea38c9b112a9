create table insight_turn (
    taken integer not null
);
insert into insight_turn (taken) values (0);

create table insight_fact (
    seq          integer primary key autoincrement,
    case_id      text not null,
    kind         text not null,
    at           text not null,
    number       text,
    service      text,
    department   text,
    office_id    text,
    post_id      text,
    due_at       text,
    approved     integer,
    within_limit integer
);
create index insight_fact_case on insight_fact (case_id);

create table insight_case (
    id              text primary key,
    number          text not null,
    service         text not null,
    department      text not null,
    received_at     text not null,
    received_month  integer not null,
    received_office text not null,
    received_post   text not null,
    standing        text not null,
    office_id       text not null,
    post_id         text not null,
    since           text not null,
    due_at          text not null,
    objections      integer not null,
    closed_at       text,
    closed_month    integer not null,
    days            integer not null,
    within_limit    integer
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
    office_id  text not null,
    post_id    text not null,
    month      integer not null,
    received   integer not null,
    disposed   integer not null,
    within     integer not null,
    approved   integer not null,
    sent_back  integer not null,
    withdrawn  integer not null,
    primary key (department, office_id, post_id, month)
) without rowid;

create table insight_service_month (
    department text not null,
    service    text not null,
    month      integer not null,
    received   integer not null,
    disposed   integer not null,
    within     integer not null,
    approved   integer not null,
    sent_back  integer not null,
    withdrawn  integer not null,
    primary key (department, service, month)
) without rowid;

create table insight_seat_waiting (
    department text not null,
    office_id  text not null,
    post_id    text not null,
    due_at     text not null,
    pending    integer not null,
    primary key (department, office_id, post_id, due_at)
) without rowid;

create table insight_service_waiting (
    department text not null,
    service    text not null,
    due_at     text not null,
    pending    integer not null,
    primary key (department, service, due_at)
) without rowid;

create table insight_days (
    department text not null,
    office_id  text not null,
    month      integer not null,
    days       integer not null,
    disposed   integer not null,
    primary key (department, office_id, month, days)
) without rowid;
