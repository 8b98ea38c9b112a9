create table upload (
    id          uuid primary key,
    version     integer not null,
    owner       uuid not null,
    case_id     uuid,
    file_name   text not null,
    kind        text not null check (kind in ('Pdf', 'Jpeg', 'Png')),
    bytes       bigint not null,
    pages       integer not null,
    hash        text not null,
    state       text not null check (state in ('Quarantined', 'Clean', 'Refused')),
    received_at timestamp with time zone not null
);
create index upload_owner on upload (owner, case_id);
create index upload_hash on upload (hash);
create index upload_waiting on upload (received_at) where state = 'Quarantined';

create table issued_document (
    id                 uuid primary key,
    version            integer not null,
    case_id            uuid not null unique,
    citizen_id         uuid not null,
    application_number text not null,
    service            text not null,
    department         text not null,
    office_id          uuid not null,
    post_id            uuid not null,
    number             text not null unique,
    token              text not null unique,
    title              text not null,
    office             text not null,
    post               text not null,
    officer            text not null,
    holder             text not null,
    language           text not null,
    issued_at          timestamp with time zone not null,
    valid_until        date,
    hash               text,
    bytes              bigint not null,
    replaced_by        text,
    replaced_at        timestamp with time zone,
    revoked_at         timestamp with time zone,
    revoked_for        text,
    revoked_from       uuid
);
create index issued_document_citizen on issued_document (citizen_id, issued_at);
create index issued_document_hash on issued_document (hash);

create table share (
    id          uuid primary key,
    version     integer not null,
    document_id uuid not null references issued_document deferrable initially deferred,
    citizen_id  uuid not null,
    token       text not null unique,
    created_at  timestamp with time zone not null,
    expires_at  timestamp with time zone not null
);
create index share_document on share (document_id, expires_at);
