import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { namePreview } from "../../../src/classrooms/contract.ts";
import { send } from "../../shell/api.ts";

export type Preview = ReturnType<typeof namePreview.parse>;

/** What would be written in its rows, asked a moment after it was chosen or typed. `shown` is null until it is of just that. */
export function useForeseen(path: string, wish: object, enabled: boolean): { shown: Preview | null; error: unknown; again: () => void } {
  const queries = useQueryClient();
  const typed = JSON.stringify(wish);
  const [settled] = useDebouncedValue(typed, 350);
  const queryKey = ["classrooms", "foreseen", path, settled];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => send("POST", `${path}/preview`, JSON.parse(settled), namePreview),
    enabled: enabled && settled === typed,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  const isOfThis = enabled && settled === typed;
  return { shown: isOfThis ? (data ?? null) : null, error: isOfThis ? error : null, again: () => void queries.invalidateQueries({ queryKey }) };
}
