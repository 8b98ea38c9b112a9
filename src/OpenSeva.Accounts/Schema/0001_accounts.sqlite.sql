create table citizen (
    id            text primary key,
    version       integer not null,
    name          text not null,
    email         text not null,
    email_key     text not null unique,
    mobile        text not null,
    language      text not null,
    registered_at text not null
) without rowid;
create index citizen_mobile on citizen (mobile);

create table staff_member (
    id         text primary key,
    version    integer not null,
    name       text not null,
    email      text not null,
    email_key  text not null unique,
    department text not null,
    language   text not null,
    state      text not null,
    added_at   text not null
) without rowid;
create index staff_member_name on staff_member (name, id);

create table invitation (
    id           text primary key,
    version      integer not null,
    staff_id     text not null references staff_member (id) deferrable initially deferred,
    secret_hash  blob not null unique,
    seen         text not null,
    made_by      text,
    made_at      text not null,
    expires_at   text not null,
    used_at      text,
    withdrawn_at text
) without rowid;
create index invitation_staff on invitation (staff_id);

create table passkey (
    id                 text primary key,
    version            integer not null,
    staff_id           text not null references staff_member (id) deferrable initially deferred,
    credential_id      blob not null unique,
    public_key         blob not null,
    attestation_object blob not null,
    client_data_json   blob not null,
    transports         text not null,
    is_backup_eligible integer not null,
    is_backed_up       integer not null,
    sign_count         integer not null,
    enrolled_at        text not null,
    ended_at           text,
    doubted_at         text
) without rowid;
create index passkey_staff on passkey (staff_id);

create table staff_grant (
    id         text primary key,
    version    integer not null,
    staff_id   text not null references staff_member (id) deferrable initially deferred,
    power      text not null,
    state      text not null,
    asked_by   text,
    asked_at   text not null,
    decided_by text,
    decided_at text,
    ended_by   text,
    ended_at   text,
    -- Maker and checker are two people; both null: the operator at the console.
    check (decided_by is null or decided_by <> asked_by)
) without rowid;
create unique index staff_grant_once on staff_grant (staff_id, power) where state in ('Asked', 'Active');

create table session (
    id          text primary key,
    version     integer not null,
    secret_hash blob not null unique,
    kind        text not null,
    account_id  text not null,
    post_id     text,
    device      text not null,
    started_at  text not null,
    expires_at  text not null,
    ended_at    text
) without rowid;
create index session_account on session (account_id) where ended_at is null;

create table session_use (
    session_id text primary key references session (id) deferrable initially deferred,
    seen_at    text not null
) without rowid;

create table access_token (
    id          text primary key,
    version     integer not null,
    secret_hash blob not null unique,
    name        text not null,
    department  text not null,
    made_by     text not null references staff_member (id) deferrable initially deferred,
    scopes      text not null,
    made_at     text not null,
    expires_at  text not null,
    revoked_at  text
) without rowid;
create index access_token_maker on access_token (made_by);

create table proof (
    id          text primary key,
    version     integer not null,
    purpose     text not null,
    ticket_hash blob not null unique,
    citizen_id  text,
    name        text,
    email       text,
    mobile      text,
    language    text not null,
    expires_at  text not null,
    asked_at    text not null,
    rounds      integer not null,
    done_at     text
) without rowid;
create index proof_expires on proof (expires_at);

create table one_time_code (
    id          text primary key,
    version     integer not null,
    proof_id    text not null references proof (id) on delete cascade deferrable initially deferred,
    slot        text not null,
    salt        blob not null,
    hash        blob not null,
    expires_at  text not null,
    tries       integer not null check (tries between 0 and 5),
    redeemed_at text,
    unique (proof_id, slot)
) without rowid;

create table challenge (
    handle_hash   blob primary key,
    invitation_id text,
    state         text not null,
    expires_at    text not null
) without rowid;
create index challenge_expires on challenge (expires_at);

-- How often something was tried within one clock hour; the key is a hash and names nobody.
create table attempts (
    key   text not null,
    hour  integer not null,
    count integer not null,
    primary key (key, hour)
) without rowid;
create index attempts_hour on attempts (hour);
