/**
 * Loaded before a server that a test or a bench begins: the server ends when the one that began it is gone, however it went. A worker
 * that is killed runs no handler of its own, so the pipe to the server's standard input says it: it closes with the worker.
 */
process.stdin.on("close", () => process.kill(process.pid, "SIGKILL"));
process.stdin.resume();
(process.stdin as NodeJS.ReadStream & { unref(): void }).unref();
