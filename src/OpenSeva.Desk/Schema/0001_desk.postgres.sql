create table desk_item (
    id         uuid primary key,
    version    integer not null,
    kind       text not null,
    reference  uuid not null,
    thread     text not null,
    number     text not null,
    title      text not null,
    words      text not null,
    service    text not null,
    department text not null,
    path       text not null,
    post_id    uuid not null,
    office_id  uuid not null,
    stage      text not null,
    moves      integer not null,
    since      timestamp with time zone not null,
    due_at     timestamp with time zone,
    due_order  timestamp with time zone not null,
    opened_at  timestamp with time zone,
    closed_at  timestamp with time zone
);
create index desk_item_inbox on desk_item (post_id, due_order, id) where closed_at is null;
create index desk_item_office on desk_item (office_id, due_order, id) where closed_at is null;
create index desk_item_reference on desk_item (reference);

create table desk_movement (
    id        uuid primary key,
    version   integer not null,
    item_id   uuid not null references desk_item (id) deferrable initially deferred,
    thread    text not null,
    position  integer not null,
    kind      text not null check (kind in ('Placed', 'Moved', 'Claimed', 'Pulled', 'Closed')),
    post_id   uuid,
    office_id uuid,
    stage     text not null,
    "by"      uuid,
    at        timestamp with time zone not null,
    -- Deferred: of two who move an item at once the slower must learn of the item's newer version first, and starts over.
    unique (item_id, position) deferrable initially deferred,
    check ((kind = 'Closed') = (post_id is null)),
    check ((post_id is null) = (office_id is null))
);
create function desk_movement_kept() returns trigger language plpgsql as
$$ begin raise exception 'movements are append-only'; end $$;
create trigger desk_movement_kept before update or delete on desk_movement
    for each row execute function desk_movement_kept();
