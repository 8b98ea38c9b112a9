create table desk_item (
    id         text primary key,
    version    integer not null,
    kind       text not null,
    reference  text not null,
    thread     text not null,
    number     text not null,
    title      text not null,
    words      text not null,
    service    text not null,
    department text not null,
    path       text not null,
    post_id    text not null,
    office_id  text not null,
    stage      text not null,
    moves      integer not null,
    since      text not null,
    due_at     text,
    due_order  text not null,
    opened_at  text,
    closed_at  text
);
create index desk_item_inbox on desk_item (post_id, due_order, id) where closed_at is null;
create index desk_item_office on desk_item (office_id, due_order, id) where closed_at is null;
create index desk_item_reference on desk_item (reference);

create table desk_movement (
    id        text primary key,
    version   integer not null,
    item_id   text not null references desk_item (id) deferrable initially deferred,
    thread    text not null,
    position  integer not null,
    kind      text not null check (kind in ('Placed', 'Moved', 'Claimed', 'Pulled', 'Closed')),
    post_id   text,
    office_id text,
    stage     text not null,
    "by"      text,
    at        text not null,
    unique (item_id, position),
    check ((kind = 'Closed') = (post_id is null)),
    check ((post_id is null) = (office_id is null))
);
create trigger desk_movement_kept before update on desk_movement begin select raise(abort, 'movements are append-only'); end;
create trigger desk_movement_stays before delete on desk_movement begin select raise(abort, 'movements are append-only'); end;
