-- Searching reads the words from the same index that gives the inbox its order, without
-- touching the items themselves.
drop index desk_item_inbox;
drop index desk_item_office;
create index desk_item_inbox on desk_item (post_id, due_order, id, words, closed_at) where closed_at is null;
create index desk_item_office on desk_item (office_id, due_order, id, post_id, words, closed_at) where closed_at is null;
