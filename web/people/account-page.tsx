import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Info } from "lucide-react";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import { MyCalendarsCard } from "../bookings/calendars/my-calendars-card.tsx";
import { MyZoomCard } from "../connections/my-zoom.tsx";
import { CalendarCard } from "../sessions/calendar-card.tsx";
import { send } from "../shell/api.ts";
import { useMe } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { useSaying } from "../shell/saying.tsx";
import { Loading } from "../shell/states.tsx";
import { FormTrouble, Trouble, fieldProblems } from "../shell/trouble.tsx";
import { AccountCard } from "./account-card.tsx";
import { PasswordCard } from "./account-password.tsx";
import { accountQuery } from "./account-queries.ts";
import { SignInsCard } from "./account-sign-ins.tsx";
import { TwoFactorCard } from "./account-two-factor.tsx";

/** What belongs to whoever reads: who they are, how they sign in, where they are signed in. */
export function AccountPage() {
  const t = useTranslations("account");
  const { data, error, refetch } = useQuery(accountQuery);
  const { institution, security } = useMe();
  const search = useSearch({ from: "/frame/account" });
  return (
    <Page title={t("title")} text={t("about")} width="narrow">
      {data === undefined && (error === null ? <Loading rows={4} height={140} /> : <Trouble error={error} again={() => void refetch()} />)}
      {data !== undefined && (
        <Stack>
          {security.mustSetUp && (
            <Alert color="yellow" icon={<Info aria-hidden />} role="note">
              {t("twoFactor.must", { institution: institution.name })}
            </Alert>
          )}
          <ProfileCard email={data.email} />
          {!security.mustSetUp && <MyZoomCard {...search} />}
          {!security.mustSetUp && <MyCalendarsCard />}
          <CalendarCard path="/api/my-calendar" of="mine" />
          {data.enteredBy === null ? (
            <>
              <PasswordCard account={data} />
              <TwoFactorCard account={data} />
            </>
          ) : (
            <Alert variant="light" icon={<Info aria-hidden />} role="note">
              {t("enteredBy", { institution: data.enteredBy })}
            </Alert>
          )}
          <SignInsCard account={data} />
        </Stack>
      )}
    </Page>
  );
}

function ProfileCard({ email }: { email: string }) {
  const t = useTranslations("account");
  const saying = useSaying();
  const queries = useQueryClient();
  const { member } = useMe();
  const [name, setName] = useState(member.name);
  const save = useMutation({
    mutationFn: () => send("PATCH", "/api/me", { name: name.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      saying.done(t("saved"));
    },
  });
  const missing = name.trim() === "";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!missing && !save.isPending) save.mutate();
  };
  return (
    <AccountCard title={t("profile")}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t("name")}
            description={t("nameMore")}
            autoComplete="name"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing ? t("missing") : fieldProblems(save.error)["name"]}
          />
          <TextInput label={t("email")} description={t("emailMore")} value={email} readOnly variant="filled" />
          <FormTrouble beside="all" error={save.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} variant={name.trim() === member.name ? "default" : "filled"}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </AccountCard>
  );
}
