import { useBlocker } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { useConfirm } from "../shell/confirm.tsx";

/** Asks before what was typed is lost. */
export function useLeaveGuard(dirty: boolean): void {
  const t = useTranslations("appointmentEditor");
  const confirm = useConfirm();
  useBlocker({
    shouldBlockFn: async () => dirty && !(await confirm({ title: t("leave"), text: t("leaveText"), yes: t("leaveYes"), no: t("leaveNo"), danger: true })),
    enableBeforeUnload: () => dirty,
  });
}
