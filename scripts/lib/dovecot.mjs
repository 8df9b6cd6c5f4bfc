import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { aptInstall, canInstall } from "./apt.mjs";
import { freePort } from "./postgres.mjs";
import { collect, started } from "./processes.mjs";
import { Trouble } from "./say.mjs";

const PROGRAM = "/usr/sbin/dovecot";
const LMTP = "/usr/lib/dovecot/lmtp";

/** Brings the IMAP server for the tests, where it is missing. */
export async function findDovecot() {
  if (!existsSync(PROGRAM) || !existsSync(LMTP)) {
    if (!canInstall()) throw new Trouble("No Dovecot was found: please install dovecot-imapd and dovecot-lmtpd.");
    await aptInstall(["dovecot-imapd", "dovecot-lmtpd"]);
  }
  const { output } = await collect(PROGRAM, ["--version"]);
  if (!output.startsWith("2.3.")) throw new Trouble(`The tests know how to start Dovecot 2.3, not ${output.trim()}.`);
  return PROGRAM;
}

/**
 * A real IMAP server in a folder of its own, on loopback, which ends with this process. Mails come in by LMTP. `people`: the password of each address.
 * It never runs as root: root hands it to a user who owns nothing.
 */
export async function startDovecot({ people, certificate }) {
  const program = await findDovecot();
  const folder = mkdtempSync("/tmp/bedel-dovecot-");
  const runner = whoRuns();
  const [imap, imaps, lmtp] = [await freePort(), await freePort(), await freePort()];
  for (const name of ["run", "state", "mail"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "cert.pem"), certificate.cert);
  writeFileSync(join(folder, "key.pem"), certificate.key, { mode: 0o600 });
  writeFileSync(join(folder, "users"), usersFile(people));
  writeFileSync(join(folder, "dovecot.conf"), configuration({ folder, runner, imap, imaps, lmtp }));
  if (runner.uid !== undefined) for (const name of ["", "run", "state", "mail", "key.pem", "users"]) chownSync(join(folder, name), runner.uid, runner.gid);
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" }, stdio: ["ignore", "ignore", "pipe"] };
  const server = started(
    program,
    ["-F", "-c", join(folder, "dovecot.conf")],
    runner.uid === undefined ? options : { ...options, uid: runner.uid, gid: runner.gid },
  );
  const stop = async () => {
    await ended(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const log = () => (existsSync(join(folder, "log")) ? readFileSync(join(folder, "log"), "utf8") : "");
  await readiness(server, log, stop);
  /** Lays so many mails into a mailbox that has had one, as if they had come long ago. */
  const fill = (email, many, source) => {
    for (let i = 0; i < many; i += 1) {
      const file = join(folder, "mail", email, "cur", `${i}.filled:2,`);
      writeFileSync(file, source(i));
      if (runner.uid !== undefined) chownSync(file, runner.uid, runner.gid);
    }
  };
  return { fill, host: "localhost", imap, imaps, lmtp, certificateFile: join(folder, "cert.pem"), log, stop };
}

const usersFile = (people) =>
  Object.entries(people)
    .map(([email, password]) => `${email}:{PLAIN}${password}\n`)
    .join("");

const configuration = ({ folder, runner, imap, imaps, lmtp }) => `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
default_internal_user = ${runner.user}
default_internal_group = ${runner.group}
default_login_user = ${runner.user}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
auth_mechanisms = plain login
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%Lu
mail_fsync = never
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = username_format=%Lu ${folder}/users
}
userdb {
  driver = static
  args = uid=${runner.user} gid=${runner.group} home=${folder}/mail/%Lu
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtp}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;

function whoRuns() {
  const own = userInfo();
  if (own.uid !== 0) return { user: own.username, group: groupOf(own.gid) };
  const user = fields("/etc/passwd").find(([name]) => name === "nobody");
  if (user === undefined) throw new Trouble("Dovecot for the tests does not run as root, and this machine has no user nobody.");
  return { user: "nobody", group: groupOf(Number(user[3])), uid: Number(user[2]), gid: Number(user[3]) };
}

const groupOf = (gid) => fields("/etc/group").find(([, , id]) => Number(id) === gid)?.[0] ?? String(gid);

const fields = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split(":"));

function ended(server) {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", resolve);
    server.kill("SIGTERM");
  });
}

/** Its log tells when it listens; what it says before is why it does not. */
function readiness(server, log, stop) {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = async () => {
      finish();
      const said = output + log();
      await stop();
      reject(new Trouble("Dovecot for the tests did not start.", said));
    };
    const look = setInterval(() => {
      if (!log().includes("starting up for imap")) return;
      finish();
      resolve();
    }, 20);
    const timer = setTimeout(fail, 30_000);
    const finish = () => (clearInterval(look), clearTimeout(timer), server.off("exit", fail));
    server.on("exit", fail);
    server.stderr.on("data", (chunk) => (output = (output + chunk).slice(-4000)));
  });
}
