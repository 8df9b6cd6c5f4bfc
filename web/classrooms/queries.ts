import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { classroomList, farewells, retiringPreview, undoingPreview } from "../../src/classrooms/contract.ts";
import { runList, runView } from "../../src/classrooms/runs/contract.ts";
import { provisioningView } from "../../src/classrooms/zoom-users/contract.ts";
import { get, send } from "../shell/api.ts";

export const classroomsQuery = queryOptions({ queryKey: ["classrooms"], queryFn: () => get("/api/classrooms", classroomList), refetchInterval: 5000 });

/** What would become of its sessions: looked at anew whenever somebody asks, and never kept. */
export const retiringQuery = (id: string) =>
  queryOptions({
    queryKey: ["classrooms", "retiring", id],
    queryFn: () => get(`/api/classrooms/${encodeURIComponent(id)}/retiring`, retiringPreview),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

/** What can be done with its Zoom user, who is looked for in Zoom. */
export const farewellsQuery = (id: string) =>
  queryOptions({
    queryKey: ["classrooms", "farewells", id],
    queryFn: () => get(`/api/classrooms/${encodeURIComponent(id)}/farewells`, farewells),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

/** What taking a replacement back would do now. */
export const undoingQuery = (runId: string) =>
  queryOptions({
    queryKey: ["runs", runId, "undoing"],
    queryFn: () => get(`/api/runs/${encodeURIComponent(runId)}/undoing`, undoingPreview),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

export const provisioningQuery = queryOptions({ queryKey: ["provisioning"], queryFn: () => get("/api/provisioning", provisioningView) });

/** What goes on by itself is looked at often; what is over, no more. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["runs", id],
    queryFn: () => get(`/api/runs/${encodeURIComponent(id)}`, runView),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === "done" || state.data.state === "stopped" ? 15_000 : 2000),
  });

/** Of one file; without one, of whatever is not over. */
export const batchQuery = (batchId: string) =>
  queryOptions({
    queryKey: ["runs", "batch", batchId],
    queryFn: () => get(batchId === "" ? "/api/runs?open=true" : `/api/runs?batch=${encodeURIComponent(batchId)}`, runList),
    refetchInterval: 5000,
  });

/** The latest of one classroom. */
export const runsQuery = (classroomId: string) =>
  queryOptions({
    queryKey: ["runs", "latest", classroomId],
    queryFn: () => get(`/api/runs?classroom=${encodeURIComponent(classroomId)}`, runList),
    refetchInterval: 5000,
  });

export type Run = z.infer<typeof runView>;

/** Asks for something that a run then does, and answers it. */
export function useAskForRun(onAsked: (run: Run) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => send("POST", path, body, runView),
    onSuccess: (run) => {
      queries.setQueryData(runQuery(run.id).queryKey, run);
      onAsked(run);
    },
    onSettled: () => Promise.all([["classrooms"], ["runs"], ["zoom-users"], ["members"]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
