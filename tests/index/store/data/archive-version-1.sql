BEGIN TRANSACTION;
CREATE TABLE memory (
        source_hash TEXT NOT NULL,      -- SHA-256 of the source, white space folded
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        engine TEXT NOT NULL,           -- empty for a person's translation
        model TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT,                    -- NULL until there is one
        origin TEXT NOT NULL,           -- human | machine
        status TEXT NOT NULL,           -- ok | pending | rejected | failed
        reason TEXT,                    -- why it was rejected or failed
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try TEXT,                  -- ISO 8601, UTC
        day TEXT,                       -- ISO date the translation was made
        sample INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (source_hash, source_language, target_language, engine, model)
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES('086f5d7f78c32b74307b34b96c25938fcd34657f756a1bf4e84c0c235a218ea1','en','it','libre','','The garden number 8 of the school is open.','Il giardino numero 8 è aperto.','machine','ok',NULL,1,NULL,'2026-01-03',0);
INSERT INTO "memory" VALUES('aac8e06a47e73c3ac3e507133fa10a63552f291c13a026bbeced417e8dc18bf2','en','it','','','Garden number 7 of the school','Giardino numero 7 della scuola','human','ok',NULL,0,NULL,'2026-01-02',0);
INSERT INTO "memory" VALUES('ab7db5f6b5b10a5f88c151d40805d1a9e5c1cf82a182b02ac36339f5846ca89f','en','it','libre','','Garden number 8 of the school','Giardino','machine','rejected','lost: 8',1,NULL,'2026-01-03',0);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('published','6');
INSERT INTO "meta" VALUES('revision','6');
CREATE TABLE pages (
        number INTEGER PRIMARY KEY,     -- the order of first reading, which the index keeps
        url TEXT NOT NULL,
        fetched TEXT NOT NULL,          -- ISO 8601, UTC
        media_type TEXT NOT NULL,
        language TEXT,                  -- declared, BCP 47
        body BLOB NOT NULL,             -- verbatim
        sha256 TEXT NOT NULL,
        origin TEXT NOT NULL,           -- sample | added
        state TEXT NOT NULL             -- live | superseded | withdrawn
    );
INSERT INTO "pages" VALUES(1,'file:relint-inglese-7.txt','2026-11-22T16:23:53+00:00','text/plain','en',X'496E7465726E6174696F6E616C2052656C6174696F6E730A0A32303037204A756E650A0A2020E280A2204A756E65203774682032303037202D2047617264656E206E756D6265722037206F6620746865207363686F6F6C0A0A202020205468652067617264656E206E756D6265722037206F6620746865207363686F6F6C206973206F70656E2E0A0A','0378f48956ee274d157e1151e553ed87ae4ef7af64f7625659787e64694d1eac','added','superseded');
INSERT INTO "pages" VALUES(2,'file:relint-inglese-8.txt','2026-11-22T16:23:53+00:00','text/plain','en',X'496E7465726E6174696F6E616C2052656C6174696F6E730A0A32303037204A756E650A0A2020E280A2204A756E65203874682032303037202D2047617264656E206E756D6265722038206F6620746865207363686F6F6C0A0A202020205468652067617264656E206E756D6265722038206F6620746865207363686F6F6C206973206F70656E2E0A0A','7ac371881d1bacc43a645dfd567b555ba1a0a831e8dce6eadd531c671dda7a04','added','live');
INSERT INTO "pages" VALUES(3,'file:relint-inglese-9.txt','2026-11-22T16:23:53+00:00','text/plain','en',X'496E7465726E6174696F6E616C2052656C6174696F6E730A0A32303037204A756E650A0A2020E280A2204A756E65203974682032303037202D2047617264656E206E756D6265722039206F6620746865207363686F6F6C0A0A202020205468652067617264656E206E756D6265722039206F6620746865207363686F6F6C206973206F70656E2E0A0A','19ddb21ae6d8ee50a54e569927d8470dcd2ecf2cad5e031ba66d29344eec7c79','added','withdrawn');
INSERT INTO "pages" VALUES(4,'file:relint-inglese-7.txt','2026-11-22T16:23:54+00:00','text/plain','en',X'496E7465726E6174696F6E616C2052656C6174696F6E730A0A32303037204A756E650A0A2020E280A2204A756E65203774682032303037202D2047617264656E206E756D6265722037206F6620746865207363686F6F6C0A0A202020205468652067617264656E206E756D6265722037206F6620746865207363686F6F6C206973206F70656E2E20497420776173206D656E6465642E0A0A','8f7a60b86cc38711155d49f3d4731bad58d92367de97970f7dd1d2fcf82e7eb2','added','live');
CREATE TABLE published (
        id TEXT PRIMARY KEY,
        url TEXT NOT NULL,              -- of the page it was published from
        title TEXT NOT NULL,            -- folded
        state TEXT NOT NULL,            -- live | moved | gone | withdrawn (by the archivist)
        leads_to TEXT                   -- for a moved one
    ) WITHOUT ROWID;
INSERT INTO "published" VALUES('2007-06-07-fkcc','file:relint-inglese-7.txt','garden number 7 of the school','live',NULL);
INSERT INTO "published" VALUES('2007-06-08-a60c','file:relint-inglese-8.txt','garden number 8 of the school','live',NULL);
INSERT INTO "published" VALUES('2007-06-09-mvnk','file:relint-inglese-9.txt','garden number 9 of the school','gone',NULL);
CREATE TABLE spending (
        engine TEXT NOT NULL,
        day TEXT NOT NULL,              -- ISO date, UTC
        characters INTEGER NOT NULL,    -- sent to the engine on that day
        PRIMARY KEY (engine, day)
    ) WITHOUT ROWID;
INSERT INTO "spending" VALUES('libre','2026-01-03',71);
CREATE UNIQUE INDEX one_live_page ON pages (url) WHERE state != 'superseded';
COMMIT;
PRAGMA user_version=1;
