import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { ActButton } from "../shell/act-button.tsx";
import { useSaying } from "../shell/saying.tsx";
import { leaveForZoom } from "./connecting-queries.ts";

/** Leaves for Zoom, to come back to this page. */
export function AuthorizeButton({ whyNot, again = false }: { whyNot: string | null; again?: boolean }) {
  const t = useTranslations("connecting.ways");
  const saying = useSaying();
  const leave = useMutation({ mutationFn: () => leaveForZoom("/api/connection/authorize"), onError: saying.failed });
  return (
    <ActButton whyNot={whyNot} onClick={() => leave.mutate()} loading={leave.isPending || leave.isSuccess}>
      {t(again ? "authorizeAgain" : "authorize")}
    </ActButton>
  );
}
