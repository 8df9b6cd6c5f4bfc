import { AppShell, Box, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useMatches, useRouter } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Finder } from "./finder.tsx";
import { Header } from "./header.tsx";
import { isAdmin, meQuery } from "./me.ts";
import { SandboxBanner } from "./sandbox-banner.tsx";
import { Sidebar } from "./sidebar.tsx";
import { Empty, Loading } from "./states.tsx";
import { LanguageSwitch } from "./switches.tsx";
import { Trouble } from "./trouble.tsx";
import { ZoomBanner } from "./zoom-banner.tsx";
import { ZoomPill, ZoomTrouble } from "./zoom-pill.tsx";
import classes from "./shell.module.css";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** `open` pages need no sign-in, `admins` pages are for administrators. */
    who?: "open" | "admins";
  }
}

/** What surrounds every page but the sign-in. */
export function Frame() {
  const { data: me, isPending, error, refetch } = useQuery(meQuery);
  const who = useMatches({ select: (matches) => matches.at(-1)?.staticData.who });
  const [menuOpen, menu] = useDisclosure(false);
  // The banner wraps as it needs to; the page begins where it ends.
  const [height, setHeight] = useState(97);
  const measure = useCallback((head: HTMLDivElement) => {
    const observer = new ResizeObserver(() => setHeight(head.offsetHeight + 1));
    observer.observe(head);
    return () => observer.disconnect();
  }, []);
  const t = useTranslations("common");
  if (isPending) return <Loading rows={4} />;
  if (me === undefined) {
    return (
      <Box component="main" p="md" maw={640} mx="auto">
        <Trouble error={error} again={() => void refetch()} />
      </Box>
    );
  }
  if (me === null && who !== "open") return <ToSignIn />;
  const sandbox = me?.sandbox ?? true;
  return (
    <AppShell
      header={{ height }}
      {...(me === null ? {} : { navbar: { width: 228, breakpoint: "sm", collapsed: { mobile: !menuOpen } } })}
      padding={{ base: "sm", sm: "md" }}
    >
      <a className={classes.skip} href="#content">
        {t("skipToContent")}
      </a>
      <AppShell.Header className={classes.header ?? ""}>
        <div ref={measure}>
          <Header menuOpen={menuOpen} onMenu={menu.toggle} />
          {me !== null && <ZoomTrouble />}
          {me !== null && <ZoomBanner />}
          {sandbox && <SandboxBanner />}
        </div>
      </AppShell.Header>
      {me !== null && (
        <AppShell.Navbar p="xs" className={classes.navbar ?? ""} style={{ overflowY: "auto" }}>
          <Stack justify="space-between" mih="100%">
            <Sidebar onGo={menu.close} />
            <Box hiddenFrom="md">
              <Group p="xs" gap="xs">
                <ZoomPill />
                <Box hiddenFrom="sm">
                  <LanguageSwitch />
                </Box>
              </Group>
            </Box>
          </Stack>
        </AppShell.Navbar>
      )}
      <AppShell.Main className={classes.main ?? ""} id="content" tabIndex={-1}>
        {who === "admins" && !isAdmin(me) ? <Empty icon={ShieldAlert} title={t("trouble.adminsOnly")} text={t("trouble.adminsOnlyText")} /> : <Outlet />}
      </AppShell.Main>
      {me !== null && <Finder />}
    </AppShell>
  );
}

/** Once, with the address as it was when somebody unknown came: rendering again meanwhile must not wrap it again. */
function ToSignIn() {
  const router = useRouter();
  useEffect(() => {
    const { href, pathname } = router.state.location;
    if (pathname !== "/sign-in") void router.navigate({ to: "/sign-in", search: href === "/" ? {} : { to: href }, replace: true });
  }, [router]);
  return <Loading rows={4} />;
}
