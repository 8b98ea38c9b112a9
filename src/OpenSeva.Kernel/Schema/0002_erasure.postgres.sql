-- Salts that were erased on purpose, with the record they protected: all of a stream up to a position, for good. The
-- line itself takes them away; the program's role may write a line, not touch a salt.
create table journal_erasure (
    stream   text not null,
    position bigint not null,
    at       timestamp with time zone not null,
    primary key (stream, position)
);
create function journal_erasure_done() returns trigger language plpgsql security definer set search_path from current as
    $$ begin
        delete from journal_salt where entry in (select id from journal_entry where stream = new.stream and position <= new.position);
        return null;
    end $$;
create trigger journal_erasure_done after insert on journal_erasure for each row execute function journal_erasure_done();
