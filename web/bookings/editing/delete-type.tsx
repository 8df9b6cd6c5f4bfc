import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TypeDetail } from "../../../src/bookings/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { send } from "../../shell/api.ts";
import { useConfirm } from "../../shell/confirm.tsx";
import { queryClient } from "../../shell/queries.ts";
import { useSaying } from "../../shell/saying.tsx";
import { useWhyNot } from "../../shell/trouble.tsx";
import { typePath, typeQuery, typesQuery } from "../queries.ts";

/** Its bookings stay; its address does not. */
export function DeleteType({ type: { id, name, whyNotChange } }: { type: TypeDetail }) {
  const t = useTranslations("appointmentEditor");
  const go = useNavigate();
  const confirm = useConfirm();
  const saying = useSaying();
  const whyNot = useWhyNot()(whyNotChange);
  const remove = useMutation({
    mutationFn: () => send("DELETE", typePath(id)),
    onSuccess: async () => {
      saying.done(t("deleted", { name }));
      await go({ to: "/appointments", ignoreBlocker: true });
      queryClient.removeQueries({ queryKey: typeQuery(id).queryKey }); // nobody asks for it again
    },
    onError: saying.failed,
    onSettled: () => queryClient.invalidateQueries({ queryKey: typesQuery.queryKey }),
  });
  const ask = async (): Promise<void> => {
    if (await confirm({ title: t("deleteTitle", { name }), text: t("deleteText"), yes: t("deleteYes"), danger: true })) remove.mutate();
  };
  return (
    <ActButton variant="default" leftSection={<Trash2 size={16} aria-hidden />} loading={remove.isPending} whyNot={whyNot} onClick={() => void ask()}>
      {t("delete")}
    </ActButton>
  );
}
