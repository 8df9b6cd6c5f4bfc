-- When somebody was last read by themselves: Zoom's lists of users may not know of it yet, and are not believed then.
alter table hosts add column read_alone_at timestamptz;
