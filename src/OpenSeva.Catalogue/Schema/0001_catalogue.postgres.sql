-- Published versions of services: what an application pins. Rows are only ever added.
create table service_version (
    id             uuid primary key,
    version        integer not null,
    code           text not null check (length(code) <= 60),
    number         integer not null check (number > 0),
    department     text not null,
    effective_from date not null,
    effective_to   date,
    files          text not null,
    digest         text not null check (length(digest) = 64),
    published_at   timestamp with time zone not null,
    published_by   uuid,
    unique (code, number)
);
create function service_version_kept() returns trigger language plpgsql as
    $$ begin raise exception 'a published version never changes'; end $$;
create trigger service_version_kept before update or delete on service_version
    for each row execute function service_version_kept();

-- How often each service was applied for: orders the portal's first page.
create table service_use (
    id      uuid primary key,
    version integer not null,
    code    text not null unique,
    sent    bigint not null
);
