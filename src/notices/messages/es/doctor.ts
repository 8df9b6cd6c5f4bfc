import { todo } from "./doctor-do.ts";
import { found } from "./doctor-found.ts";

export const doctor = {
  well: "Todo está bien.",
  faults: "{count, plural, one {# fallo} other {# fallos}}.",
  withUnknown: "{count, plural, one {# cosa no se pudo} other {# cosas no se pudieron}} averiguar.",
  check: {
    settings: "Configuración",
    node: "Node.js",
    folder: "Carpeta de datos",
    database: "Base de datos",
    migrations: "Migraciones",
    secret: "Secreto",
    server: "Servidor",
    address: "Dirección",
    tls: "Certificado TLS",
    clock: "Reloj",
    mail: "Correo",
    zoom: "Zoom",
    scopes: "Permisos",
    webhooks: "Avisos de Zoom",
  },
  found,
  do: todo,
  letter: {
    subject: "Un correo del diagnóstico de Bedel",
    text: "Este correo se envió para probar si los correos llegan. No hay que hacer nada.",
  },
};
