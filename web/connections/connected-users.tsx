import { Badge, Card, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ConnectedUsers } from "../../src/connections/personal/contract.ts";
import { bare } from "../../src/lib/text.ts";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { wordOf } from "./standing.ts";
import { connectedUsersQuery } from "./my-zoom-queries.ts";

type User = ConnectedUsers["users"][number];

/** Each member with the Zoom that is in force for sessions of the member's own, and why none is. */
export function ConnectedUsersCard() {
  const t = useTranslations("myZoom.users");
  const { data, error, refetch } = useQuery(connectedUsersQuery);
  const [text, setText] = useState("");
  const wanted = bare(text);
  const users = (data?.users ?? []).filter(({ name, email }) => bare(`${name} ${email}`).includes(wanted));
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {t("title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("about")}
          </Text>
        </div>
        {data === undefined && (error === null ? <Loading rows={3} height={48} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && (
          <TextInput
            aria-label={t("search")}
            placeholder={t("search")}
            leftSection={<Search size={16} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {data !== undefined && users.length === 0 && <Text size="sm">{t(data.users.length === 0 ? "empty" : "noneFound")}</Text>}
        {users.length > 0 && <Users users={users} />}
      </Stack>
    </Card>
  );
}

function Users({ users }: { users: readonly User[] }) {
  const t = useTranslations("myZoom.users");
  return (
    <Table layout="fixed" style={{ overflowWrap: "anywhere" }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("member")}</Table.Th>
          <Table.Th>{t("zoom")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <Table.Tr key={user.memberId}>
            <Table.Td>
              <Text fw={600}>{user.name}</Text>
              <Text size="sm" c="dimmed">
                {user.email}
              </Text>
            </Table.Td>
            <Table.Td>
              <Which user={user} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Which({ user: { inForce, own } }: { user: User }) {
  const t = useTranslations("myZoom.users");
  const standing = useTranslations("myZoom.standing");
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="light" color={inForce.is === "none" ? "gray" : "ink"}>
        {t(inForce.is)}
      </Badge>
      {inForce.email !== null && <Text size="sm">{inForce.email}</Text>}
      {inForce.because !== null && <Text size="sm">{t(`because.${inForce.because}`)}</Text>}
      {own !== null && own !== "disconnected" && <Text size="sm">{t("own", { standing: standing(wordOf(own)) })}</Text>}
    </Stack>
  );
}
