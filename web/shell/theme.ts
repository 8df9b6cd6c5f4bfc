import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import type { KeyboardEvent } from "react";
import fields from "./fields.module.css";

const ink: MantineColorsTuple = ["#eef1ff", "#dde2ff", "#b9c2fb", "#929ff6", "#7180f1", "#5a6bee", "#4b5dea", "#3d4ed0", "#3445bb", "#293aa5"];
// Mantine's own green, red and yellow miss 4.5:1 as text and under white letters; these keep it in light and dark.
const green: MantineColorsTuple = ["#e6f7ef", "#d0f0e0", "#a5e2c6", "#74d1a7", "#47bf8a", "#22a873", "#12935f", "#0b7a4f", "#086443", "#054c33"];
const red: MantineColorsTuple = ["#fff0f0", "#ffe0e0", "#ffc4c4", "#ffa3a3", "#ff8787", "#f25b5b", "#e03b3b", "#c92a2a", "#ad2323", "#861a1a"];
const yellow: MantineColorsTuple = ["#fff9e6", "#fff0c4", "#ffe08a", "#fcd04f", "#f5bd2a", "#e0a616", "#b98206", "#8a5d00", "#6e4a00", "#553900"];

/** In a field with a list Enter is about the list: sent then, a form would tell what was chosen before, and not what is typed. */
const keepsForm = (event: KeyboardEvent): void => {
  if (event.key === "Enter") event.preventDefault();
};

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 7 },
  colors: { ink, green, red, yellow },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: "650" },
  focusRing: "auto",
  components: {
    Input: { classNames: { input: fields.input, placeholder: fields.placeholder } },
    Select: { defaultProps: { onKeyDown: keepsForm, selectFirstOptionOnChange: true } },
    MultiSelect: { defaultProps: { onKeyDown: keepsForm } },
    Badge: { defaultProps: { tt: "none", fw: 600 } },
    Tooltip: { defaultProps: { multiline: true, maw: 320, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    // A title may be somebody's name: of any length, and without a space.
    Modal: {
      defaultProps: { centered: true, radius: "lg" },
      styles: { title: { fontWeight: 650, fontSize: "var(--mantine-font-size-lg)", lineHeight: 1.35, minWidth: 0, overflowWrap: "anywhere" } },
    },
    // What people write may have no space to break at; and Mantine's grey of a notice is 3.3:1.
    Alert: { styles: { body: { minWidth: 0 }, title: { minWidth: 0 }, message: { overflowWrap: "anywhere" } } },
    Notification: {
      styles: { body: { minWidth: 0 }, title: { overflowWrap: "anywhere" }, description: { overflowWrap: "anywhere", color: "var(--mantine-color-text)" } },
    },
    Card: { defaultProps: { withBorder: true, radius: "lg", padding: "lg", bg: "var(--mantine-color-body)" } },
  },
});

/** WCAG AA: Mantine's dimmed, placeholder and error greys miss 4.5:1. Mended once, here. */
export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#565e6b",
    "--mantine-color-placeholder": "#68707d",
    "--mantine-color-error": "#c92a2a",
    "--mantine-color-body": "#ffffff",
    "--app-canvas": "#f6f7f9",
    "--app-line": "#e2e5ea",
    "--alert-title-color": "#1b1e24",
  },
  dark: {
    "--mantine-color-dimmed": "#a2a8b3",
    "--mantine-color-placeholder": "#9097a3",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-body": "#1e1f23",
    "--mantine-color-anchor": "#a5b0fa",
    "--mantine-color-ink-text": "#a5b0fa",
    "--app-canvas": "#17181b",
    "--app-line": "#33353b",
    "--alert-title-color": "#f2f3f5",
  },
});
