import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { courseDetail, coursePreview, courses, editPreview, type EditCourse, type newCourse } from "../../src/courses/contract.ts";
import type { z } from "zod";
import { get, send } from "../shell/api.ts";

export const pathOf = (id: string): string => `/api/courses/${encodeURIComponent(id)}`;

export const coursesQuery = (q: string, past: boolean) =>
  queryOptions({
    queryKey: ["courses", "list", q, past],
    queryFn: () => get(`/api/courses?${new URLSearchParams({ ...(q === "" ? {} : { q }), past: past ? "yes" : "no" })}`, courses),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });

export const courseQuery = (id: string) =>
  queryOptions({ queryKey: ["courses", "one", id], queryFn: () => get(pathOf(id), courseDetail), refetchInterval: 15_000 });

/** What making it would do, or null while something is missing. It is asked anew only for other wishes. */
export const foreseenQuery = (course: z.input<typeof newCourse> | null) =>
  queryOptions({
    queryKey: ["courses", "foreseen", course],
    queryFn: () => send("POST", "/api/courses/preview", course, coursePreview),
    enabled: course !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** What an edit would do, or null while nothing is to change. */
export const foreseenEditQuery = (id: string, edit: EditCourse | null) =>
  queryOptions({
    queryKey: ["courses", "one", id, "foreseen", edit],
    queryFn: () => send("POST", `${pathOf(id)}/edit/preview`, edit, editPreview),
    enabled: edit !== null,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
