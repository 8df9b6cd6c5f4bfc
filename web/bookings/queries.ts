import type { z } from "zod";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { freeTimes } from "../../src/bookings/booking-page/contract.ts";
import { memberCalendars } from "../../src/bookings/calendars/contract.ts";
import { appointmentSettings, bookingList, typeDetail, typeList } from "../../src/bookings/contract.ts";
import { get } from "../shell/api.ts";

export const TYPES = "/api/appointment-types";
export const SETTINGS = "/api/settings/appointments";
export const CALENDARS = "/api/calendars/mine";

export const typePath = (id: string): string => `${TYPES}/${encodeURIComponent(id)}`;
export const bookingPath = (id: string): string => `/api/bookings/${encodeURIComponent(id)}`;

export const typesQuery = queryOptions({ queryKey: ["appointment types", "all"], queryFn: () => get(TYPES, typeList), refetchInterval: 15_000 });

export type TypeList = z.infer<typeof typeList>;

/** Not asked anew by itself: a form is filled in from it. */
export const typeQuery = (id: string) => queryOptions({ queryKey: ["appointment types", "one", id], queryFn: () => get(typePath(id), typeDetail) });

export type When = "coming" | "past";

export const bookingsQuery = (when: When, typeId: string | null) =>
  queryOptions({
    queryKey: ["bookings", when, typeId],
    queryFn: () => get(`/api/bookings?${new URLSearchParams({ when, ...(typeId === null ? {} : { typeId }) })}`, bookingList),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });

/** Where a booking could be moved to. */
export const timesQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["bookings", "times", id, from, to],
    queryFn: () => get(`${bookingPath(id)}/times?${new URLSearchParams({ from, to })}`, freeTimes),
    placeholderData: keepPreviousData,
    staleTime: 20_000,
  });

export const bookingSettingsQuery = queryOptions({ queryKey: ["booking settings"], queryFn: () => get(SETTINGS, appointmentSettings) });

export const calendarsQuery = queryOptions({ queryKey: ["my calendars"], queryFn: () => get(CALENDARS, memberCalendars), refetchInterval: 15_000 });
