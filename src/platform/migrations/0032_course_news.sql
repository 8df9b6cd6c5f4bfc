-- What happened to a course, once for all who are told: a mail to thousands need not each keep hundreds of dates.
create table course_news (
  institution_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  news jsonb not null,
  made_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, course_id) references courses (institution_id, id)
);
create index on course_news (institution_id, course_id);
