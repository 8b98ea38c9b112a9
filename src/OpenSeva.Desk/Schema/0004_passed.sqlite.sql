-- What a post has held and holds no more, for "Sent on": in the order of its leaving, and searched in the same index.
-- A fold of the movements; what was moved before is folded here.
create table desk_passed (
    item_id text not null references desk_item (id) deferrable initially deferred,
    post_id text not null,
    at      text not null,
    words   text not null,
    primary key (item_id, post_id)
);
create index desk_passed_post on desk_passed (post_id, at, item_id, words);
insert into desk_passed (item_id, post_id, at, words)
select held.item_id, held.post_id, max(held.until), max(item.words)
from (select item_id, post_id, lead(at) over (partition by item_id order by position) as until from desk_movement) held
join desk_item item on item.id = held.item_id
where held.post_id is not null and held.until is not null and (item.closed_at is not null or item.post_id <> held.post_id)
group by held.item_id, held.post_id;
