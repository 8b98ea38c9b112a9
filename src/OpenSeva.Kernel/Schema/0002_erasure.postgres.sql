-- Salts that were erased on purpose, with the record they protected: all of a stream up to a position, for good. The
-- line itself takes them away; the program's role may write a line, not touch a salt. A line counts only behind the
-- entry that says the same in its hashed body. The function acts with the owner's power: every name in it is whole, and
-- a temporary table is the last place it would look.
create table public.journal_erasure (
    stream   text not null,
    position bigint not null,
    at       timestamp with time zone not null,
    primary key (stream, position)
);
create function public.journal_erasure_done() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
    $$ begin
        if not exists (
            select 1 from public.journal_entry e
            where e.stream = new.stream and e.position = new.position + 1
                and convert_from(e.body, 'UTF8')::jsonb -> 'erased' = to_jsonb(new.position)) then
            raise exception 'no entry of the journal says this erasure';
        end if;
        delete from public.journal_salt where entry in (
            select e.id from public.journal_entry e where e.stream = new.stream and e.position <= new.position);
        return null;
    end $$;
create trigger journal_erasure_done after insert on public.journal_erasure for each row execute function public.journal_erasure_done();
