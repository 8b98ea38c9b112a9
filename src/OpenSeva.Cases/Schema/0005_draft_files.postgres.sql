-- Which files a draft stands on, beside its answers: asked for all drafts of a citizen at every file that is given.
alter table draft add column files text not null default '[]';
update draft set files = (
    select coalesce(json_agg(file)::text, '[]') from (
        select value #>> '{}' as file from jsonb_path_query(draft.documents::jsonb, 'strict $.**') as value
        union
        select value #>> '{}' from jsonb_path_query(draft.answers::jsonb, 'strict $.**') as value
    ) as given where file ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$');
