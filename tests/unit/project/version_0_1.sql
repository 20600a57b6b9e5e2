-- One person in every table of version 0.1 that held her in the clear.
INSERT INTO sources_source (id, kind, institution, area_id, note, created_at)
VALUES (1, 'register_desa', 'Desa', '36.04', '', now());

INSERT INTO sources_batch (id, source_id, state, chosen_kind, mappings, received_on, note, rows, resolved, outside,
    problems, refused, checked_by, checked_at, stored_by, stored_at, undone_by, undone_at, undo_reason)
VALUES
    (1, 1, 'dibatalkan', '', '{}', '2025-01-01', '$NOTE', 1, 0, 0,
     '[]', '["Berkas $FILE rusak."]', 'x', now(), 'x', now(), 'x', now(), '$NOTE'),
    (2, 1, 'diperiksa', '', '{}', '2025-01-01', '', 0, 0, 0, '[]', '[]', 'x', now(), '', NULL, '', NULL, '');

INSERT INTO files_storedfile (id, sha256, size, created_at)
VALUES (1, encode(sha256('$NIK'), 'hex'), 16, now());

INSERT INTO files_chunk (file_id, number, content) VALUES (1, 0, '$NIK');

INSERT INTO sources_sourcefile (id, batch_id, stored_id, name, live) VALUES (1, 1, 1, '$FILE', false);

INSERT INTO sources_sheet (id, file_id, name, kind, header_row, signature, headings, columns, rows, note)
VALUES (7, 1, '', 'register_desa', 1, 's', '["NIK", "Nama"]',
    '[["A", "NIK", "nik", ["$NIK"], false], ["B", "Nama", "nama", [], true]]', 1, '');

INSERT INTO sources_row (id, sheet_id, number, area_probability, district_code, outside, place_key, name_key, nik,
    nik_reliable, birth_iso, birth_year, sex, status, country, warnings, typed, raw)
VALUES
    (5, 7, 2, 0, '', false, '', 'SITI', '$NIK', true, '1990-05-16', 1990, 'P', '', '', '',
     '{"name": "Siti", "nik": ["wajar", "$NIK"], "phone": "$PHONE", "passport": "$PASSPORT"}', '["$NIK", "Siti"]'),
    (6, 7, 3, 0, '', false, '', 'BUDI', '', false, '', NULL, '', '', '', '', '{}', '[]');

INSERT INTO sources_rowproblem (id, batch_id, file, sheet, "row", "column", code, severity, message, read, stored)
SELECT n, 1, '$FILE', '', n, '', 'x', 'peringatan', '$NIK ' || n, '$PHONE', '' FROM generate_series(1, 3) n;

INSERT INTO people_person (id, name, name_key, nik, birth, sex, outside, kinds, rows)
VALUES (5, 'Siti', 'SITI', '$NIK', '1990-05-16', 'P', false, 'register_desa', 1),
    (6, 'Budi', 'BUDI', '', '', '', false, 'register_desa', 1);

INSERT INTO jobs_progress (key, step, done, total, message, state, permission, area_code, updated_at)
VALUES ('sources.batch:2', '$FILE', 0, NULL, 'Berkas $FILE rusak.', 'failed', 'sources.import', '36.04', now());
