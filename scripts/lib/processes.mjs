import { spawn } from "node:child_process";
import { constants } from "node:os";

const running = new Set();

/** Runs a command to its end and collects what it says; never throws. */
export function collect(file, args, { timeout = 0, onStart = () => {}, ...options } = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = started(file, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    onStart(child);
    const timer = timeout === 0 ? null : setTimeout(() => child.kill("SIGKILL"), timeout);
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => finish(1, error.message));
    child.on("close", (code) => finish(code ?? 1, ""));
    function finish(code, more) {
      if (timer !== null) clearTimeout(timer);
      resolve({ code, output: output + more });
    }
  });
}

/** Starts a process that `endAll` will find. */
export function started(file, args, options) {
  const child = spawn(file, args, options);
  running.add(child);
  child.on("exit", () => running.delete(child));
  child.on("error", () => running.delete(child));
  return child;
}

export function endAll(signal = "SIGTERM") {
  for (const child of running) child.kill(signal);
}

/** Becomes that program, as far as Node can: same terminal, signals passed on, same exit code. */
export function become(file, args, options = {}) {
  const child = spawn(file, args, { stdio: "inherit", ...options });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      const terminalTellsBoth = signal === "SIGINT" && process.stdin.isTTY; // Ctrl-C reaches the child by itself; twice would mean "at once"
      if (!terminalTellsBoth) child.kill(signal);
    });
  }
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
