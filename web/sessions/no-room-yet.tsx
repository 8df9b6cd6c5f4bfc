import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { MoveDialog } from "../rooms/move-dialog.tsx";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { DeclineDialog } from "./decline-dialog.tsx";
import { NearestTimes } from "./nearest-times.tsx";
import { useSessionAct } from "./session-act.ts";

/** No room was free: whom to ask, which times would fit, and what an administrator may do about it. */
export function NoRoomYet({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.noRoom");
  const may = useMay();
  const act = useSessionAct(session.id);
  return (
    <Alert color="yellow" icon={<Hourglass aria-hidden />} title={t("title")} role="status">
      <Stack gap="md">
        <Text size="sm">
          {t(session.noneProven ? "proven" : "notFound")} {t("kept")}
        </Text>
        <NearestTimes
          title={t("nearest")}
          times={session.nearest}
          zone={session.zone}
          busy={act.isPending}
          onPick={(start) => act.mutate({ verb: "change", body: { revision: session.revision, ...start }, done: t("taken") })}
        />
        {may("POST /api/sessions/:id/assign") ? <AdminActs session={session} /> : <Contact />}
      </Stack>
    </Alert>
  );
}

function Contact() {
  const t = useTranslations("session.noRoom");
  const { name, email, phone } = useMe().institution.contact;
  if (name === "" && email === "" && phone === "") return null;
  return (
    <Text size="sm">
      {t("contact")} {name}{" "}
      {email !== "" && (
        <Anchor href={`mailto:${email}`} underline="always" size="sm" c="inherit">
          {email}
        </Anchor>
      )}{" "}
      {phone !== "" && (
        <Anchor href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`} underline="always" size="sm" c="inherit">
          {phone}
        </Anchor>
      )}
    </Text>
  );
}

function AdminActs({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.noRoom");
  const [open, setOpen] = useState<"assign" | "decline" | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Group gap="sm">
      <Button onClick={() => setOpen("assign")}>{t("assign")}</Button>
      <Button variant="default" onClick={() => setOpen("decline")}>
        {t("decline")}
      </Button>
      {open === "assign" && <MoveDialog session={session} zone={session.zone} onClose={close} />}
      {open === "decline" && <DeclineDialog session={session} onClose={close} />}
    </Group>
  );
}
