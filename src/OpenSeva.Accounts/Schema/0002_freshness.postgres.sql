-- When a staff member last proved themselves in the middle of a session. Not in the session itself: it is no change of the record.
alter table session_use add column proven_at timestamp with time zone;
create index session_expires on session (expires_at);

-- An administrator gives an account back in person.
alter table proof add column asked_by uuid;
alter table proof add column seen text;
create table recovery (
    id         uuid primary key,
    version    integer not null,
    citizen_id uuid not null references citizen (id) deferrable initially deferred,
    done_by    uuid not null,
    seen       text not null,
    at         timestamp with time zone not null
);
create index recovery_citizen on recovery (citizen_id);
