-- In which capacity the citizen files. A case keeps it in the first line of its history.
alter table draft add column filed_as text not null default 'Self';
