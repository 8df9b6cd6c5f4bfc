import { AppShell, Box, Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useMatches, useRouter } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { openBeforeTwoFactor, type Route } from "../../src/people/access/contract.ts";
import { MyZoomBanner } from "../connections/my-zoom-banner.tsx";
import { Finder } from "./finder.tsx";
import { Header } from "./header.tsx";
import { MailsWait } from "./mails-wait.tsx";
import { useMay } from "./may.ts";
import { meQuery, useMe } from "./me.ts";
import { Page } from "./page.tsx";
import { SandboxBanner } from "./sandbox-banner.tsx";
import { Sidebar } from "./sidebar.tsx";
import { Empty, Loading } from "./states.tsx";
import { NoInstitution } from "./no-institution.tsx";
import { LanguageSwitch } from "./switches.tsx";
import { Trouble } from "./trouble.tsx";
import { ZoomBanner } from "./zoom-banner.tsx";
import { ZoomPill, ZoomTrouble } from "./zoom-pill.tsx";
import classes from "./shell.module.css";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** `open` pages need no sign-in; a route: the page is for whoever may call it. Otherwise for every member. */
    who?: "open" | Route;
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
  const may = useMay();
  if (isPending) return <Loading rows={4} />;
  if (me === undefined) {
    return (
      <Box component="main" p="md" maw={640} mx="auto">
        <Trouble error={error} again={() => void refetch()} />
      </Box>
    );
  }
  if (me === null && who !== "open") return <ToSignIn />;
  if (me === "no institution") return <NoInstitution />;
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
          {me !== null && !me.security.mustSetUp && <MyZoomBanner />}
          {me !== null && <MailsWait />}
          {(me === null || me.sandbox) && <SandboxBanner />}
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
        {me?.security.mustSetUp === true && who !== "open" && (who === undefined || !openBeforeTwoFactor(who)) ? (
          <SetUpFirst />
        ) : who !== undefined && who !== "open" && !may(who) ? (
          <Empty icon={ShieldAlert} title={t("trouble.adminsOnly")} text={t("trouble.adminsOnlyText")} order={1} />
        ) : (
          <Outlet />
        )}
      </AppShell.Main>
      {me !== null && <Finder />}
    </AppShell>
  );
}

/** The institution insists on a second step, and nothing else opens before it is set up. */
function SetUpFirst() {
  const t = useTranslations("signIn.mustSetUp");
  const { institution } = useMe();
  return (
    <Page title={t("title")} text={t("text", { institution: institution.name })} width="narrow">
      <Group>
        <Button component={Link} to="/account">
          {t("button")}
        </Button>
      </Group>
    </Page>
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
