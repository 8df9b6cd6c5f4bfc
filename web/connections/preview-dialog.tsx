import { Alert, Badge, Button, Group, Modal, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DoorOpen } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { FATES, type OpenRoom, type Preview, type PreviewOf } from "../../src/connections/life/contract.ts";
import { Loading } from "../shell/states.tsx";
import { Moment } from "../shell/times.tsx";
import { fieldProblems, FormTrouble, Trouble } from "../shell/trouble.tsx";
import { previewQuery } from "./life-queries.ts";

type Props = {
  of: PreviewOf;
  /** The account that has to be typed; null: nothing has. */
  account: string | null;
  /** What it means, where the dialog has no words of its own for it. */
  text?: string;
  error: unknown;
  busy: boolean;
  onClose: () => void;
  onYes: (typed: string) => void;
};

const keyOf = (of: PreviewOf) => of.replaceAll(" ", "_") as "pause";

/** Which sessions something concerns and how, before it is done. */
export function PreviewDialog({ of, account, text, error, busy, onClose, onYes }: Props) {
  const t = useTranslations("life.preview");
  const common = useTranslations("common");
  const { data, error: trouble, refetch } = useQuery(previewQuery(of));
  const [typed, setTyped] = useState("");
  return (
    <Modal opened onClose={onClose} title={t(keyOf(of))} size="lg" closeButtonProps={{ "aria-label": common("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (data !== undefined && !busy) onYes(typed);
        }}
      >
        <Stack>
          {(of === "pause" || of === "resume" || of === "disconnect") && <Text size="sm">{t(`${of}Text`)}</Text>}
          {text !== undefined && <Text size="sm">{text}</Text>}
          {of === "account by app" && (data?.counts.waits_for_host ?? 0) > 0 && <Alert color="yellow">{t("hostText")}</Alert>}
          {data === undefined && (trouble === null ? <Loading rows={2} height={40} /> : <Trouble error={trouble} again={() => void refetch()} />)}
          {data !== undefined && <Concerned preview={data} />}
          {account !== null && (
            <TextInput
              label={t("typeAccount", { account })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={fieldProblems(error)["account"]}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
            />
          )}
          <FormTrouble beside="all" error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <Button type="submit" color={of === "disconnect" ? "red" : "ink"} loading={busy} disabled={data === undefined}>
              {t(`yes.${keyOf(of)}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Concerned({ preview }: { preview: Preview }) {
  const t = useTranslations("life.preview");
  const some = FATES.filter((fate) => (preview.counts[fate] ?? 0) > 0);
  return (
    <>
      {some.length === 0 && <Text size="sm">{t("none")}</Text>}
      {some.length > 0 && (
        <Stack gap={4}>
          {some.map((fate) => (
            <Text key={fate} size="sm" fw={500}>
              {t(`counts.${fate}`, { count: preview.counts[fate] ?? 0 })}
            </Text>
          ))}
        </Stack>
      )}
      {preview.rooms.length > 0 && (
        <Alert color="yellow" icon={<DoorOpen aria-hidden />} title={t("rooms")}>
          <Stack gap={4}>
            {preview.rooms.map((room) => (
              <OpenRoomLine key={room.id} room={room} />
            ))}
          </Stack>
        </Alert>
      )}
      {preview.next.length > 0 && <NextOnes next={preview.next} />}
    </>
  );
}

function OpenRoomLine({ room }: { room: OpenRoom }) {
  const t = useTranslations("life.preview");
  const { session } = room;
  const text =
    session === null
      ? t("roomOnly", { room: room.name })
      : t(session.isRunning ? "roomRuns" : "roomOpen", { room: room.name, title: session.title, organizer: session.organizer });
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {text}
    </Text>
  );
}

function NextOnes({ next }: { next: Preview["next"] }) {
  const t = useTranslations("life.preview");
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {t("nextOnes")}
      </Title>
      <Table layout="fixed" aria-label={t("nextOnes")}>
        <Table.Tbody>
          {next.map((s) => (
            <Table.Tr key={s.id}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                <Text size="sm" lineClamp={3} title={s.title}>
                  {s.title}
                </Text>
                <Text size="xs" c="dimmed">
                  {s.organizer} · <Moment at={s.start} zone={s.zone} />
                </Text>
              </Table.Td>
              <Table.Td w={{ base: 120, xs: 170 }} ta="right">
                <Badge variant="light" color="gray" h="auto" styles={{ label: { whiteSpace: "normal" } }}>
                  {t(`fate.${s.fate}`)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
