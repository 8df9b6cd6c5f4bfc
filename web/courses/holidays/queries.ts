import { holidayCalendars } from "../../../src/courses/holidays/contract.ts";
import { get } from "../../shell/api.ts";

export const holidaysQuery = { queryKey: ["holidays"], queryFn: () => get("/api/holidays", holidayCalendars) };
