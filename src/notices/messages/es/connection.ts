export const connection = {
  title: "Cuenta de Zoom",
  about: "La cuenta de Zoom cuyas salas usa esta institución.",
  noAccount: "Todavía sin cuenta de Zoom",
  since: "Desde",
  authorizedBy: "Autorizada por {name} ({email}), {role} en Zoom",
  standing: {
    none: "Sin vincular",
    disconnected: "Desvinculada",
    reconnect_needed: "Hay que volver a vincularla",
    paused: "En pausa",
    unreachable: "Sin respuesta",
    connected: "Vinculada",
  },
  meaning: {
    none: "Se pueden solicitar sesiones en cuanto haya una cuenta de Zoom vinculada y con salas.",
    disconnected:
      "No se crean reuniones nuevas en Zoom. A las que existen allí se puede entrar como antes; Bedel ya no las termina ni las cierra, ni hace informes de ellas.",
    reconnect_needed: "Zoom rechaza a Bedel. No se pierde nada: todo sigue en cuanto se vuelva a vincular.",
    paused: "No se crean reuniones nuevas en Zoom hasta que se reanude. Las que existen allí siguen según lo previsto.",
    unreachable: "Zoom no responde en este momento. Todo sigue en cuanto responda.",
    connected: "Las reuniones se crean, se abren, se terminan y se cierran según lo previsto.",
  },
};
