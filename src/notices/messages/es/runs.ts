import { rowsWhy } from "./runs-why-rows.ts";

export const runs = {
  step: {
    look_up: "Buscar la dirección en Zoom",
    make_user: "Crear el usuario de Zoom",
    activation: "Esperar la activación",
    settle_user: "Poner la licencia y los nombres",
    secure_user: "Elegir una contraseña que nadie conozca",
    standing_link: "Obtener el enlace permanente",
    open_room: "Convertirlo en una sala de Bedel",
    set_passcode: "Poner el código de acceso en Zoom",
    write_rows: "Escribir las filas de las bases de datos externas",
    move_sessions: "Mudar las sesiones",
    retire_user: "Ocuparse del usuario de Zoom anterior",
  },
  why: {
    ...rowsWhy,
    run_surprise: "Algo falló dentro de Bedel.",
    zoom_spent: "Zoom no acepta más de estos cambios hoy. Continúa solo.",
    zoom_away: "Zoom no responde. Se intenta de nuevo.",
    zoom_disconnected: "Hay que volver a conectar la cuenta de Zoom.",
    password_too_often: "Zoom permite cambiar una contraseña solo cada cierto tiempo. Continúa solo.",
    zoom_missing_scope: "A Bedel le falta un permiso en Zoom: {said}",
    zoom_permission: "Zoom no le permite esto a Bedel: {said}",
    zoom_plan: "El plan de la cuenta de Zoom no incluye esto: {said}",
    zoom_not_found: "Zoom no lo conoce: {said}",
    zoom_not_kept: "Zoom dijo que sí y no lo guardó: {said}",
    zoom_refused: "Zoom se negó: {said}",
  },
};
