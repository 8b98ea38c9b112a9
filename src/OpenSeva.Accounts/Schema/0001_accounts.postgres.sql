create table citizen (
    id            uuid primary key,
    version       integer not null,
    name          text not null,
    email         text not null,
    email_key     text not null unique,
    mobile        text not null,
    language      text not null,
    registered_at timestamp with time zone not null
);
create index citizen_mobile on citizen (mobile);

create table staff_member (
    id         uuid primary key,
    version    integer not null,
    name       text not null,
    email      text not null,
    email_key  text not null unique,
    department text not null,
    language   text not null,
    state      text not null,
    added_at   timestamp with time zone not null
);
create index staff_member_name on staff_member (name, id);

create table invitation (
    id           uuid primary key,
    version      integer not null,
    staff_id     uuid not null references staff_member (id) deferrable initially deferred,
    secret_hash  bytea not null unique,
    seen         text not null,
    made_by      uuid,
    made_at      timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    used_at      timestamp with time zone,
    withdrawn_at timestamp with time zone
);
create index invitation_staff on invitation (staff_id);

create table passkey (
    id                 uuid primary key,
    version            integer not null,
    staff_id           uuid not null references staff_member (id) deferrable initially deferred,
    credential_id      bytea not null unique,
    public_key         bytea not null,
    attestation_object bytea not null,
    client_data_json   bytea not null,
    transports         text not null,
    is_backup_eligible boolean not null,
    is_backed_up       boolean not null,
    sign_count         bigint not null,
    enrolled_at        timestamp with time zone not null,
    ended_at           timestamp with time zone,
    doubted_at         timestamp with time zone
);
create index passkey_staff on passkey (staff_id);

create table staff_grant (
    id         uuid primary key,
    version    integer not null,
    staff_id   uuid not null references staff_member (id) deferrable initially deferred,
    power      text not null,
    state      text not null,
    asked_by   uuid,
    asked_at   timestamp with time zone not null,
    decided_by uuid,
    decided_at timestamp with time zone,
    ended_by   uuid,
    ended_at   timestamp with time zone,
    -- Maker and checker are two people; both null: the operator at the console.
    check (decided_by is null or decided_by <> asked_by)
);
create unique index staff_grant_once on staff_grant (staff_id, power) where state in ('Asked', 'Active');

create table session (
    id          uuid primary key,
    version     integer not null,
    secret_hash bytea not null unique,
    kind        text not null,
    account_id  uuid not null,
    post_id     uuid,
    device      text not null,
    started_at  timestamp with time zone not null,
    expires_at  timestamp with time zone not null,
    ended_at    timestamp with time zone
);
create index session_account on session (account_id) where ended_at is null;

create table session_use (
    session_id uuid primary key references session (id) deferrable initially deferred,
    seen_at    timestamp with time zone not null
);

create table access_token (
    id          uuid primary key,
    version     integer not null,
    secret_hash bytea not null unique,
    name        text not null,
    department  text not null,
    made_by     uuid not null references staff_member (id) deferrable initially deferred,
    scopes      text not null,
    made_at     timestamp with time zone not null,
    expires_at  timestamp with time zone not null,
    revoked_at  timestamp with time zone
);
create index access_token_maker on access_token (made_by);

create table proof (
    id          uuid primary key,
    version     integer not null,
    purpose     text not null,
    ticket_hash bytea not null unique,
    citizen_id  uuid,
    name        text,
    email       text,
    mobile      text,
    language    text not null,
    expires_at  timestamp with time zone not null,
    asked_at    timestamp with time zone not null,
    rounds      integer not null,
    done_at     timestamp with time zone
);
create index proof_expires on proof (expires_at);

create table one_time_code (
    id          uuid primary key,
    version     integer not null,
    proof_id    uuid not null references proof (id) on delete cascade deferrable initially deferred,
    slot        text not null,
    salt        bytea not null,
    hash        bytea not null,
    expires_at  timestamp with time zone not null,
    tries       integer not null check (tries between 0 and 5),
    redeemed_at timestamp with time zone,
    unique (proof_id, slot)
);

create table challenge (
    handle_hash   bytea primary key,
    invitation_id uuid,
    state         text not null,
    expires_at    timestamp with time zone not null
);
create index challenge_expires on challenge (expires_at);

-- How often something was tried within one clock hour; the key is a hash and names nobody.
create table attempts (
    key   text not null,
    hour  bigint not null,
    count integer not null,
    primary key (key, hour)
);
create index attempts_hour on attempts (hour);
