import { queryOptions, useQuery } from "@tanstack/react-query";
import { me as meShape, type Me } from "../../src/people/contract.ts";
import { ProblemError, get } from "./api.ts";
import { setNow } from "./now.ts";

/** Who is reading: null when nobody has signed in, in words when whoever has is member of nothing. */
export type Reading = Me | "no institution" | null;

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Reading> => {
    try {
      const me = await get("/api/me", meShape);
      setNow(me.now, me.clockRuns);
      return me;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      if (error instanceof ProblemError && error.problem.because === "no_institution") return "no institution";
      throw error;
    }
  },
  refetchInterval: 15_000,
  staleTime: 10_000,
});

/** For parts that are shown without signing in, too. */
export function useMaybeMe(): Me | null {
  const { data = null } = useQuery({ ...meQuery, enabled: false });
  return data === "no institution" ? null : data;
}

/** For pages behind the sign-in: the frame shows them only once it knows who reads. */
export function useMe(): Me {
  const me = useMaybeMe();
  if (me === null) throw new Error("this page needs somebody who has signed in");
  return me;
}

export const isAdmin = (me: Me | null): boolean => me !== null && me.member.role !== "organizer";
