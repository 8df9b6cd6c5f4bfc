import { Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Building2, Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { send } from "./api.ts";
import { meQuery, useMe } from "./me.ts";
import { queryClient } from "./queries.ts";
import { useSaying } from "./saying.tsx";

/** In which institution one works, for those who belong to several. Nothing that was read of the one is shown in the other. */
export function InstitutionChoice() {
  const { institution, institutions } = useMe();
  const t = useTranslations("common.header");
  const go = useNavigate();
  const saying = useSaying();
  const choose = useMutation({
    mutationFn: (institutionId: string) => send("POST", "/api/me/institution", { institutionId }),
    onSuccess: async () => {
      await go({ to: "/" });
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" && query.queryKey[0] !== "sandbox" });
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
      await queryClient.invalidateQueries();
    },
    onError: (error) => saying.failed(error),
  });
  if (institutions.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("institution")}</Menu.Label>
      {institutions.map(({ id, name }) => (
        <Menu.Item
          key={id}
          leftSection={id === institution.id ? <Check size={16} aria-hidden /> : <Building2 size={16} aria-hidden />}
          aria-label={id === institution.id ? `${name}, ${t("institutionNow")}` : name}
          style={{ overflowWrap: "anywhere" }}
          onClick={() => id !== institution.id && choose.mutate(id)}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  );
}
