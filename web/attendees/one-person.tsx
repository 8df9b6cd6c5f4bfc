import { Button, Grid, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Adding } from "./add-attendees.tsx";
import { fieldOf, lineOf } from "./lines.ts";

/** One attendee by name and e-mail; what is wrong is told beside its field. */
export function OnePerson({ adding }: { adding: Adding }) {
  const t = useTranslations("session.attendees");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [trouble, setTrouble] = useState<{ name?: string; email?: string }>({});
  const add = async (): Promise<void> => {
    if (adding.isPending) return;
    if (email.trim() === "") return setTrouble({ email: t("emailMissing") });
    const result = await adding.mutateAsync(lineOf(name, email)).catch(() => null);
    if (result === null) return setTrouble({});
    const [bad] = result.bad;
    if (bad !== undefined) {
      const field = fieldOf(bad.because);
      return setTrouble(field === "name" ? { name: t("nameTooLong") } : { email: field === "email" ? t("emailBad") : bad.message });
    }
    setName("");
    setEmail("");
    setTrouble({});
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Grid gap="sm" align="flex-start">
        <Grid.Col span={{ base: 12, xs: 5 }}>
          <TextInput
            label={t("name")}
            autoComplete="off"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={trouble.name}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 5 }}>
          <TextInput
            label={t("email")}
            required
            type="email"
            autoComplete="off"
            maxLength={254}
            value={email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              setTrouble({});
            }}
            error={trouble.email}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 2 }}>
          {/* As low as the fields' labels are high, so that a reason under a field doesn't move it. */}
          <Button type="submit" fullWidth loading={adding.isPending} mt={{ base: 0, xs: 25 }}>
            {t("addOne")}
          </Button>
        </Grid.Col>
      </Grid>
    </form>
  );
}
