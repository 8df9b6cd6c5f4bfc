import { Badge, Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import { backupCodes, twoFactorBegun, type Account, type TwoFactorBegun } from "../../src/people/account/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import { FormTrouble, fieldProblems } from "../shell/trouble.tsx";
import { AccountCard } from "./account-card.tsx";
import { BackupCodes, ScanCode } from "./account-two-factor-setup.tsx";

type Wish = "begin" | "off" | "codes";
type Stage = { is: "closed" } | { is: "password"; for: Wish } | { is: "scan"; begun: TwoFactorBegun } | { is: "codes"; codes: string[] };

/** The second step: set up with an app, turned off, its backup codes made anew. Each asks for the password first. */
export function TwoFactorCard({ account: { twoFactor, hasPassword } }: { account: Account }) {
  const t = useTranslations("account.twoFactor");
  const common = useTranslations("common");
  const saying = useSaying();
  const queries = useQueryClient();
  const [stage, setStage] = useState<Stage>({ is: "closed" });
  const close = (): void => setStage({ is: "closed" });
  const again = (): Promise<void> => queries.invalidateQueries();
  const title = { closed: "", password: t("confirmPassword"), scan: t("scan"), codes: t("codes") }[stage.is];
  const answered = async (next: Stage): Promise<void> => {
    if (next.is === "closed") {
      await again();
      saying.done(t("turnedOff"));
    }
    setStage(next);
  };
  return (
    <AccountCard title={t("title")} text={t("text")} aside={<Badge color={twoFactor ? "green" : "gray"}>{twoFactor ? t("on") : t("off")}</Badge>}>
      <Group>
        {twoFactor ? (
          <>
            <Button variant="default" onClick={() => setStage({ is: "password", for: "codes" })}>
              {t("newCodes")}
            </Button>
            <Button variant="default" onClick={() => setStage({ is: "password", for: "off" })}>
              {t("turnOff")}
            </Button>
          </>
        ) : (
          <ActButton whyNot={hasPassword ? null : t("needsPassword")} onClick={() => setStage({ is: "password", for: "begin" })}>
            {t("setUp")}
          </ActButton>
        )}
      </Group>
      {/* Codes that are shown once must not go away by a click beside them. */}
      <Modal
        opened={stage.is !== "closed"}
        onClose={close}
        title={title}
        closeOnClickOutside={stage.is === "password"}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        {stage.is === "password" && <AskPassword wish={stage.for} onDone={(next) => void answered(next)} />}
        {stage.is === "scan" && (
          <ScanCode
            begun={stage.begun}
            onDone={() => {
              setStage({ is: "codes", codes: stage.begun.backupCodes });
              void again();
              saying.done(t("turnedOn"));
            }}
          />
        )}
        {stage.is === "codes" && <BackupCodes codes={stage.codes} onDone={close} />}
      </Modal>
    </AccountCard>
  );
}

/** The password opens what was wished for. */
function AskPassword({ wish, onDone }: { wish: Wish; onDone: (next: Stage) => void }) {
  const t = useTranslations("account");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const ask = useMutation({
    mutationFn: async (): Promise<Stage> => {
      switch (wish) {
        case "begin":
          return { is: "scan", begun: await send("POST", "/api/account/two-factor", { password }, twoFactorBegun) };
        case "codes":
          return { is: "codes", codes: (await send("POST", "/api/account/two-factor/backup-codes", { password }, backupCodes)).backupCodes };
        case "off":
          await send("POST", "/api/account/two-factor/off", { password });
          return { is: "closed" };
      }
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(password === "");
    if (password !== "" && !ask.isPending) ask.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t("twoFactor.confirmText")}</Text>
        <PasswordInput
          label={t("current")}
          autoComplete="current-password"
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          error={missing ? t("missing") : fieldProblems(ask.error)["password"]}
        />
        <FormTrouble beside="all" error={ask.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={ask.isPending} color={wish === "off" ? "red" : "ink"}>
            {t(wish === "off" ? "twoFactor.turnOff" : "twoFactor.go")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
