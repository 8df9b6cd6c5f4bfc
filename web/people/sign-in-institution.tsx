import { Button, Divider, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { ways } from "../../src/people/signing-in/contract.ts";
import { singleSignOnBegun } from "../../src/people/single-sign-on/contract.ts";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { isAddress } from "./address.ts";

/** Where the institution of this address has single sign-on: the way there. */
export function InstitutionWay({ email }: { email: string }) {
  const t = useTranslations("signIn");
  const saying = useSaying();
  const { to } = useSearch({ from: "/sign-in" });
  const [typed] = useDebouncedValue(email.trim(), 300);
  const domain = isAddress(typed) ? typed.slice(typed.lastIndexOf("@") + 1).toLowerCase() : null;
  const { data } = useQuery({
    queryKey: ["ways", domain],
    queryFn: () => send("POST", "/api/auth/ways", { email: `anybody@${domain}` }, ways),
    enabled: domain !== null,
    staleTime: 60_000,
    retry: false,
  });
  const setOut = useMutation({
    mutationFn: (institutionId: string) =>
      send("POST", "/api/auth/single-sign-on", { institutionId, email: typed, ...(to === undefined ? {} : { to }) }, singleSignOnBegun),
    onSuccess: ({ address }) => location.assign(address),
    onError: (error) => saying.failed(error),
  });
  const way = domain === null ? null : (data?.singleSignOn ?? null);
  if (way === null) return null;
  return (
    <Stack gap="sm">
      <Button
        variant="default"
        fullWidth
        leftSection={<Building2 size={18} aria-hidden />}
        loading={setOut.isPending || setOut.isSuccess}
        onClick={() => setOut.mutate(way.institutionId)}
        styles={{ label: { whiteSpace: "normal" }, root: { height: "auto", minHeight: 40, paddingBlock: 6 } }}
      >
        {t("continueWith", { institution: way.institution })}
      </Button>
      <Divider label={t("or")} />
    </Stack>
  );
}
