import { Anchor, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import { send } from "../shell/api.ts";
import { FormTrouble, fieldProblems, isRefusal } from "../shell/trouble.tsx";

/** The code of an app, or one that was kept for when the app is not at hand. */
export function SecondStep({ onIn, onBack }: { onIn: () => void; onBack: () => void }) {
  const t = useTranslations("signIn");
  const [by, setBy] = useState<"app" | "backup code">("app");
  const [code, setCode] = useState("");
  const [trust, setTrust] = useState(false);
  const [missing, setMissing] = useState(false);
  const step = useMutation({ mutationFn: () => send("POST", "/api/auth/second-step", { code, by, trust }), onSuccess: onIn });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(code.trim() === "");
    if (code.trim() !== "" && !step.isPending) step.mutate();
  };
  const change = (to: typeof by): void => {
    setBy(to);
    setCode("");
    setMissing(false);
    step.reset();
  };
  const byApp = by === "app";
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t(byApp ? "second.app" : "second.backup")}</Text>
        <TextInput
          key={by}
          label={t(byApp ? "second.code" : "second.backupCode")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          {...(byApp ? { inputMode: "numeric" as const, autoComplete: "one-time-code" } : { autoComplete: "off" })}
          maxLength={40}
          data-autofocus
          autoFocus
          error={missing ? t("missing") : fieldProblems(step.error)["code"]}
        />
        <Checkbox label={t("second.trust")} checked={trust} onChange={(event) => setTrust(event.currentTarget.checked)} />
        <FormTrouble beside="all" error={step.error} />
        <Button type="submit" loading={step.isPending} fullWidth>
          {t("second.button")}
        </Button>
        <Group justify="space-between" gap="xs">
          <Anchor component="button" type="button" size="sm" onClick={() => change(byApp ? "backup code" : "app")}>
            {t(byApp ? "second.useBackup" : "second.useApp")}
          </Anchor>
          <Anchor component="button" type="button" size="sm" {...(isRefusal(step.error, "code_expired") ? { fw: 600 } : {})} onClick={onBack}>
            {t("back")}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
