import { ActionIcon, Button, Card, CopyButton, Group, Skeleton, Stack, Text, TextInput, Title, Tooltip } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { CalendarPlus, Check, Copy, RotateCw, Unlink } from "lucide-react";
import { useTranslations } from "use-intl";
import { calendarAddress, type CalendarAddress } from "../../src/sessions/feeds/contract.ts";
import { get, send } from "../shell/api.ts";
import { useConfirm } from "../shell/confirm.tsx";
import { queryClient } from "../shell/queries.ts";
import { useSaying } from "../shell/saying.tsx";
import { Trouble } from "../shell/trouble.tsx";

type Props = { path: string; of: "room" | "mine" };

/** The secret address by which a calendar program follows a room, or what one teaches. `path`: where it is asked for, made and ended. */
export function CalendarCard({ path, of }: Props) {
  const t = useTranslations("calendars");
  const { data, error, refetch } = useQuery({ queryKey: ["calendar", path], queryFn: () => get(path, calendarAddress) });
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t(of)} {t("secret")}
        </Text>
        {data === undefined && (error === null ? <Skeleton height={36} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && (data.address === null ? <Make path={path} /> : <Made path={path} address={data.address} />)}
      </Stack>
    </Card>
  );
}

const useMake = (path: string) => {
  const t = useTranslations("calendars");
  const saying = useSaying();
  return useMutation({
    mutationFn: () => send("POST", path, undefined, calendarAddress),
    onSuccess: (made: CalendarAddress) => {
      queryClient.setQueryData(["calendar", path], made);
      saying.done(t("made"));
    },
    onError: saying.failed,
  });
};

function Make({ path }: { path: string }) {
  const t = useTranslations("calendars");
  const make = useMake(path);
  return (
    <Group>
      <Button variant="light" leftSection={<CalendarPlus size={17} aria-hidden />} loading={make.isPending} onClick={() => make.mutate()}>
        {t("make")}
      </Button>
    </Group>
  );
}

function Made({ path, address }: { path: string; address: string }) {
  const t = useTranslations("calendars");
  const confirm = useConfirm();
  const saying = useSaying();
  const make = useMake(path);
  const end = useMutation({
    mutationFn: () => send("DELETE", path),
    onSuccess: () => {
      queryClient.setQueryData(["calendar", path], { address: null });
      saying.done(t("ended"));
    },
    onError: saying.failed,
  });
  const anew = async (): Promise<void> => {
    if (await confirm({ title: t("anewTitle"), text: t("anewText"), yes: t("anewYes"), danger: true })) make.mutate();
  };
  const stop = async (): Promise<void> => {
    if (await confirm({ title: t("endTitle"), text: t("endText"), yes: t("endYes"), danger: true })) end.mutate();
  };
  return (
    <>
      <TextInput
        label={t("address")}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: "monospace" } }}
        rightSection={<CopyIt address={address} />}
      />
      <Group gap="xs">
        <Button component="a" variant="light" href={address.replace(/^https?:/, "webcal:")} leftSection={<CalendarPlus size={17} aria-hidden />}>
          {t("subscribe")}
        </Button>
        <Button variant="default" leftSection={<RotateCw size={16} aria-hidden />} loading={make.isPending} onClick={() => void anew()}>
          {t("anew")}
        </Button>
        <Button variant="default" leftSection={<Unlink size={16} aria-hidden />} loading={end.isPending} onClick={() => void stop()}>
          {t("end")}
        </Button>
      </Group>
    </>
  );
}

function CopyIt({ address }: { address: string }) {
  const t = useTranslations("calendars");
  return (
    <CopyButton value={address} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("copied") : t("copy")}>
          <ActionIcon variant="subtle" color={copied ? "teal" : "gray"} aria-label={copied ? t("copied") : t("copy")} onClick={copy}>
            {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
