import { Switch } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { SandboxState } from "../../src/example/contract.ts";
import { send } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { Part } from "./part.tsx";

const keep = (on: boolean): void => {
  queryClient.setQueryData<SandboxState>(["sandbox"], (state) => (state === undefined ? state : { ...state, visitors: on }));
};

/** Whether the sandbox's people come to their meetings without being told. */
export function VisitorsCard({ on }: { on: boolean }) {
  const t = useTranslations("sandbox.visitors");
  const saying = useSaying();
  const change = useMutation({
    mutationFn: (to: boolean) => send("POST", "/api/sandbox/visitors", { on: to }),
    onMutate: keep,
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["sandbox"] }),
  });
  return (
    <Part title={t("title")}>
      <Switch
        mt="sm"
        checked={on}
        label={t("switch")}
        description={t("text")}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
        disabled={change.isPending}
      />
    </Part>
  );
}
