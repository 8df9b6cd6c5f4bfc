import { ActionIcon, Anchor, Button, type ActionIconProps, type AnchorProps, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Of<P> = P & Omit<ComponentPropsWithRef<"a">, keyof P>;

/** Mantine's looks with the router's typed addresses: `<ButtonLink to="/sessions/$id" params={{ id }}>`. */
export const AnchorLink = createLink((props: Of<AnchorProps>) => <Anchor {...props} />);
export const ButtonLink = createLink((props: Of<ButtonProps>) => <Button component="a" {...props} />);
export const IconLink = createLink((props: Of<ActionIconProps>) => <ActionIcon component="a" {...props} />);
