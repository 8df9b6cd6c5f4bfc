/** What Zoom says against using a room. */
export const roomTrouble = {
  deleted: "Ya no existe en Zoom",
  deactivated: "Desactivado en Zoom",
  pending: "Todavía no aceptó la invitación de Zoom",
  unlicensed: "Sin licencia en Zoom",
  other_account: "Es de otra cuenta de Zoom, no de la vinculada",
  owner_is_never_a_room: "El propietario de la cuenta nunca es una sala",
};
