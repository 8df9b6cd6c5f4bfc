import { Button, Card } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Building2, LogOut } from "lucide-react";
import { useTranslations } from "use-intl";
import { Door } from "./door.tsx";
import { useSignOut } from "./sign-out.ts";
import { Empty } from "./states.tsx";

/** For whoever has signed in and belongs to no institution, or to none any more. */
export function NoInstitution() {
  const t = useTranslations("arriving");
  const go = useNavigate();
  const signOut = useSignOut(() => go({ to: "/sign-in" }));
  return (
    <Door title={t("none.title")}>
      <Card padding="md">
        <Empty icon={Building2} title={t("none.title")} text={t("none.text")} order={1}>
          <Button variant="default" leftSection={<LogOut size={16} aria-hidden />} onClick={() => void signOut()}>
            {t("signOut")}
          </Button>
        </Empty>
      </Card>
    </Door>
  );
}
