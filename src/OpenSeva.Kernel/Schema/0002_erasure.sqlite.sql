-- Salts that were erased on purpose, with the record they protected: all of a stream up to a position, for good. The
-- line itself takes them away, and without a line no salt goes. A line counts only behind the entry that says the same
-- in its hashed body.
create table journal_erasure (
    stream   text not null,
    position integer not null,
    at       text not null,
    primary key (stream, position)
) without rowid;
create trigger journal_erasure_kept before update on journal_erasure begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_erasure_stays before delete on journal_erasure begin select raise(abort, 'the journal is append-only'); end;
drop trigger journal_salt_stays;
create trigger journal_salt_stays before delete on journal_salt
    when not exists (
        select 1 from journal_entry e join journal_erasure x on x.stream = e.stream and x.position >= e.position where e.id = old.entry)
    begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_erasure_said before insert on journal_erasure
    when not exists (
        select 1 from journal_entry e
        where e.stream = new.stream and e.position = new.position + 1 and json_extract(cast(e.body as text), '$.erased') = new.position)
    begin select raise(abort, 'no entry of the journal says this erasure'); end;
create trigger journal_erasure_done after insert on journal_erasure begin
    delete from journal_salt where entry in (select id from journal_entry where stream = new.stream and position <= new.position);
end;
