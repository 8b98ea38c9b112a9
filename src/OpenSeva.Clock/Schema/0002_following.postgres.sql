-- Which running things follow a calendar, page by page.
create index case_clock_following on case_clock (calendar, reference) where state <> 'Stopped';
