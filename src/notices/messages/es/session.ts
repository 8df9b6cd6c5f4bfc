/** The session's page. */
export const session = {
  steps: {
    label: "Qué ocurre y cuándo",
    title: "Qué ocurre y cuándo",
    times: "Horas:",
    again: "nuevo intento: {time}",
    noReason: "Todavía no se conoce el motivo.",
    name: {
      generate: "Creada en Zoom",
      handOver: "Se abre la sala",
      sendLinks: "Enlaces enviados",
      warn: "Aviso de cierre",
      end: "Fin si sigue abierta",
      close: "Sala cerrada",
      report: "Informe",
    },
    is: {
      pending: "previsto: {time}",
      started: "en marcha desde {time}",
      done: "hecho: {time}",
      held: "en espera, previsto: {time}",
      failed: "falló, previsto: {time}",
      skipped: "no hizo falta",
    },
  },
};
