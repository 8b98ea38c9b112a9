create table upload (
    id          text primary key,
    version     integer not null,
    owner       text not null,
    case_id     text,
    file_name   text not null,
    kind        text not null check (kind in ('Pdf', 'Jpeg', 'Png')),
    bytes       integer not null,
    pages       integer not null,
    hash        text not null,
    state       text not null check (state in ('Quarantined', 'Clean', 'Refused')),
    received_at text not null
);
create index upload_owner on upload (owner, case_id);
create index upload_hash on upload (hash);
create index upload_waiting on upload (received_at) where state = 'Quarantined';

create table issued_document (
    id                 text primary key,
    version            integer not null,
    case_id            text not null unique,
    citizen_id         text not null,
    application_number text not null,
    service            text not null,
    department         text not null,
    office_id          text not null,
    post_id            text not null,
    number             text not null unique,
    token              text not null unique,
    title              text not null,
    office             text not null,
    post               text not null,
    officer            text not null,
    holder             text not null,
    language           text not null,
    issued_at          text not null,
    valid_until        text,
    hash               text,
    bytes              integer not null,
    replaced_by        text,
    replaced_at        text,
    revoked_at         text,
    revoked_for        text,
    revoked_from       text
);
create index issued_document_citizen on issued_document (citizen_id, issued_at);
create index issued_document_hash on issued_document (hash);

create table share (
    id          text primary key,
    version     integer not null,
    document_id text not null references issued_document deferrable initially deferred,
    citizen_id  text not null,
    token       text not null unique,
    created_at  text not null,
    expires_at  text not null
);
create index share_document on share (document_id, expires_at);
