import { pino, type DestinationStream } from "pino";

/** Structured lines on standard error. What is logged is chosen field by field; secrets are never passed in. */
export type Log = { info(what: string, more?: object): void; warn(what: string, more?: object): void; error(what: string, more?: object): void };

export type LogTo = DestinationStream;

export function openLog(level: "silent" | "info" | "warn" | "error", to: LogTo = process.stderr): Log {
  const logger = pino({ level, base: null, timestamp: false }, to);
  return {
    info: (what, more = {}) => logger.info(more, what),
    warn: (what, more = {}) => logger.warn(more, what),
    error: (what, more = {}) => logger.error(more, what),
  };
}
