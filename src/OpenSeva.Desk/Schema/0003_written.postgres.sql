alter table desk_item add column written_at timestamp with time zone;
