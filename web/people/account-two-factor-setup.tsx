import { Button, Center, Code, CopyButton, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslations } from "use-intl";
import type { TwoFactorBegun } from "../../src/people/account/contract.ts";
import { send } from "../shell/api.ts";
import { FormTrouble, fieldProblems } from "../shell/trouble.tsx";

/** In fours, as it is easier typed. */
const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, "$1 ");

/** The QR code for the app, the same to be typed, and the first code as proof that the app has it. */
export function ScanCode({ begun, onDone }: { begun: TwoFactorBegun; onDone: () => void }) {
  const t = useTranslations("account.twoFactor");
  const missingWord = useTranslations("account")("missing");
  const [code, setCode] = useState("");
  const [missing, setMissing] = useState(false);
  const confirm = useMutation({ mutationFn: () => send("POST", "/api/account/two-factor/confirm", { code }), onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(code.trim() === "");
    if (code.trim() !== "" && !confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t("scanText")}</Text>
        <Center>
          <img src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`} alt={t("qr")} width={220} height={220} style={{ borderRadius: 8 }} />
        </Center>
        <Group justify="space-between" gap="xs">
          <div style={{ minWidth: 0, flex: "1 1 200px" }}>
            <Text size="sm" fw={500}>
              {t("key")}
            </Text>
            <Code translate="no" style={{ overflowWrap: "anywhere", display: "inline-block" }}>
              {inFours(begun.secret)}
            </Code>
          </div>
          <Copy value={begun.secret} label={t("copyKey")} />
        </Group>
        <TextInput
          label={t("code")}
          description={t("codeMore")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          data-autofocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={missing ? missingWord : fieldProblems(confirm.error)["code"]}
        />
        <FormTrouble beside="all" error={confirm.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending}>
            {t("confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Shown once: nobody can read them afterwards. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTranslations("account.twoFactor");
  return (
    <Stack>
      <Text size="sm">{t("codesText")}</Text>
      <SimpleGrid cols={2} component="ul" p={0} m={0} spacing="xs" style={{ listStyle: "none" }}>
        {codes.map((code) => (
          <li key={code}>
            <Code block translate="no" ta="center">
              {code}
            </Code>
          </li>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <Copy value={codes.join("\n")} label={t("copyCodes")} />
        <Button onClick={onDone}>{t("done")}</Button>
      </Group>
    </Stack>
  );
}

function Copy({ value, label }: { value: string; label: string }) {
  const t = useTranslations("common");
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" size="xs" onClick={copy}>
          {copied ? t("copied") : label}
        </Button>
      )}
    </CopyButton>
  );
}
