import { useTranslations } from "use-intl";
import type { InvitationView } from "../../../src/people/members/contract.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { useAct } from "./queries.ts";

/** Sending an invitation again, and taking it back after a question. */
export function useInvitationActs() {
  const t = useTranslations("members");
  const confirm = useConfirm();
  const act = useAct();
  const path = ({ id }: InvitationView): string => `/api/invitations/${encodeURIComponent(id)}`;
  return {
    resend: (one: InvitationView): void => act.mutate({ method: "POST", path: `${path(one)}/resend`, body: { sent: one.sent }, said: t("said.resent") }),
    revoke: async (one: InvitationView): Promise<void> => {
      const question = { title: t("revoking.title"), text: t("revoking.text", { email: one.email }), yes: t("revoking.button"), danger: true };
      if (await confirm(question)) act.mutate({ method: "DELETE", path: path(one), said: t("said.revoked") });
    },
  };
}
