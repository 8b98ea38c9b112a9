-- Published versions of services: what an application pins. Rows are only ever added.
create table service_version (
    id             text primary key,
    version        integer not null,
    code           text not null check (length(code) <= 60),
    number         integer not null check (number > 0),
    department     text not null,
    effective_from text not null,
    effective_to   text,
    files          text not null,
    digest         text not null check (length(digest) = 64),
    published_at   text not null,
    published_by   text,
    unique (code, number)
);
create trigger service_version_kept before update on service_version begin select raise(abort, 'a published version never changes'); end;
create trigger service_version_stays before delete on service_version begin select raise(abort, 'a published version never changes'); end;

-- How often each service was applied for: orders the portal's first page.
create table service_use (
    id      text primary key,
    version integer not null,
    code    text not null unique,
    sent    integer not null
);
