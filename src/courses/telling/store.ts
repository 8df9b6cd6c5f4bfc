import type { Instant } from "../../lib/time.ts";
import type { CourseNews } from "../../notices/courses/facts.ts";
import { at, json, sql, type Tx } from "../../platform/database.ts";

type New = { institutionId: string; id: string; courseId: string; news: CourseNews; madeAt: Instant };

export const insertNews = (tx: Tx, { institutionId, id, courseId, news, madeAt }: New): Promise<number> =>
  tx.run(
    sql`insert into course_news (institution_id, id, course_id, news, made_at) values (${institutionId}, ${id}, ${courseId}, ${json(news)}, ${at(madeAt)})`,
  );

export const newsById = (tx: Tx, institutionId: string, id: string): Promise<CourseNews | null> =>
  tx.one((r) => r.news as CourseNews, sql`select news from course_news where institution_id = ${institutionId} and id = ${id}`);
