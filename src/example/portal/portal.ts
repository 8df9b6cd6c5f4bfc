/** The role that Bedel comes in as: it may do what is mapped, and nothing else. */
export const ROLE = "bedel_aulas";
export const DATABASE = "postgres";

/** As SIU-Guaraní keeps its rooms, and beside it where a portal keeps the passcodes. Told once, when there is nothing yet. */
export const BEGINNING = `
  create schema negocio;
  create table negocio.sga_espacios (espacio integer primary key, nombre varchar(100) not null, codigo varchar(20), link_clase_virtual varchar(250), edificio varchar(60));
  insert into negocio.sga_espacios values
    (101, 'Aula virtual 1', 'AV01', 'https://us02web.zoom.us/j/86120000101?pwd=Q1w2E3r4T5y6U7i8O9p0A1s2D3f4G5', 'Central'),
    (102, 'Aula virtual 2', 'AV02', 'https://us02web.zoom.us/j/86120000102?pwd=H6j7K8l9Z1x2C3v4B5n6M7q8W9e0R1', 'Central'),
    (103, 'Aula virtual 3', 'AV03', 'https://us02web.zoom.us/j/86120000103?pwd=T2y3U4i5O6p7A8s9D0f1G2h3J4k5L6', 'Central'),
    (104, 'Laboratorio de idiomas', 'LID', 'https://us02web.zoom.us/j/86120000104?pwd=Z7x8C9v0B1n2M3q4W5e6R7t8Y9u0I1', 'Anexo'),
    (105, 'Sala de posgrado', 'POS', null, 'Anexo'),
    (106, 'Auditorio virtual', 'AUD', null, 'Central');
  create schema zoom;
  create table zoom.contrasenas (aula varchar(20) primary key, contrasena varchar(10), nota text);
  insert into zoom.contrasenas (aula, contrasena) values ('AV01', '314159'), ('AV02', '271828'), ('AV03', '161803'), ('LID', '141421'), ('POS', null), ('AUD', null);
  create role ${ROLE};
  grant usage on schema negocio, zoom to ${ROLE};
  grant select (espacio, nombre, codigo, link_clase_virtual), update (nombre, codigo, link_clase_virtual) on negocio.sga_espacios to ${ROLE};
  grant select (aula, contrasena), update (contrasena) on zoom.contrasenas to ${ROLE};`;

const NOTHING_ELSE = { filter: null, passcodeColumn: null };

/** What is mapped in it from the beginning. */
export const MAPPINGS = [
  {
    ...NOTHING_ELSE,
    ...{ id: "00000000-0000-4000-8000-0000000e0002", name: "Espacios del portal", schema: "negocio", table: "sga_espacios", keyColumn: "espacio" },
    ...{ linkColumn: "link_clase_virtual", nameColumn: "nombre", codeColumn: "codigo" },
  },
  {
    ...NOTHING_ELSE,
    ...{ id: "00000000-0000-4000-8000-0000000e0003", name: "Contraseñas del portal", schema: "zoom", table: "contrasenas", keyColumn: "aula" },
    ...{ linkColumn: null, nameColumn: null, codeColumn: null, passcodeColumn: "contrasena" },
  },
];

export const CONNECTION = {
  id: "00000000-0000-4000-8000-0000000e0001",
  name: "Portal de la universidad (demo)",
  host: "127.0.0.1",
  database: DATABASE,
  userName: ROLE,
};
