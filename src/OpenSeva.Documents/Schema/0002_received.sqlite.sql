-- How often the scanner was asked about a file without saying yes or no.
alter table upload add column scans integer not null default 0;

-- What somebody sent in on a day, whether or not it was kept: no part of the record.
create table upload_day (
    owner text not null,
    day   text not null,
    bytes integer not null,
    primary key (owner, day)
) without rowid;
